"""Odd lines and odd entries: refused, or told; nobody dies of them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.offline.memory import Memory
from shared.service.reconcile import add_entries
from shared.station.news import News
from shared.text.catalogue import catalogue
from shared.wire.entry import JournalEntry
from shared.wire.errands import Compare, HandedIn, Lacking
from shared.wire.json_text import to_json
from shared.wire.requests import LONGEST_LINE
from tests.desk import Asker
from tests.invariants import check_file
from tests.memories import TOLD, beat, issued
from tests.processes import Process
from tests.support import MONDAY_9, FakeClock

SAY = catalogue("en")
SERIAL = count()
DAY = "2026-11-23"
JOB = {
    "job": "1",
    "label": "A001",
    "kind": "number",
    "state": "failed",
    "at": "2026-11-23T09:00:00+08:00",
}


def _hand(ask: Asker, *entries: JournalEntry) -> list[bool]:
    station = ask.station
    return add_entries(station.ledgers, "counter-1", entries)[0]


def test_half_a_character_in_an_unknown_part(kiosk: Process) -> None:
    job = {**JOB, "more": "\ud800"}
    fields = {"printer": "paper", "condition": "fine", "jobs": [job]}
    assert kiosk.ask("printer_state", **fields)["ok"]
    assert kiosk.ask("state")["ok"]
    assert kiosk.end() == (0, "")


def test_an_unknown_part_that_is_deep(kiosk: Process) -> None:
    """As deep as it can still be read."""
    for depth in (900, 970, 980, 985, 990, 995, 10_000):
        deep = "[" * depth + "]" * depth
        job = to_json(JOB)[:-1] + f',"more":{deep}}}'
        line = (
            f'{{"id":"{depth}","do":"printer_state","printer":"paper",'
            f'"condition":"fine","jobs":[{job}]}}'
        )
        assert len(line) < LONGEST_LINE
        kiosk.send(line.encode())
        kiosk.read()
    assert kiosk.ask("state")["ok"]
    assert kiosk.end() == (0, "")


def test_what_is_too_deep_is_refused_under_its_id(kiosk: Process) -> None:
    deep = "[" * 20_000 + "]" * 20_000
    for line, id in (
        (f'{{"id":"a]","do":"issue","service":"jobs","note":{deep}}}', "a]"),
        (f'{{"more":{deep},"do":"issue","id":"b"}}', "b"),
        (f'{{"more":{{"id":"within","x":{deep}}},"do":"state"}}', None),
        (f'{{"id":"c" 1,"more":{deep}}}', None),
        (f'{{"id":"d","more":{deep[1:]}}}', None),
        (deep, None),
    ):
        kiosk.send(line.encode())
        told = kiosk.read()
        assert (told["id"], told["error"]) == (id, "bad_request")
    assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    assert kiosk.end() == (0, "")


WORDS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=3),
    st.sampled_from(
        [
            "A001",
            "A9001",
            "jobs",
            "waiting",
            "done",
            "0001-01-01T00:00",
            "2026-11-23T08:00:00.000+08:00",
            "0001-01-01T00:00:00+08:00",
            "9999-12-31T23:59:59-08:00",
        ]
    ),
    st.just([]),
    st.just({}),
    st.just(["x"]),
    st.just({"label": "A001"}),
)
TICKET = ["label", "issued_at", "due_at", "service", "priority", "language", "channel"]
TICKET += ["state", "calls", "counter"]


@pytest.fixture
def told_ticket(ask: Asker) -> Any:
    return ask.ticket("issue", id="given", service="jobs")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    do=st.sampled_from(
        [
            "issue",
            "call",
            "resume",
            "start",
            "finish",
            "hold",
            "transfer",
            "cancel",
            "open_counter",
            "print_done",
            "printer_state",
            "print_wish",
            "dance",
        ]
    ),
    parts=st.dictionaries(st.sampled_from(TICKET), WORDS, max_size=3),
    fields=st.dictionaries(
        st.sampled_from(["counter", "label", "service", "reason", "jobs", "note"]),
        WORDS,
        max_size=3,
    ),
    body=st.one_of(st.none(), WORDS),
)
def test_whatever_an_entry_says_it_holds_up_nothing(
    ask: Asker,
    told_ticket: Any,
    do: str,
    parts: dict[str, Any],
    fields: dict[str, Any],
    body: Any,
) -> None:
    told: Any = {"ok": True, "ticket": {**told_ticket, "label": "A9001", **parts}}
    if body is not None:
        told = body
    id = f"odd-{next(SERIAL)}"
    odd = JournalEntry(id, DAY, MONDAY_9, do, fields, body=json.dumps(told))
    after = replace(odd, id=f"{id}-after", do="open_counter", fields={"counter": 3})
    after = replace(after, body='{"ok":true,"counter":{}}')
    assert len(_hand(ask, odd, after)) == 2


def test_yesterdays_press_does_not_meet_todays_of_the_same_id(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """An id need only be its own for one day, and "5" is somebody else's today."""
    given = ask.ticket("issue", service="jobs") | {"label": "A9001", "number": 9001}
    entry = JournalEntry(
        "5",
        DAY,
        clock(),
        "issue",
        {"service": "jobs"},
        body=to_json({"ok": True, "ticket": given, "kept": True}),
    )
    clock.forward(minutes=24 * 60)
    ask.ok("issue", id="5", service="jobs")
    assert _hand(ask, entry) == [True]
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"
    check_file(file)


def test_a_call_of_before_does_not_end_the_visit_of_whoever_is_there_now(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """The station was silent while a copy was put back; another has its counter."""
    ask.ok("open_counter", counter=1)
    for _ in range(3):
        ask.ok("issue", service="jobs")
    first = ask.ticket("ticket", label="A001") | {"state": "called", "calls": 1}
    at = clock()
    clock.forward(minutes=10)
    ask.ok("call_ticket", id="out-of-turn-1", counter=1, label="A003")
    clock.forward(minutes=1)
    body = to_json({"ok": True, "ticket": first | {"counter": 1, "ahead": None}})
    fields = {"counter": 1, "finish_current": True}
    entry = JournalEntry("late", DAY, at, "call", fields, 4, body)
    assert _hand(ask, entry) == [False]
    assert ask.ticket("ticket", label="A003")["state"] == "called"
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"
    check_file(file)


def test_calls_that_were_lost_end_each_others_visits(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    ask.ok("open_counter", counter=1)
    tickets = [ask.ticket("issue", service="jobs") for _ in range(3)]
    entries = []
    for number, ticket in enumerate(tickets):
        clock.forward(minutes=1)
        called = ticket | {"state": "called", "calls": 1, "counter": 1, "ahead": None}
        body = to_json({"ok": True, "ticket": called})
        fields = {"counter": 1, "finish_current": True}
        entries.append(JournalEntry(f"{number}", DAY, clock(), "call", fields, 9, body))
    clock.forward(minutes=1)
    ask.ok("issue", service="jobs")
    assert _hand(ask, *entries) == [True] * 3
    states = [ask.ticket("ticket", label=f"A00{number}")["state"] for number in (1, 2)]
    assert states == ["done", "done"]
    check_file(file)


def test_no_sign_of_life_hides_news_that_were_passed_over() -> None:
    """What is not shown yet must not look as if nothing had changed."""
    memory = Memory("kiosk-1")
    memory.open(TOLD)
    memory.hear_beat(beat(MONDAY_9, DAY))
    assert issued(memory, "1") is not None
    told: list[str] = []
    news = News(memory, told.append)
    news.is_wanted = True
    same = b'{"ok":true,"as_of":"2026-11-23T09:00:01.000+08:00"}'
    state = b'{"ok":true,"as_of":"2026-11-23T09:00:01.000+08:00","seq":1}'
    news.hear_same(same, is_away=False)
    assert len(told) == 1, "nothing was passed over yet"
    news.hear_state(state)
    news.hear_same(same, is_away=False)
    assert len(told) == 1
    while (errand := memory.next_errand()) is not None:
        is_check = isinstance(errand, Compare)
        memory.hear_errand(errand, Lacking([]) if is_check else HandedIn([True], 2))
    assert news.is_to_be_asked()
    news.hear_state(state)
    news.hear_same(same, is_away=False)
    assert len(told) == 3
    memory.close()


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("9" * 30, "unknown_counter"),
        ("-" + "9" * 400, "unknown_counter"),
        ("1e400", "bad_request"),
        ("1.5", "bad_request"),
        ("-0", "unknown_counter"),
    ],
)
def test_numbers_that_no_file_takes(kiosk: Process, number: str, error: str) -> None:
    kiosk.send(f'{{"id": "odd", "do": "call", "counter": {number}}}'.encode())
    assert kiosk.read()["error"] == error
    assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A001"
