"""A visit sent on, gone on with, walked in, in a group, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.folder import QUEUE_FILE
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import FakeClock

OFFICE = """
[office]
name = { en = "Hall" }
time_zone = "Asia/Taipei"
languages = ["en"]

[[priorities]]
code = "normal"
name = { en = "Normal" }
head_start_minutes = 0

[[services]]
code = "jobs"
letter = "A"
name = { en = "Jobs" }

[[services]]
code = "training"
letter = "B"
name = { en = "Training" }

[[counters]]
number = 1
serves = ["jobs"]
helps = ["training"]
helps_after_minutes = 10

[[counters]]
number = 2
serves = ["jobs", "training"]

[[counters]]
number = 3
serves = ["training"]

[[counters]]
number = 4
serves = ["jobs", "training"]
prefers = ["training"]

[[kiosks]]
name = "hall"

[staff]
sign_on = false

[[staff.deputies]]
of = "S9"
are = ["S8", "S3", "S2"]
"""


@pytest.fixture
def ask(tmp_path: Path, clock: FakeClock) -> Iterator[Asker]:
    folder = make_office_folder(tmp_path, OFFICE)
    asker = Asker(folder, clock=clock)
    for counter in (1, 2, 3):
        asker.ok("open_counter", counter=counter, staff=f"S{counter}")
    yield asker
    asker.close()
    check_file(folder / QUEUE_FILE)


def issue(ask: Asker, service: str = "jobs", **more: object) -> str:
    return str(ask.ticket("issue", service=service, channel="staff", **more)["label"])


def events(ask: Asker, id: str) -> list[tuple[str, str]]:
    found = ask.ok("events", after=0)["events"]
    return [(each["kind"], each["ticket"]) for each in found if each["id"] == id]


def state_of(ask: Asker, label: str) -> str:
    return str(ask.ticket("ticket", label=label)["state"])


# Undo


@pytest.mark.parametrize("do", ["finish", "no_show", "hold"])
def test_what_ended_is_taken_back_as_it_was(ask: Asker, do: str) -> None:
    label = issue(ask)
    before = ask.ticket("call", counter=1)
    if do != "no_show":
        before = ask.ticket("start", counter=1)
    ask.ok(do, counter=1)
    back = ask.ticket("undo", counter=1, id="back")
    assert back == before
    assert events(ask, "back") == [("undone", label)]
    assert ask.error("undo", counter=1) == "too_late"


def test_the_event_says_which_was_taken_back(ask: Asker) -> None:
    issue(ask)
    ask.ok("call", counter=1)
    ask.ok("finish", counter=1, id="end")
    ask.ok("undo", counter=1)
    found = ask.ok("events", after=0)["events"]
    ended = next(each["seq"] for each in found if each["id"] == "end")
    assert found[-1]["kind"] == "undone"
    assert found[-1]["data"]["of"] == ended


def test_ten_seconds_and_no_more(ask: Asker, clock: FakeClock) -> None:
    issue(ask)
    ask.ok("call", counter=1)
    ask.ok("finish", counter=1)
    clock.forward(seconds=11)
    assert ask.error("undo", counter=1) == "too_late"


def test_a_transfer_is_taken_back_unless_somebody_called(ask: Asker) -> None:
    issue(ask)
    ask.ok("call", counter=1)
    ask.ok("transfer", counter=1, service="training")
    assert ask.ticket("undo", counter=1)["state"] == "called"
    ask.ok("transfer", counter=1, service="training")
    ask.ok("call", counter=3)
    assert ask.error("undo", counter=1) == "too_late"


def test_done_and_next_is_one_act(ask: Asker) -> None:
    first, second, third = (issue(ask) for _ in range(3))
    ask.ok("call", counter=1)
    ask.ok("start", counter=1)
    ask.ok("call", counter=1, finish_current=True)
    back = ask.ticket("undo", counter=1)
    assert (back["label"], back["state"]) == (first, "serving")
    waiting = ask.ticket("ticket", label=second)
    assert (waiting["state"], waiting["ahead"], waiting["calls"]) == ("waiting", 0, 0)
    assert state_of(ask, third) == "waiting"


def test_done_and_next_stands_once_the_next_has_come(ask: Asker) -> None:
    issue(ask)
    issue(ask)
    ask.ok("call", counter=1)
    ask.ok("call", counter=1, finish_current=True)
    ask.ok("start", counter=1)
    assert ask.error("undo", counter=1) == "too_late"


def test_a_newer_visitor_makes_it_too_late(ask: Asker) -> None:
    issue(ask)
    issue(ask)
    ask.ok("call", counter=1)
    ask.ok("no_show", counter=1)
    ask.ok("call", counter=1)
    assert ask.error("undo", counter=1) == "too_late"


def test_requeue_and_cancel_are_a_counters_act_where_it_says_so(ask: Asker) -> None:
    label = issue(ask)
    ask.ok("cancel", label=label, counter=2)
    assert ask.ticket("undo", counter=2)["state"] == "waiting"
    ask.ok("cancel", label=label)
    assert ask.error("undo", counter=2) == "too_late"


def test_an_undone_call_is_announced_no_longer(ask: Asker) -> None:
    issue(ask)
    second = issue(ask)
    ask.ok("call", counter=1)
    ask.ok("call", counter=1, finish_current=True)
    ask.ok("undo", counter=1)
    calls = ask.ok("state")["calls"]
    assert second not in [each["label"] for each in calls]


# Sent on


def test_it_does_not_come_straight_back(ask: Asker) -> None:
    label = issue(ask, "training")
    assert ask.ticket("call", counter=2)["label"] == label
    ask.ok("transfer", counter=2, service="training")
    assert ask.ticket("call", counter=2) is None
    assert ask.ticket("call", counter=3)["label"] == label


def test_unless_nobody_else_takes_it(ask: Asker) -> None:
    ask.ok("close_counter", counter=1)
    ask.ok("close_counter", counter=3)
    label = issue(ask, "training")
    ask.ok("call", counter=2)
    ask.ok("transfer", counter=2, service="jobs")
    assert ask.ticket("call", counter=2)["label"] == label


def test_a_person_kept_for_a_counter_is_called_there_only(ask: Asker) -> None:
    label = issue(ask)
    ask.ok("call", counter=1)
    sent = ask.ticket("transfer", counter=1, to_counter=3, note="see the letter")
    assert (sent["to_counter"], sent["service"]) == (3, "jobs")
    waiting = {each["service"]: each["waiting"] for each in ask.ok("state")["services"]}
    assert waiting["jobs"] == 1
    assert ask.ticket("call", counter=2) is None
    assert ask.ticket("call", counter=3)["label"] == label


def test_a_reservation_ends_when_the_counter_closes(ask: Asker) -> None:
    label = issue(ask)
    ask.ok("call", counter=1)
    ask.ok("transfer", counter=1, to_counter=3)
    ask.ok("close_counter", counter=3)
    assert ask.ticket("ticket", label=label)["to_counter"] is None
    assert ask.ticket("call", counter=2)["label"] == label


def test_an_officer_calls_their_own_and_others_once_gone(ask: Asker) -> None:
    label = issue(ask, officer="S3")
    assert ask.ticket("call", counter=2) is None
    ask.ok("close_counter", counter=3)
    found = ask.ticket("call", counter=2)
    assert (found["label"], found["officer"]) == (label, "S3")


def test_a_transfer_says_where(ask: Asker) -> None:
    issue(ask)
    ask.ok("call", counter=1)
    assert ask.error("transfer", counter=1) == "bad_request"
    assert ask.error("transfer", counter=1, to_counter=9) == "unknown_counter"
    assert ask.error("transfer", counter=1, to_counter=1) == "bad_request"
    ask.ok("close_counter", counter=3)
    assert ask.error("transfer", counter=1, to_counter=3) == "counter_closed"


def test_what_a_counter_prefers_comes_first(ask: Asker) -> None:
    first = issue(ask)
    second = issue(ask, "training")
    ask.ok("open_counter", counter=4)
    assert ask.ticket("call", counter=4)["label"] == second
    assert ask.ticket("call", counter=4, finish_current=True)["label"] == first


def test_deputies_take_the_people_of_who_is_not_there(ask: Asker) -> None:
    label = issue(ask, officer="S9")
    assert ask.ticket("call", counter=2) is None
    assert ask.ticket("call", counter=3)["label"] == label


def test_helping_out_begins_after_its_minutes(ask: Asker, clock: FakeClock) -> None:
    label = issue(ask, "training")
    assert ask.ticket("call", counter=1) is None
    clock.forward(minutes=10)
    assert ask.ticket("call", counter=1)["label"] == label


# Further services, and no number


def test_several_services_on_one_number(ask: Asker) -> None:
    label = issue(ask)
    ask.ok("call", counter=2)
    assert ask.error("continue_with", counter=2, service="training") == "wrong_state"
    ask.ok("start", counter=2)
    went_on = ask.ticket("continue_with", counter=2, service="training", id="on")
    assert (went_on["label"], went_on["state"]) == (label, "serving")
    assert went_on["services"] == ["jobs", "training"]
    assert events(ask, "on") == [("continued", label)]
    assert ask.error("continue_with", counter=2, service="training") == "wrong_state"


def test_who_walks_in_is_served_and_never_called(ask: Asker) -> None:
    walked = ask.ticket("walk_in", counter=1, service="jobs", id="walk")
    assert walked["state"] == "serving"
    assert (walked["calls"], walked["called_at"]) == (0, None)
    assert (walked["channel"], walked["counter"]) == ("staff", 1)
    assert events(ask, "walk") == [("issued", "A001"), ("started", "A001")]
    assert ask.error("walk_in", counter=1, service="jobs") == "counter_busy"
    assert ask.ok("state")["calls"] == []


def test_a_walk_in_by_telephone(ask: Asker) -> None:
    walked = ask.ticket("walk_in", counter=1, service="jobs", channel="phone")
    assert walked["channel"] == "phone"


# Groups


def test_a_group_is_called_held_and_ends(ask: Asker) -> None:
    first, second, third = (issue(ask, "training") for _ in range(3))
    called = ask.ok(
        "call_group", counter=3, service="training", count=2, place="Room 5", id="all"
    )["tickets"]
    assert [each["label"] for each in called] == [first, second]
    assert {each["state"] for each in called} == {"held"}
    assert events(ask, "all") == [("group_called", first), ("group_called", second)]
    state = ask.ok("state")
    assert state["groups"][0]["labels"] == [first, second]
    assert [each["place"] for each in state["calls"]] == ["Room 5", "Room 5"]
    for do in ("call", "pause_counter", "close_counter"):
        assert ask.error(do, counter=3) == "counter_busy"
    back = ask.ok("end_group", counter=3, service="jobs")["tickets"]
    assert [each["state"] for each in back] == ["waiting", "waiting"]
    assert back[0]["services"] == ["training", "jobs"]
    assert ask.ok("state")["groups"] == []
    assert ask.error("end_group", counter=3) == "nothing_called"
    assert ask.ticket("call", counter=3)["label"] == third


def test_fewer_when_fewer_wait(ask: Asker) -> None:
    assert (
        ask.ok("call_group", counter=3, service="training", count=3)["tickets"] is None
    )
    label = issue(ask, "training")
    called = ask.ok("call_group", counter=3, service="training", count=3)["tickets"]
    assert [each["label"] for each in called] == [label]


def test_who_leaves_the_group_may_end_it(ask: Asker) -> None:
    label = issue(ask, "training")
    ask.ok("call_group", counter=3, service="training", count=2)
    ask.ok("resume", counter=2, label=label)
    assert ask.ok("state")["groups"] == []
    assert ask.ticket("call", counter=3) is None


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four(ask: Asker, count: int) -> None:
    issue(ask, "training")
    asked = {"counter": 3, "service": "training", "count": count}
    assert ask.error("call_group", **asked) == "bad_request"


def test_who_acted_last_stands_on_the_number(ask: Asker) -> None:
    issue(ask)
    assert ask.ticket("call", counter=2)["by"] == "S2"
