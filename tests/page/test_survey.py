"""The questions after a visit and the comments, in a process that serves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.responses import Response

from jiaohao.page import survey_desk
from jiaohao.page.frame import Sheet
from jiaohao.page.hall_desk import HallDesk
from jiaohao.page.html import Html
from jiaohao.page.survey_site import SurveySite
from jiaohao.page.visit import Standing
from shared.office.survey import Survey
from shared.wire.client import Client
from tests.conftest import make_office_folder
from tests.page import looks
from tests.page.serving import Served, at_counter, served
from tests.page.test_booking import field, send
from tests.processes import Process
from tests.support import MONDAY_9, OFFICE

SURVEY = "\n[page]\naddress = 'http://127.0.0.1'\n\n[survey]\nshow_comments = true\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    english = OFFICE.replace('["zh-TW", "en"]', '["en", "zh-TW"]')
    return make_office_folder(tmp_path_factory.mktemp("survey"), english + SURVEY)


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def counter(folder: Path) -> Iterator[Process]:
    with at_counter(folder, 1) as found:
        yield found


def finished(site: Served, counter: Process) -> tuple[str, str]:
    """The path of a finished number's page, and the page with the questions."""
    ticket = counter.ask("walk_in", counter=1, service="jobs")["ticket"]
    counter.ask("finish", counter=1)
    path = f"/t/{ticket['code']}"
    return path, site.until(path, 'name="environment"')


def test_after_the_visit_four_questions_are_asked_and_answered_once(
    site: Served, counter: Process
) -> None:
    path, page = finished(site, counter)
    for each in ("environment", "courtesy", "expertise", "measures"):
        assert page.count(f'name="{each}"') == 5
    assert "required" not in page and "refresh" not in page
    fields = {"id": field(page, "id"), "courtesy": "5", "environment": "2"}
    for _ in range(2):
        status, told, _ = send(site, f"{path}/answer", **fields)
        assert (status, told["location"]) == (303, "/thanks")
    assert 'class="code"' not in site.ask("/thanks")[2]
    assert "You have answered the questions" in site.ask(path)[2]
    # Another form of the same number: it is answered already.
    again = send(site, f"{path}/answer", id="x" * 20, courtesy="1")
    assert (again[0], again[1]["location"]) == (303, path)
    day = counter.ask("state")["day"]
    tallies = counter.ask("survey", first=day, last=day)["tallies"]
    found = {each["dimension"]: each["steps"] for each in tallies}
    assert found["courtesy"] == [0, 0, 0, 0, 1]
    assert found["environment"] == [0, 1, 0, 0, 0]


def test_what_is_written_gets_a_number_an_answer_and_a_place(
    site: Served, counter: Process
) -> None:
    path, page = finished(site, counter)
    words = '<script>alert(1)</script> & "太冷"\r\nplease\x1b[31m'
    fields = {"id": field(page, "id"), "text": words, "publish": "yes"}
    status, told, _ = send(site, f"{path}/answer", **fields)
    assert status == 303 and told["location"].startswith("/thanks?c=")
    code = told["location"].partition("=")[2]
    assert code in site.ask(told["location"])[2]
    mine = f"/comments?c={code.lower().replace('-', '')}"
    page = site.ask(mine)[2]
    shown = '<script>alert(1)</script> & "太冷" please [31m'
    assert "<script>alert" not in page and shown in unescape(page)
    assert "in hand; an answer by" in page
    # All others see it when somebody of the office has looked at it.
    counter.ask("answer_comment", comment=code, text="<i>Warmer now</i>")
    page = site.until(mine, "Warmer now")
    assert "<i>Warmer" not in page and "answered on the same day" in page
    counter.ask("hide_comment", comment=code)
    page = site.until(mine, "is not shown and not answered here")
    assert "Warmer now" not in page


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({}, "Nothing is chosen"),
        ({"courtesy": "6", "text": " \n "}, "Nothing is chosen"),
        ({"text": "x" * 201}, "longer than 200"),
        ({"text": "太" * 300, "courtesy": "4"}, "longer than 200"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(
    site: Served, counter: Process, fields: dict[str, str], warning: str
) -> None:
    path, page = finished(site, counter)
    status, _, page = send(site, f"{path}/answer", id=field(page, "id"), **fields)
    assert status == 422 and warning in page
    if "courtesy" in fields and "x" not in fields["text"]:
        kept = re.search(r"<textarea[^>]*>([^<]*)<", page)
        assert kept is not None and kept[1] == " ".join(fields["text"].split())
    if fields.get("courtesy") == "4":
        assert re.search(r'name="courtesy" value="4" checked', page)


def test_more_than_a_form_of_ours_holds_is_refused(
    site: Served, counter: Process
) -> None:
    path, _ = finished(site, counter)
    for place in (f"{path}/answer", "/comments/new"):
        status, _, text = send(site, place, text="太" * 100_000)
        assert status == 413 and "That was too long" in text


def test_only_finished_numbers_are_asked(site: Served, counter: Process) -> None:
    ticket = counter.ask("issue", service="jobs", channel="staff")["ticket"]
    path = f"/t/{ticket['code']}"
    assert 'name="courtesy"' not in site.until(path, ticket["label"])
    sent = send(site, f"{path}/answer", courtesy="5", id="x" * 20)
    assert (sent[0], sent[1]["location"]) == (303, path)
    wrong = send(site, f"{path[:-1]}0/answer", courtesy="5", id="x" * 20)
    assert wrong[0] in (303, 429)
    assert site.ask(f"{path}/answer")[1]["location"] == path


def test_anybody_may_write(site: Served, counter: Process) -> None:
    page = site.ask("/comments/new")[2]
    fields = {"id": field(page, "id"), "text": "How late are you open?"}
    told = send(site, "/comments/new", **fields)[1]
    code = told["location"].partition("=")[2]
    comment = counter.ask("comment", comment=code)["comment"]
    assert (comment["may_publish"], comment["service"]) == (False, None)
    assert "How late" not in site.until("/comments", "Find by number")
    status, _, page = site.ask("/comments?c=K7M3Q-9XRT2")
    assert status == 404 and "no comment with this number" in page
    assert 'href="/comments"' in site.ask("/")[2]
    assert send(site, "/comments/new", id="x" * 20, text="")[0] == 422


async def test_where_nothing_can_be_kept_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And asks nothing: a station that does not answer."""
    monkeypatch.setattr(survey_desk, "_ASK_SECONDS", 0.1)
    office = replace(looks.office(), survey=Survey())
    client = Client(["cat"])
    client.start()
    desk = survey_desk.SurveyDesk(office, client, clock=lambda: MONDAY_9)
    hall = HallDesk(office, client, Path())
    site = SurveySite(
        desk, Survey(), hall, looks.look, lambda _: None, lambda *_: Response()
    )
    visit = looks.visit(Standing.DONE)
    sheet = Sheet("C153", Html("<p>Thank you</p>"), "done")
    told = await site.beside(looks.look(), sheet, visit, looks.CODE)
    await client.close()
    assert told.main.startswith("<p>Thank you</p>")
    assert "cannot be answered at this moment" in told.main
    assert "<form" not in told.main
