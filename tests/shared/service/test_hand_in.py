"""Whatever is handed in, however the office stands by then: it is told, or it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shared.clock import from_rfc3339
from shared.office.folder import OFFICE_FILE
from shared.service.reconcile import add_entries
from shared.wire.entry import JournalEntry
from shared.wire.json_text import to_json
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import APPOINTMENTS, OFFICE, FakeClock

STATES = {
    "waiting": ["requeue"],
    "called": [],
    "serving": ["start"],
    "held": ["hold"],
    "done": ["finish"],
    "missed": ["no_show"],
    "cancelled": ["no_show", "cancel"],
    "elsewhere": ["hold", "resume"],
    "expired": ["a day"],
    "busy": ["requeue", "call_other"],
    "lost": [],
}
AFTER = {
    "recall": "called",
    "start": "serving",
    "finish": "done",
    "no_show": "missed",
    "hold": "held",
    "transfer": "waiting",
    "call": "called",
    "call_ticket": "called",
    "resume": "serving",
    "requeue": "waiting",
    "cancel": "cancelled",
}


def _entry(
    ask: Asker, do: str, at: int, ticket: Any, *, id: str = "kept", **fields: Any
) -> JournalEntry:
    day = ask.station.office.business_day(at).isoformat()
    body = to_json({"ok": True, "ticket": ticket, "kept": True})
    return JournalEntry(id, day, at, do, fields, body=body)


def _hand(ask: Asker, *entries: JournalEntry) -> list[bool]:
    station = ask.station
    return add_entries(station.ledgers, "counter-1", entries)[0]


def _remarks(ask: Asker) -> list[Any]:
    events = ask.ok("events", after=0)["events"]
    return [each["data"] for each in events if each["kind"] == "not_added"]


def _reach(ask: Asker, clock: FakeClock, state: str) -> Any:
    """A called ticket, which then comes to a state; as it was told when called."""
    for counter in (1, 2):
        ask.ok("open_counter", counter=counter)
    ask.ok("issue", service="jobs")
    ask.ok("issue", service="jobs")
    called = ask.ticket("call", counter=1)
    clock.forward(minutes=5)
    for do in STATES[state]:
        if do == "a day":
            clock.forward(minutes=24 * 60)
            ask.ok("state")
        elif do == "call_other":
            ask.ok("call_ticket", counter=1, label="A002")
        elif do in ("cancel", "requeue"):
            if state in ("waiting", "busy"):
                ask.ok("no_show", counter=1)
            ask.ok(do, label="A001")
        elif do == "resume":
            ask.ok(do, counter=2, label="A001")
        else:
            ask.ok(do, counter=1)
    if state == "lost":
        # As after a copy was put back, and nobody brought the number nor its call.
        return called | {"label": "A007", "number": 7}
    return called


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("do", AFTER)
def test_it_is_in_or_it_is_told(
    ask: Asker, clock: FakeClock, file: Path, do: str, state: str
) -> None:
    at = clock()
    called = _reach(ask, clock, state)
    fields: dict[str, Any] = {"counter": 1}
    if do in ("requeue", "cancel", "call_ticket", "resume"):
        fields["label"] = called["label"]
    if do in ("requeue", "cancel"):
        del fields["counter"]
    if do == "transfer":
        fields["service"] = called["service"]
    told = called | {"state": AFTER[do]}
    entry = _entry(ask, do, at, told, **fields)
    first = _hand(ask, entry)
    before = ask.ok("events", after=0)["events"]
    _hand(ask, entry)
    after = ask.ok("events", after=0)["events"]
    assert len(after) == len(before), "handed in twice, it is in once"
    assert len(_remarks(ask)) == (0 if first[0] else 1)
    if state != "expired":
        again = ask("call", id="kept", counter=1)
        assert again == {"id": "kept", "ok": True, "ticket": told, "kept": True}
    if state == "lost":
        assert ask.ticket("ticket", label="A007")
    if do == "finish" and state not in ("waiting", "elsewhere", "busy", "expired"):
        label = called["label"]
        if state != "lost":
            assert ask.ticket("ticket", label=label)["state"] == "done"
    check_file(file) if state != "lost" else None


def test_a_visitor_whose_call_was_lost_is_served_all_the_same(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """After a copy was put back: the counter's answers are there, the call is not."""
    given = ask.ticket("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    called = given | {"state": "serving", "calls": 1, "counter": 1, "ahead": None}
    start = _entry(ask, "start", clock(), called, id="1", counter=1)
    clock.forward(minutes=1)
    done = called | {"state": "done"}
    finish = _entry(ask, "finish", clock(), done, id="2", counter=1)
    assert _hand(ask, start, finish) == [True, True]
    assert ask.ticket("ticket", label="A001")["state"] == "done"
    check_file(file)


def test_yesterdays_visitor_is_not_taken_for_todays(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """A001 is served past midnight, and its end is handed in under another A001."""
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    yesterday = ask.ticket("call", counter=1)
    clock.forward(minutes=24 * 60)
    ask.ok("issue", service="jobs")
    done = yesterday | {"state": "done"}
    _hand(ask, _entry(ask, "finish", clock(), done, counter=1))
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"
    check_file(file)


def test_a_command_of_yesterday_is_not_done_to_today(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    given = ask.ticket("issue", service="jobs")
    at = clock()
    clock.forward(minutes=24 * 60)
    ask.ok("issue", service="jobs")
    gone = given | {"state": "cancelled"}
    assert _hand(ask, _entry(ask, "cancel", at, gone, label="A001")) == [False]
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"
    check_file(file)


def test_yesterdays_number_enters_yesterday_before_the_day_has_turned(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    given = ask.ticket("issue", service="jobs") | {"label": "A9001", "number": 9001}
    at = clock()
    clock.forward(minutes=24 * 60)
    assert _hand(ask, _entry(ask, "issue", at, given, service="jobs")) == [True]
    assert ask.error("ticket", label="A9001") == "unknown_ticket"
    check_file(file)


def test_a_clock_that_was_days_ahead_turns_no_day(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    ask.ok("issue", service="jobs")
    today = ask.ok("state")["day"]
    ahead = FakeClock(clock() + 3 * 86_400_000)
    zone = "+08:00"
    at = f"2026-11-26T09:00:00.000{zone}"
    assert from_rfc3339(at) == ahead()
    given = ask.ticket("ticket", label="A001") | {
        "label": "A9001",
        "number": 9001,
        "issued_at": at,
        "due_at": at,
    }
    assert _hand(ask, _entry(ask, "issue", ahead(), given, service="jobs")) == [True]
    assert ask.ok("state")["day"] == today
    assert ask.ticket("ticket", label="A9001")["state"] == "waiting"
    check_file(file)


def test_an_entry_nobody_understands_holds_up_nothing(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    given = ask.ticket("issue", service="jobs") | {"label": "A9001", "number": 9001}
    bad = [
        _entry(ask, "dance", clock(), given, id="1"),
        _entry(ask, "finish", clock(), given, id="2"),
        _entry(ask, "issue", clock(), given | {"label": "nonsense"}, id="3"),
        _entry(ask, "issue", clock(), {"label": "A1"}, id="4"),
        replace(_entry(ask, "issue", clock(), None, id="5"), body="{}"),
    ]
    good = _entry(ask, "issue", clock(), given, id="6", service="jobs")
    assert _hand(ask, *bad, good)[-1]
    assert ask.ticket("ticket", label="A9001")["state"] == "waiting"
    check_file(file)


def test_a_number_of_a_service_that_is_no_more_still_waits(
    ask: Asker, clock: FakeClock, office_folder: Path, file: Path
) -> None:
    given = ask.ticket("issue", service="express", priority="priority")
    given |= {"label": "A9001", "number": 9001}
    sheet = OFFICE.replace('"express"', '"quick"').replace('"priority"', '"first"')
    (office_folder / OFFICE_FILE).write_text(sheet, encoding="utf-8")
    after = Asker(office_folder, name="after", clock=clock)
    entry = _entry(after, "issue", clock(), given, service="express")
    assert _hand(after, entry) == [True]
    after.ok("open_counter", counter=1)
    called = after.ticket("call_ticket", counter=1, label="A9001")
    assert called["state"] == "called"
    after.close()
    check_file(file)


def test_a_number_two_people_have_is_told(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    given = ask.ticket("issue", service="jobs")
    other = given | {"issued_at": "2026-11-23T08:00:00.000+08:00"}
    assert _hand(ask, _entry(ask, "issue", clock(), other, service="jobs")) == [False]
    assert _remarks(ask)[0]["label"] == "A001"
    check_file(file)


def test_the_same_number_in_other_words_is_not_cancelled(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """An answer may be written otherwise after an update; the paper is the same."""
    told = ask.ok("issue", id="kept", service="jobs")["ticket"]
    entry = _entry(ask, "issue", clock(), told, service="jobs")
    assert _hand(ask, entry) == [True]
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"
    check_file(file)


def test_what_went_through_as_well_is_done_once(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """Kept here after four seconds, and carried out by the share after five."""
    ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    called = ask.ticket("call", counter=1)
    again = called | {"calls": 2}
    ask.ok("recall", id="kept", counter=1)
    assert _hand(ask, _entry(ask, "recall", clock(), again, counter=1)) == [True]
    assert ask.ticket("ticket", label="A001")["calls"] == 2
    check_file(file)


def test_a_refusal_on_the_spot_leaves_no_number_behind(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    """The kiosk said that the office is closed; the press went through all the same."""
    ask.ok("issue", id="kept", service="jobs")
    day = ask.station.office.business_day(clock()).isoformat()
    body = to_json({"ok": False, "error": "service_closed", "message": "…"})
    entry = JournalEntry("kept", day, clock(), "issue", {"service": "jobs"}, body=body)
    assert _hand(ask, entry) == [True]
    assert ask.ticket("ticket", label="A001")["state"] == "cancelled"
    assert ask("issue", id="kept", service="jobs")["error"] == "service_closed"
    check_file(file)


def test_a_transfer_is_of_whom_it_was_about(
    ask: Asker, clock: FakeClock, file: Path
) -> None:
    ask.ok("open_counter", counter=1)
    for _ in range(2):
        ask.ok("issue", service="jobs")
    first = ask.ticket("call", counter=1)
    at = clock()
    ask.ok("call", counter=1, finish_current=True)
    told = first | {"state": "waiting", "service": "training", "counter": None}
    entry = _entry(ask, "transfer", at, told, counter=1, service="training")
    assert _hand(ask, entry) == [False]
    second = ask.ticket("ticket", label="A002")
    assert (second["state"], second["service"]) == ("called", "jobs")
    check_file(file)


def test_what_was_done_to_another_is_told(ask: Asker, clock: FakeClock) -> None:
    """The file finished A002 under the id by which a station finished A001 alone."""
    called = _reach(ask, clock, "called")
    ask.ok("call", counter=1, finish_current=True)
    at = clock()
    ask.ok("start", counter=1, id="kept")
    told = {**called, "state": "serving"}
    assert _hand(ask, _entry(ask, "start", at, told, counter=1)) == [False]
    (remark,) = _remarks(ask)
    assert remark["label"] == "A001"
    check_file(ask.station.attendance.store.file)


@pytest.fixture
def booking_office(tmp_path: Path, clock: FakeClock) -> Iterator[Asker]:
    asker = Asker(make_office_folder(tmp_path, OFFICE + APPOINTMENTS), clock=clock)
    yield asker
    asker.close()


def _lost(ask: Asker, do: str, name: str, told: Any, **fields: Any) -> JournalEntry:
    """An entry of a command whose answer is on paper, and not in the file."""
    now = ask.station.clock()
    day = ask.station.office.business_day(now).isoformat()
    body = to_json({"ok": True, name: told})
    return JournalEntry("lost", day, now, do, fields, body=body)


def test_an_appointment_on_a_card_keeps_its_code(booking_office: Asker) -> None:
    ask, asked = booking_office, {"service": "training", "officer": "Lin"}
    at = ask.ok("slots", day="2026-11-23", **asked)["slots"][0]["at"]
    booking = ask.ok("book", at=at, **asked)["booking"]
    on_card = booking | {"code": "22222-33333"}
    lost = _lost(ask, "book", "booking", on_card, at=at, **asked)
    # As after a copy was put back, and somebody else has the slot by now.
    assert _hand(ask, lost) == [False]
    assert _remarks(ask)[0]["error"] == "slot_taken"
    ask.ok("cancel_booking", code=booking["code"])
    assert _hand(ask, replace(lost, id="later")) == [True]
    assert _hand(ask, replace(lost, id="later")) == [True]
    assert ask.ok("booking", code="22222-33333")["booking"]["officer"] == "Lin"


def test_who_had_come_for_an_appointment_has_come(booking_office: Asker) -> None:
    ask = booking_office
    at = ask.ok("slots", day="2026-11-23", service="jobs")["slots"][0]["at"]
    code = ask.ok("book", service="jobs", at=at)["booking"]["code"]
    seen = ask.ok("issue", service="jobs")["ticket"]
    told = seen | {"label": "A007", "number": 7, "slot_at": at, "due_at": at}
    lost = _lost(ask, "check_in", "ticket", told, code=code)
    assert _hand(ask, lost, replace(lost, id="twice")) == [True, True]
    ticket = ask.ticket("ticket", label="A007")
    assert (ticket["state"], ticket["due_at"]) == ("waiting", at)
    booking = ask.ok("booking", code=code)["booking"]
    assert (booking["state"], booking["ticket"]) == ("checked_in", "A007")
    kinds = [each["kind"] for each in ask.ok("events", after=0)["events"]]
    assert kinds.count("checked_in") == 1
