"""A number given back, and a place kept, from the page of the number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.folder import QUEUE_FILE
from tests.conftest import make_office_folder
from tests.page.serving import Served, at_counter, served
from tests.page.test_booking import send
from tests.support import OFFICE

PAGE = '\n[page]\naddress = "http://queue.example.tw"\ngive_back = true\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("own")
    return make_office_folder(place, f"{OFFICE}{PAGE}step_out = true\n")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as found:
        yield found


def test_a_place_is_kept_and_a_number_given_back(site: Served, folder: Path) -> None:
    with at_counter(folder, 1) as counter:
        told = counter.ask("issue", service="jobs", language="en")
        page = f"/t/{told['ticket']['code']}"
        text = site.until(f"{page}?lang=en", "I step out and keep my place")
        assert f"{page}/give-back?lang=en" in text
        # Only to look at the question changes nothing.
        asked = site.ask(f"{page}/step-out?lang=en")[2]
        assert "Step out for a while?" in asked
        status, headers, _ = send(site, f"{page}/step-out?lang=en")
        assert (status, headers["location"]) == (303, f"{page}?lang=en")
        text = site.until(f"{page}?lang=en", "your place is kept")
        assert "If you come back now" in text and "You are next" in text
        assert "Give this number back?" in site.ask(f"{page}/give-back?lang=en")[2]
        assert site.ask(f"{page}/step-out")[0] == 303
        assert counter.ask("call", counter=1)["ticket"] is None
        assert send(site, f"{page}/back?lang=en")[0] == 303
        site.until(f"{page}?lang=en", "You are next")
        assert "Give this number back?" in site.ask(f"{page}/give-back?lang=en")[2]
        send(site, f"{page}/give-back")
        site.until(f"{page}?lang=en", "cancelled")
        # Pressed again, by whoever it was: it says how it stands.
        for act in ("give-back", "step-out", "back"):
            assert send(site, f"{page}/{act}")[0] == 303
        assert site.ask(f"{page}/give-back")[0] == 303
        events = counter.ask("events", after=0)["events"]
        kinds = [each["kind"] for each in events if each["ticket"] == "A001"]
        assert kinds == ["issued", "stepped_out", "requeued", "cancelled"]


def test_who_presses_while_the_office_is_silent_is_told_so(folder: Path) -> None:
    file = folder / QUEUE_FILE
    with at_counter(folder, 3) as counter:
        code = counter.ask("issue", service="jobs")["ticket"]["code"]
        page = f"/t/{code}"
        with served(folder) as site:
            site.until(f"{page}?lang=en", "I give my number back")
            file.rename(file.with_suffix(".away"))
            try:
                status, _, text = send(site, f"{page}/give-back?lang=en")
            finally:
                file.with_suffix(".away").rename(file)
            assert status == 503 and "The office has not answered yet" in text
            assert f'href="{page}?lang=en"' in text


def test_another_sites_press_is_refused(site: Served) -> None:
    connection = site.connect()
    connection.request("POST", "/t/x/back", headers={"origin": "https://evil.example"})
    assert connection.getresponse().status == 403
    connection.close()


def test_no_page_tells_who_is_to_be_fetched(site: Served, folder: Path) -> None:
    with at_counter(folder, 2) as counter:
        asked = {"service": "jobs", "language": "en", "cannot_hear": True}
        ticket = counter.ask("issue", **asked)["ticket"]
        assert ticket["cannot_hear"] is True
        own = f"/t/{ticket['code']}?lang=en"
        text = site.until(own, ticket["label"])
        for path in ("/?lang=en", "/api/v1/hall", "/api/v1/services"):
            text += site.ask(path)[2]
        assert "hear" not in text.lower() and "fetch me" not in text.lower()
