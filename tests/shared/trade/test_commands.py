"""Every command of the contract: what it does, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.folder import QUEUE_FILE
from tests.desk import StoreAsker
from tests.invariants import check_file
from tests.support import FakeClock


@pytest.fixture
def counter_1(ask: StoreAsker) -> StoreAsker:
    """Counter 1 is open and has A001 called; A002 waits."""
    ask.ok("open_counter", counter=1, staff="Lin")
    ask.ok("issue", service="jobs")
    ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    return ask


def test_issue_tells_number_and_people_ahead(ask: StoreAsker) -> None:
    first = ask.ticket("issue", service="jobs")
    ask.ok("issue", service="express")
    third = ask.ticket("issue", service="jobs", language="vi", channel="staff")

    assert (first["label"], first["ahead"]) == ("A001", 0)
    assert (third["label"], third["ahead"]) == ("A003", 1)
    assert third["language"] == "vi"
    assert third["channel"] == "staff"
    assert first["issued_at"] == "2026-11-23T09:00:00.000+08:00"
    assert first["state"] == "waiting"
    assert first["counter"] is first["called_at"] is first["ended_at"] is None


def test_ahead_counts_only_those_of_the_service_who_go_first(
    ask: StoreAsker, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    clock.forward(minutes=5)
    passing = ask.ticket("issue", service="jobs", priority="priority")
    clock.forward(minutes=30)
    late = ask.ticket("issue", service="jobs", priority="priority")

    assert passing["ahead"] == 0
    assert late["ahead"] == 2
    assert ask.ticket("ticket", label="A001")["ahead"] == 1


def test_call_takes_its_own_first_and_helps_out_then(ask: StoreAsker) -> None:
    ask.ok("open_counter", counter=3)
    ask.ok("issue", service="jobs")
    ask.ok("issue", service="express")

    assert ask.ticket("call", counter=3)["service"] == "express"
    assert ask.ticket("call", counter=3, finish_current=True)["service"] == "jobs"
    assert ask.ticket("call", counter=3, finish_current=True) is None
    assert ask("call", counter=3)["ticket"] is None


def test_call_with_finish_current_gives_two_events_of_one_id(
    counter_1: StoreAsker,
) -> None:
    counter_1.ok("call", counter=1, finish_current=True, id="both")

    events = counter_1.ok("events", after=0)["events"]
    mine = [
        (event["kind"], event["ticket"]) for event in events if event["id"] == "both"
    ]
    assert mine == [("finished", "A001"), ("called", "A002")]


def test_finish_current_with_nobody_waiting_finishes(counter_1: StoreAsker) -> None:
    counter_1.ok("cancel", label="A002")
    assert counter_1.ticket("call", counter=1, finish_current=True) is None
    assert counter_1.ticket("ticket", label="A001")["state"] == "done"


def test_a_visit_from_call_to_finish(counter_1: StoreAsker, clock: FakeClock) -> None:
    clock.forward(minutes=1)
    assert counter_1.ticket("recall", counter=1)["calls"] == 2
    started = counter_1.ticket("start", counter=1)
    assert (started["state"], started["counter"]) == ("serving", 1)
    clock.forward(minutes=10)
    done = counter_1.ticket("finish", counter=1, outcome="referred")
    assert done["state"] == "done"
    assert done["called_at"] == "2026-11-23T09:00:00.000+08:00"
    assert done["ended_at"] == "2026-11-23T09:11:00.000+08:00"
    events = counter_1.ok("events", after=0)["events"]
    assert events[-1]["data"] == {"outcome": "referred"}


def test_hold_and_resume(counter_1: StoreAsker) -> None:
    held = counter_1.ticket("hold", counter=1, reason="fills in a form")
    assert (held["state"], held["note"]) == ("held", "fills in a form")
    assert counter_1.ticket("call", counter=1)["label"] == "A002"
    assert counter_1.error("resume", counter=1, label="A001") == "counter_busy"
    counter_1.ok("finish", counter=1)
    assert counter_1.ticket("resume", counter=1, label="A001")["state"] == "serving"


def test_transfer_keeps_number_and_place(ask: StoreAsker, clock: FakeClock) -> None:
    ask.ok("open_counter", counter=1)
    ask.ok("open_counter", counter=2)
    ask.ok("issue", service="jobs")
    clock.forward(minutes=3)
    ask.ok("issue", service="training")
    ask.ok("call", counter=1)

    moved = ask.ticket("transfer", counter=1, service="training", note="bring form 7")

    assert (moved["label"], moved["state"], moved["ahead"]) == ("A001", "waiting", 0)
    assert moved["counter"] is moved["called_at"] is None
    event = ask.ok("events", after=0)["events"][-1]
    assert event["service"] == "training"
    assert event["data"] == {"from": "jobs", "note": "bring form 7"}
    called = ask.ticket("call", counter=2)
    assert (called["label"], called["note"]) == ("A001", "bring form 7")


def test_a_missed_one_comes_back_to_its_place(counter_1: StoreAsker) -> None:
    assert counter_1.ticket("no_show", counter=1)["state"] == "missed"
    back = counter_1.ticket("requeue", label="A001")
    assert (back["state"], back["ahead"], back["ended_at"]) == ("waiting", 0, None)
    assert counter_1.ticket("call", counter=1)["label"] == "A001"


def test_call_ticket_out_of_turn(ask: StoreAsker) -> None:
    ask.ok("open_counter", counter=1)
    for _ in range(3):
        ask.ok("issue", service="training")
    assert ask.ticket("call_ticket", counter=1, label="B003")["label"] == "B003"
    assert ask.error("call_ticket", counter=1, label="B002") == "counter_busy"


def test_cancel_from_where_it_may(counter_1: StoreAsker) -> None:
    assert (
        counter_1.ticket("cancel", label="A002", reason="left")["state"] == "cancelled"
    )
    assert counter_1.error("cancel", label="A001") == "wrong_state"
    counter_1.ok("hold", counter=1)
    assert counter_1.ticket("cancel", label="A001")["state"] == "cancelled"


@pytest.mark.parametrize("do", ["recall", "start", "no_show", "finish", "hold"])
def test_nothing_called(ask: StoreAsker, do: str) -> None:
    ask.ok("open_counter", counter=1)
    assert ask.error(do, counter=1) == "nothing_called"


@pytest.mark.parametrize("do", ["recall", "start", "no_show"])
def test_only_before_the_visit_began(counter_1: StoreAsker, do: str) -> None:
    counter_1.ok("start", counter=1)
    assert counter_1.error(do, counter=1) == "wrong_state"


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("issue", {"service": "none"}, "unknown_service"),
        ("issue", {"service": "jobs", "priority": "none"}, "bad_request"),
        ("issue", {"service": "jobs", "channel": "none"}, "bad_request"),
        ("issue", {"service": "jobs", "language": "no such!"}, "bad_request"),
        ("issue", {"service": "jobs\x1b"}, "bad_request"),
        ("issue", {"service": 7}, "bad_request"),
        ("issue", {}, "bad_request"),
        ("call", {"counter": 9}, "unknown_counter"),
        ("call", {"counter": 10**40}, "unknown_counter"),
        ("call", {"counter": True}, "bad_request"),
        ("call", {"counter": "1"}, "bad_request"),
        ("call", {"counter": 2}, "counter_closed"),
        ("call", {"counter": 1}, "counter_busy"),
        ("call", {"counter": 1, "finish_current": 1}, "bad_request"),
        ("call_ticket", {"counter": 2, "label": "A002"}, "counter_closed"),
        ("resume", {"counter": 2, "label": "A002"}, "counter_closed"),
        ("transfer", {"counter": 1, "service": "none"}, "unknown_service"),
        ("requeue", {"label": "A002"}, "wrong_state"),
        ("requeue", {"label": "A999"}, "unknown_ticket"),
        ("requeue", {"label": "A02"}, "unknown_ticket"),
        ("cancel", {"label": "a002"}, "unknown_ticket"),
        ("ticket", {"label": "Z1"}, "unknown_ticket"),
        ("pause_counter", {"counter": 1}, "counter_busy"),
        ("pause_counter", {"counter": 2}, "counter_closed"),
        ("close_counter", {"counter": 1}, "counter_busy"),
        ("close_counter", {"counter": 9}, "unknown_counter"),
        ("open_counter", {"counter": 1, "staff": "a" * 501}, "bad_request"),
        ("events", {"after": -1}, "bad_request"),
        ("events", {"after": 0, "limit": 0}, "bad_request"),
        ("no_such", {}, "unknown_command"),
    ],
)
def test_refusals(
    counter_1: StoreAsker, do: str, fields: dict[str, object], code: str
) -> None:
    before = counter_1.ok("events", after=0)
    assert counter_1.error(do, **fields) == code
    after = counter_1.ok("events", after=0)
    assert after["events"] == before["events"]


def test_wrong_state_of_a_taken_ticket(counter_1: StoreAsker) -> None:
    counter_1.ok("open_counter", counter=2)
    assert counter_1.error("call_ticket", counter=2, label="A001") == "wrong_state"
    assert counter_1.error("resume", counter=2, label="A002") == "wrong_state"


def test_pause_and_close(ask: StoreAsker) -> None:
    ask.ok("open_counter", counter=1, staff="Lin")
    paused = ask.ok("pause_counter", counter=1, reason="lunch")["counter"]
    assert (paused["state"], paused["staff"]) == ("paused", "Lin")
    assert ask.error("call", counter=1) == "counter_closed"
    assert ask.ok("open_counter", counter=1)["counter"]["staff"] == "Lin"
    closed = ask.ok("close_counter", counter=1)["counter"]
    assert (closed["state"], closed["staff"]) == ("closed", None)


def test_opening_what_is_open_changes_nothing(ask: StoreAsker) -> None:
    ask.ok("open_counter", counter=1)
    before = ask.ok("state")["seq"]
    ask.ok("open_counter", counter=1)
    ask.ok("close_counter", counter=2)
    assert ask.ok("state")["seq"] == before


def test_state_tells_the_hall(counter_1: StoreAsker) -> None:
    state = counter_1.ok("state")
    services = {each["service"]: each for each in state["services"]}
    counters = {each["counter"]: each for each in state["counters"]}
    assert services["jobs"]["waiting"] == 1
    assert services["jobs"]["open"] is True
    assert services["jobs"]["name"] == {"zh-TW": "求職登記", "en": "Job seeking"}
    assert counters[1]["state"] == "open"
    assert counters[1]["serves"] == ["jobs"]
    assert counters[1]["ticket"]["label"] == "A001"
    assert counters[2]["ticket"] is None
    assert state["seq"] == 4
    assert [each["head_start_minutes"] for each in state["priorities"]] == [0, 20]


def test_events_in_pages(counter_1: StoreAsker) -> None:
    first = counter_1.ok("events", after=0, limit=2)
    rest = counter_1.ok("events", after=2, limit=10**9)
    assert [event["seq"] for event in first["events"]] == [1, 2]
    assert [event["seq"] for event in rest["events"]] == [3, 4]
    assert first["last"] == rest["last"] == 4


def test_file_is_sound_after_all_that(
    counter_1: StoreAsker, office_folder: Path
) -> None:
    counter_1.ok("start", counter=1)
    counter_1.ok("hold", counter=1)
    counter_1.ok("call", counter=1)
    check_file(office_folder / QUEUE_FILE)


@pytest.mark.parametrize(
    "do", ["recall", "start", "no_show", "finish", "hold", "transfer"]
)
def test_nobody_is_taken_for_another(counter_1: StoreAsker, do: str) -> None:
    """The counter means A001; by now another station has called A002 there."""
    counter_1.ok("call", counter=1, finish_current=True)
    more = {"service": "express"} if do == "transfer" else {}
    assert counter_1.error(do, counter=1, label="A001", **more) == "wrong_state"
    assert counter_1.ticket("ticket", label="A002")["state"] == "called"
    assert counter_1.ticket(do, counter=1, label="A002", **more)["label"] == "A002"
