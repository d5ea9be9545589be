"""An appointment from its first page to its last, in a process that serves them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from jiaohao.page.booking_page import calendar_file
from jiaohao.page.slowed import Slowed
from tests.conftest import make_office_folder
from tests.page.looks import booking, look
from tests.page.serving import Served, served
from tests.processes import Process
from tests.support import OFFICE

APPOINTMENTS = "\n[appointments]\ndays_ahead = 14\n" + "".join(
    f'\n[[appointments.services]]\nservice = "{code}"\nminutes = 60\n'
    + "".join(
        f'{day} = ["00:00-24:00"]\n'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    )
    + 'saturday = ["00:00-24:00"]\nsunday = ["00:00-24:00"]\n'
    for code in ("jobs", "training")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office_folder(tmp_path_factory.mktemp("booking"), OFFICE + APPOINTMENTS)


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as found:
        yield found


def send(site: Served, path: str, **fields: str) -> tuple[int, dict[str, str], str]:
    """Send a form as a browser does from a page of ours."""
    connection = site.connect()
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "origin": "null",
        "sec-fetch-site": "same-origin",
    }
    try:
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told, answer.read().decode()
    finally:
        connection.close()


def field(text: str, name: str, which: int = -1) -> str:
    """The value of a field of a page, of several the last."""
    return re.findall(rf'name="{name}" value="([^"]*)"', text)[which]


def chosen(site: Served, which: int) -> dict[str, str]:
    """The fields of the last step, for one of the times of tomorrow."""
    days = site.until("/book?s=jobs", 'name="d"')
    day = field(days, "d", 1)
    times = site.ask(f"/book?s=jobs&d={day}")[2]
    at = field(times, "t", which)
    asked = site.ask(f"/book?s=jobs&d={day}&t={at}")[2]
    assert field(asked, "s") == "jobs" and field(asked, "t") == at
    return {"s": "jobs", "d": day, "t": at, "id": field(asked, "id")}


def test_a_time_is_chosen_booked_shown_and_given_back(
    site: Served, folder: Path
) -> None:
    first = site.until("/?lang=en", "/book")
    assert "Appointments" in first
    assert 'value="training"' in site.ask("/book")[2]
    form = chosen(site, 0)
    status, headers, _ = send(site, "/book?lang=en", **form)
    assert status == 303
    place = headers["location"]
    code = place.removeprefix("/b/").partition("?")[0]
    # Sent twice, booked once.
    assert send(site, "/book?lang=en", **form)[1]["location"] == place
    text = site.ask(place)[2]
    assert code in text and "Your appointment is booked" in text
    status, headers, calendar = site.ask(f"/b/{code}/calendar.ics")
    assert headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT\r\n" in calendar
    # Who chose the same time meanwhile is told, and chooses another.
    other = {**form, "id": "somebody-elses-id-1"}
    status, _, text = send(site, "/book?lang=en", **other)
    assert status == 409 and "has just been taken" in text
    assert "Cancel this appointment?" in site.ask(f"/b/{code}/cancel?lang=en")[2]
    assert send(site, f"/b/{code}/cancel")[0] == 303
    assert "is cancelled" in site.ask(f"/b/{code}?lang=en")[2]
    assert send(site, f"/b/{code}/cancel")[0] == 303
    moved = send(site, f"/b/{code}/cancel", then="book")[1]["location"]
    assert "Which day suits you?" in site.ask(f"{moved}&lang=en")[2]
    # A refusal is remembered under its id, so a new press has a new one.
    assert send(site, "/book", **other)[0] == 409
    assert send(site, "/book", **{**other, "id": "somebody-elses-id-2"})[0] == 303
    desk = Process(folder, "desk")
    desk.read()
    events = desk.ask("events", after=0)["events"]
    kinds = [each["kind"] for each in events if "book" in each["kind"]]
    assert kinds == ["booked", "booking_cancelled", "booked"]
    assert {each["data"]["channel"] for each in events if each["kind"] == "booked"} == {
        "page"
    }
    desk.process.kill()
    desk.process.communicate()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/book?s=dance", 200),
        ("/book?s=jobs&d=2026-13-40", 200),
        ("/book?s=jobs&d=1999-01-01&t=5", 200),
        ("/book?s=jobs&t=99999999999999999999", 200),
        ("/b/22222-22222", 404),
        ("/b/%3Cscript%3E", 404),
        ("/b/22222-22222/cancel", 404),
        ("/b/22222-22222/calendar.ics", 404),
        ("/b/..%2f..%2fqueue.db", 404),
    ],
)
def test_what_is_asked_wrongly_does_no_harm(
    site: Served, path: str, status: int
) -> None:
    site.until("/book?s=jobs", 'name="d"')
    found, _, text = site.ask(path)
    assert found == status
    assert "<script>" not in text and "Traceback" not in text


def test_a_form_that_says_nothing_books_nothing(site: Served) -> None:
    assert send(site, "/book", id="short", s="jobs", t="5")[0] == 303
    assert send(site, "/book", id="x" * 20, s="jobs", t="5")[0] == 409
    assert send(site, "/book", **chosen(site, 1) | {"id": ""})[0] == 303
    assert send(site, "/book", words="x" * 5_000)[0] == 413
    assert send(site, "/b/22222-22222/cancel")[0] == 404
    assert send(site, "/services")[0] == 405


def test_another_sites_form_is_refused(site: Served) -> None:
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ):
        connection = site.connect()
        connection.request("POST", "/book", "s=jobs", headers)
        assert connection.getresponse().status == 403
        connection.close()


def test_a_calendar_takes_the_file() -> None:
    lines = calendar_file(look("en"), booking()).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert "SUMMARY:Employment counselling" in lines
    starts = next(each for each in lines if each.startswith("DTSTART:"))
    assert re.fullmatch(r"DTSTART:\d{8}T\d{6}Z", starts)


def test_guessed_codes_find_nothing_and_are_slowed(folder: Path) -> None:
    with served(folder) as site:
        site.until("/book?s=jobs", 'name="d"')
        pairs = itertools.product("23456789", repeat=2)
        guesses = [f"/b/2345{first}-6789{second}" for first, second in pairs]
        form = chosen(site, 5)
        own = send(site, "/book", **form)[1]["location"]
        statuses = [site.ask(guess)[0] for guess in guesses[:30]]
        assert set(statuses) == {404, 429}
        assert statuses[0] == 404 and statuses[-1] == 429
        status, headers, text = site.ask(f"{guesses[30]}?lang=en")
        assert status == 429 and int(headers["retry-after"]) <= 5
        assert (
            "Please wait a moment" in text and f'href="{guesses[30]}?lang=en"' in text
        )
        # Whose code is right is not kept out by who guesses beside them.
        assert site.ask(own)[0] == 200
        # Nor does anybody take all there is: the same time again, so none is booked.
        tries = [send(site, "/book", **form, lang="en")[0] for _ in range(31)]
        assert tries[0] == 303 and tries[-1] == 429


def test_what_only_the_file_knows_is_not_asked_for_ever() -> None:
    """Right or wrong, as nobody knows before the look; others go on."""
    now = 0.0
    slowed = Slowed(lambda _, seconds: Response(str(seconds)), lambda: now)

    def waits(asker: str, count: int) -> list[bytes]:
        request = Request({"type": "http", "asker": asker})
        answers = [slowed.of_looking_up(request) for _ in range(count)]
        return [bytes(each.body) for each in answers if each is not None]

    assert waits("first", 61) == [b"1"]
    assert waits("second", 60) == []
    now = 1.0
    assert len(waits("first", 3)) == 1
