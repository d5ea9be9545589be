"""What people say after a visit: counted by the week, joined with nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.office.survey import DIMENSIONS
from shared.tables.migrations import TABLES
from shared.trade.ledger import Ledgers
from shared.trade.survey import one_line, week_of
from tests.conftest import make_office_folder
from tests.desk import Asker, Asking
from tests.support import OFFICE, FakeClock

PAGE = '\n[page]\naddress = "http://queue.example.tw"\n'
SURVEY = """
[survey]

[[survey.sets]]
services = ["training"]

[[survey.sets.questions]]
dimension = "expertise"
text = { zh-TW = "課程說明", en = "The course was explained" }

[[survey.sets.questions]]
dimension = "courtesy"
"""
ALL = dict.fromkeys(DIMENSIONS, 5)
WEEK = "2026-W48"


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, OFFICE + PAGE + SURVEY)


def finished(ask: Asking, service: str = "jobs") -> str:
    """The code of somebody whose visit is over."""
    ask.ok("open_counter", counter=1)
    code = ask.ticket("walk_in", counter=1, service=service)["code"]
    ask.ok("finish", counter=1)
    return str(code)


def tallies(ask: Asking, day: str = "2026-11-23") -> dict[str, tuple[int, list[int]]]:
    found = ask.ok("survey", first=day, last=day)["tallies"]
    return {
        f"{each['service']} {each['dimension']}": (each["asked"], each["steps"])
        for each in found
    }


def test_answers_are_counted_by_week_service_and_dimension(ask: Asking) -> None:
    ask.ok("answer_survey", code=finished(ask), **ALL)
    ask.ok("answer_survey", code=finished(ask), courtesy=2)
    ask.ok("answer_survey", service="jobs", courtesy=2, environment=1)
    assert tallies(ask) == {
        "jobs courtesy": (3, [0, 2, 0, 0, 1]),
        "jobs environment": (3, [1, 0, 0, 0, 1]),
        "jobs expertise": (3, [0, 0, 0, 0, 1]),
        "jobs measures": (3, [0, 0, 0, 0, 1]),
    }
    assert tallies(ask, "2026-11-30") == {}


def test_a_service_is_asked_its_own_set(ask: Asking) -> None:
    ask.ok("answer_survey", code=finished(ask, "training"), expertise=4)
    assert tallies(ask) == {
        "training courtesy": (1, [0] * 5),
        "training expertise": (1, [0, 0, 0, 1, 0]),
    }
    code = finished(ask, "training")
    assert ask.error("answer_survey", code=code, measures=4) == "bad_request"
    assert ask.ok("may_answer", code=code)["may_answer"]


def test_a_number_answers_once_and_when_it_is_finished(
    ask: Asking, clock: FakeClock
) -> None:
    waiting = ask.ticket("issue", service="jobs")["code"]
    assert ask.error("answer_survey", code=waiting, **ALL) == "wrong_state"
    code = finished(ask)
    assert ask.ok("may_answer", code=code)["may_answer"]
    # The same form sent twice is answered twice, and counted once.
    for _ in range(2):
        assert ask.ok("answer_survey", id="form", code=code, courtesy=5)
    assert not ask.ok("may_answer", code=code)["may_answer"]
    assert ask.error("answer_survey", code=code, courtesy=1) == "wrong_state"
    assert tallies(ask)["jobs courtesy"] == (1, [0, 0, 0, 0, 1])
    other = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert ask.error("answer_survey", code=other, courtesy=5) == "unknown_ticket"
    clock.forward(minutes=24 * 60)
    assert ask.error("answer_survey", code=code, courtesy=5) == "unknown_ticket"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "   "},
        {"courtesy": 0},
        {"courtesy": 6},
        {"courtesy": "5"},
        {"text": "x" * 201},
        {"text": "x" * 100_000},
        {"text": "two\nlines"},
        {"text": "\x1b[31mred"},
        {"text": "turned \u202e round"},
        {"service": "nothing", "courtesy": 5},
        {"service": None, "courtesy": 5},
    ],
)
def test_what_is_no_answer_is_refused_and_leaves_nothing(
    ask: Asking, fields: dict[str, Any]
) -> None:
    answer = ask("answer_survey", **{"service": "jobs"} | fields)
    assert answer["error"] in ("bad_request", "unknown_service") and answer["message"]
    assert tallies(ask) == {}
    assert ask.ok("comments", since="2026-11-01")["comments"] == []
    assert ask.ok("events", after=0)["events"] == []


def test_nothing_joins_an_answer_with_a_number(
    ask: Asking, ledgers: Ledgers, clock: FakeClock
) -> None:
    """Whoever reads all the tables finds who answered and what was answered, apart."""
    codes = [finished(ask) for _ in range(3)]
    for code, step in zip(reversed(codes), (5, 1, 3), strict=True):
        clock.forward(minutes=1)
        words = {"text": "Too cold", "may_publish": True} if step == 1 else {}
        ask.ok("answer_survey", code=code, environment=step, **words)
    comment = ask.ok("comments", since="2026-11-01")["comments"][0]
    assert set(comment) >= {"comment", "day", "text"} and "at" not in comment
    answered = [
        each
        for each in ask.ok("events", after=0)["events"]
        if each["kind"] == "survey_answered"
    ]
    assert len(answered) == 3
    for each in answered:
        about = {name: value for name, value in each.items() if value is not None}
        assert set(about) == {"seq", "id", "at", "kind", "station"}
    rows = ledgers.read(_rows)
    # Of answers there are sums, and who has answered is one row in no order of time.
    assert len(rows["survey_tally"]) == 4
    ((_, labels),) = rows["survey_day"]
    assert labels == '["A001", "A002", "A003"]'
    for table, found in rows.items():
        if table not in ("ticket", "event", "act", "answer"):
            together = [row for row in found if "A002" in str(row)]
            assert not together or table == "survey_day", table
    assert all("A00" not in str(row) for row in rows["visitor_comment"])
    kept = [row for row in rows["answer"] if "Too cold" in str(row)]
    assert len(kept) == 1 and "A00" not in str(kept)


def _rows(reading: Any) -> dict[str, list[tuple[Any, ...]]]:
    run = reading.connection.execute
    return {
        each: [tuple(row) for row in run(f"select * from {each}").fetchall()]
        for each in TABLES
    }


def test_the_last_transaction_of_a_row_tells_nothing(
    ask: Asking, ledgers: Ledgers
) -> None:
    """PostgreSQL keeps it with each row: all sums of a service bear the same."""
    ask.ok("answer_survey", code=finished(ask), **ALL)
    ask.ok("answer_survey", code=finished(ask), courtesy=1)
    if type(ledgers).__name__ != "PostgresLedgers":
        pytest.skip("SQLite keeps no transaction with a row")
    found = ledgers.read(
        lambda reading: reading.connection.execute(  # type: ignore[attr-defined]
            "select distinct xmin::text from survey_tally"
        ).fetchall()
    )
    assert len(found) == 1


def test_a_comment_is_read_answered_and_hidden(ask: Asking, clock: FakeClock) -> None:
    words = "<b>太冷</b> & 太吵"
    told = ask.ok("answer_survey", text=words, may_publish=True)["comment"]
    code = told["comment"]
    assert (told["text"], told["state"], told["days"]) == (words, "new", None)
    assert ask.ok("read_comment", comment=code)["comment"]["state"] == "read"
    assert ask.error("read_comment", comment=code) == "wrong_state"
    clock.forward(minutes=3 * 24 * 60)
    typed = code.replace("-", " ").lower()
    answered = ask.ok("answer_comment", comment=typed, text="已調高溫度")["comment"]
    assert (answered["state"], answered["days"]) == ("answered", 3)
    clock.forward(minutes=24 * 60)
    better = ask.ok("answer_comment", comment=code, text="已調高到 26 度")["comment"]
    assert better["days"] == 3
    assert ask.ok("hide_comment", comment=code)["comment"]["state"] == "hidden"
    assert ask.error("hide_comment", comment=code) == "wrong_state"
    assert ask.ok("read_comment", comment=code)["comment"]["state"] == "answered"
    assert ask.error("answer_comment", comment="NOBODY", text="x") == "bad_request"
    assert ask.ok("comment", comment=code)["comment"]["answer"] == "已調高到 26 度"
    events = str(ask.ok("events", after=0)["events"])
    assert "太冷" not in events and "溫度" not in events


def test_what_waits_for_an_answer_is_listed_however_old(
    ask: Asking, clock: FakeClock
) -> None:
    first, second = (
        ask.ok("answer_survey", text=each)["comment"]["comment"] for each in "ab"
    )
    ask.ok("answer_comment", comment=first, text="Thank you")
    clock.forward(minutes=24 * 60)
    listed = ask.ok("comments", since="2026-11-24")["comments"]
    assert [each["comment"] for each in listed] == [second]


def test_where_staff_sign_on_a_supervisor_answers(
    tmp_path: Path, clock: FakeClock
) -> None:
    (tmp_path / "other").mkdir()
    text = OFFICE + PAGE + SURVEY + "\n[staff]\nsign_on = true\n"
    asker = Asker(make_office_folder(tmp_path / "other", text), clock=clock)
    code = asker.ok("answer_survey", text="Hello")["comment"]["comment"]
    for do in ("read_comment", "hide_comment"):
        assert asker.error(do, comment=code) == "not_allowed"
    assert asker.error("answer_comment", comment=code, text="Hello") == "not_allowed"
    asker.close()


def test_an_office_without_a_survey_asks_nothing(
    tmp_path: Path, clock: FakeClock
) -> None:
    (tmp_path / "other").mkdir()
    asker = Asker(make_office_folder(tmp_path / "other", OFFICE), clock=clock)
    assert asker.error("answer_survey", service="jobs", **ALL) == "not_allowed"
    asker.close()


def test_no_journal_has_what_was_answered(tmp_path: Path, clock: FakeClock) -> None:
    """It would stand there with its time, and with the code of the number."""
    from shared.wire.requests import parse_request

    asked = {"id": "x", "do": "answer_survey", "service": "jobs", "courtesy": 5}
    assert not parse_request(asked).is_journaled
    assert parse_request(asked | {"do": "issue"}).is_journaled


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  two\r\nlines\t here ", "two lines here"),
        ("\x1b[31mred\x00", "[31mred"),
        ("turned \u202e round", "turned round"),
        ("กำลัง ดี 👍", "กำลัง ดี 👍"),
    ],
)
def test_what_is_written_becomes_one_line(written: str, kept: str) -> None:
    assert one_line(written) == kept


def test_the_week_of_a_day_is_the_one_of_its_thursday() -> None:
    assert week_of(date(2026, 11, 23)) == WEEK
    assert week_of(date(2027, 1, 1)) == "2026-W53"
