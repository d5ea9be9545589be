"""What a learner is told of an office's events, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.clock import rfc3339
from shared.trade.act import UNDO_MS
from shared.trade.estimate.kept import parts_of, take_up
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.office_events import OfficeEvents
from shared.trade.estimate.waiting import MINUTE, Person
from shared.trade.event import Event
from tests.support import MONDAY_9


class Office:
    """Events one after another, a minute apart unless it is said otherwise."""

    def __init__(self) -> None:
        self.learner = Learner(head_starts={"normal": 0.0, "priority": 20.0 * MINUTE})
        self.told = OfficeEvents(self.learner, ZoneInfo("Asia/Taipei"))
        self.seq, self.now = 0, MONDAY_9

    def happen(
        self,
        kind: str,
        label: str | None = "A001",
        *,
        counter: int | None = 1,
        service: str = "jobs",
        minutes: float = 1,
        data: Mapping[str, Any] | None = None,
    ) -> int:
        """One event after so many minutes; its seq."""
        self.seq += 1
        self.now += round(minutes * MINUTE)
        self.told.take(
            Event(
                *(self.seq, f"id-{self.seq}", self.now, kind, "one"),
                *(label, service if label else None, counter, data),
            )
        )
        return self.seq

    def issue(self, label: str = "A001", priority: str = "normal", **rest: Any) -> None:
        data = {"priority": priority} | rest
        self.happen("issued", label, counter=None, data=data)

    def settle(self) -> None:
        """Later, when nothing can be taken back."""
        self.told.settle(self.now + UNDO_MS + 1)

    def ahead(self, service: str = "jobs") -> int:
        """How many wait before one who comes now."""
        self.settle()
        return self.learner.room.ahead(Person(service, "normal", self.now + 1))

    def serving(self) -> str | None:
        self.settle()
        return self.learner.attendance.desks["1"].serving

    def visits(self) -> int:
        """So many visits to jobs were learnt from."""
        self.settle()
        return int(self.learner.minutes.kept()[0].get("jobs", (0, 0))[1])


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_visit_from_the_number_to_the_end(office: Office) -> None:
    office.issue()
    assert office.ahead() == 1
    office.happen("called")
    assert office.ahead() == 0 and office.serving() == "jobs"
    office.happen("recalled")
    office.happen("started")
    office.happen("finished", minutes=7)
    assert office.serving() is None
    assert office.learner.minutes.kept()[0]["jobs"] == (9.0, 1)


def test_what_is_taken_back_never_was(office: Office) -> None:
    office.issue()
    office.happen("called")
    of = office.happen("finished")
    office.told.settle(office.now + UNDO_MS)
    assert office.learner.attendance.desks["1"].serving == "jobs"
    office.happen("undone", data={"of": of, "state": "called"}, minutes=0.1)
    assert office.serving() == "jobs" and office.visits() == 0
    office.happen("finished")
    assert office.visits() == 1


def test_a_call_that_ended_a_visit_is_taken_back_whole(office: Office) -> None:
    for label in ("A001", "A002"):
        office.issue(label)
    office.happen("called")
    ended = office.happen("finished")
    called = office.happen("called", "A002", minutes=0)
    office.happen("undone", "A002", data={"of": called}, minutes=0.1)
    office.happen("undone", data={"of": ended}, minutes=0)
    assert office.ahead() == 1 and office.visits() == 0


def test_a_further_act_of_the_counter_settles_the_one_before(office: Office) -> None:
    for label in ("A001", "A002"):
        office.issue(label)
        office.happen("called", label)
        office.happen("finished", label, minutes=0.01)
    office.told.settle(office.now)
    assert office.learner.minutes.kept()[0]["jobs"][1] == 1


@pytest.mark.parametrize("kind", ["finished", "missed", "held"])
def test_the_counter_is_free_afterwards(office: Office, kind: str) -> None:
    office.issue()
    office.happen("called")
    office.happen(kind)
    assert office.serving() is None and office.visits() == 1


@pytest.mark.parametrize("kind", ["cancelled", "expired"])
def test_who_leaves_waits_no_longer(office: Office, kind: str) -> None:
    office.issue()
    office.happen(kind, counter=None)
    assert office.ahead() == 0


def test_a_missed_one_waits_again_and_teaches_nothing(office: Office) -> None:
    office.issue()
    office.happen("called")
    office.happen("missed")
    office.happen("requeued", minutes=60)
    assert office.ahead() == 1
    errors = len(office.learner.calibration.errors)
    office.happen("called")
    assert office.ahead() == 0
    assert len(office.learner.calibration.errors) == errors


def test_who_is_sent_on_waits_for_the_other_service(office: Office) -> None:
    office.issue()
    office.happen("called")
    office.happen("transferred", service="training", data={"from": "jobs"})
    assert office.ahead() == 0 and office.ahead("training") == 1
    assert office.serving() is None


def test_a_held_visit_goes_on(office: Office) -> None:
    office.issue()
    office.happen("called")
    office.happen("held")
    office.happen("resumed", minutes=30)
    assert office.serving() == "jobs"
    office.happen("finished", minutes=2)
    assert office.visits() == 2


def test_a_further_service_begins_where_the_first_ends(office: Office) -> None:
    office.issue()
    office.happen("called")
    office.happen("continued", service="training", data={"from": "jobs"})
    assert office.serving() == "training" and office.visits() == 1


def test_who_comes_straight_to_the_counter_never_waited(office: Office) -> None:
    office.issue()
    office.happen("started", minutes=0)
    assert office.ahead() == 0 and office.serving() == "jobs"
    office.settle()
    assert not office.learner.calibration.errors


def test_a_group_leaves_the_line_and_comes_back(office: Office) -> None:
    for label in ("A001", "A002"):
        office.issue(label)
        office.happen("group_called", label, data={"group": "g"})
    assert office.ahead() == 0
    for label in ("A001", "A002"):
        office.happen("group_ended", label, data={"group": "g"})
    assert office.ahead() == 2


def test_another_priority_is_another_place(office: Office) -> None:
    office.issue("A001")
    office.issue("A002")
    before = Person("jobs", "normal", office.now - MINUTE - 1)
    office.settle()
    assert office.learner.room.ahead(before) == 0
    data = {"priority": "priority", "from": "normal"}
    office.happen("priority_set", "A002", counter=None, data=data)
    office.settle()
    assert office.learner.room.ahead(before) == 1


@pytest.mark.parametrize("kind", ["counter_closed", "counter_paused"])
def test_a_counter_says_when_it_is_away(office: Office, kind: str) -> None:
    office.happen("counter_opened", None)
    desk = lambda: office.learner.attendance.desks["1"]  # noqa: E731
    office.settle()
    assert desk().is_at_work(office.now, office.learner.room)
    office.happen(kind, None)
    office.settle()
    assert not desk().is_at_work(office.now, office.learner.room)


def test_what_is_written_down_late_teaches_nothing(office: Office) -> None:
    late = {"happened": "2026-11-23T08:00:00+08:00"}
    office.issue(**late)
    assert office.ahead() == 1
    office.happen("called", data=late)
    office.happen("finished", data=late)
    assert office.ahead() == 0 and office.visits() == 0
    assert not office.learner.calibration.errors


def test_a_clock_that_goes_back_and_labels_nobody_knows(office: Office) -> None:
    office.issue()
    office.happen("called", minutes=-60)
    office.happen("finished", "A077")
    office.happen("finished", minutes=-60)
    office.happen("of another version", "A001")
    assert office.serving() is None


def test_what_was_told_is_what_is_judged(office: Office) -> None:
    for number in range(1, 80):
        office.issue(f"A{number:03}", wait={"low": 90, "high": 95})
        office.happen("called", f"A{number:03}")
        office.happen("finished", f"A{number:03}")
    office.settle()
    assert office.learner.calibration.levels["jobs"].value > 0.85


def test_what_is_kept_goes_on_just_the_same(office: Office) -> None:
    def day(office: Office) -> None:
        for number in range(1, 100):
            office.issue(f"A{number:03}", "normal" if number % 3 else "priority")
            if number > 5:
                office.happen("called", f"A{number - 5:03}", counter=number % 2 + 1)
                office.happen("finished", f"A{number - 5:03}", counter=number % 2 + 1)
        for number in range(95, 100):
            office.happen("expired", f"A{number:03}", counter=None)
        office.settle()

    day(office)
    other = Office()
    take_up(other.learner, parts_of(office.learner))
    assert parts_of(other.learner) == parts_of(office.learner)
    other.now = office.now = office.now + 60 * 20 * MINUTE
    day(office)
    day(other)
    assert parts_of(other.learner) == parts_of(office.learner)


@pytest.mark.parametrize("parts", [{}, {"learner": "3"}, {"learner": "{"}])
def test_what_is_not_sound_is_not_taken_up(parts: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        take_up(Learner(), parts)


def test_the_wait_for_an_appointment_says_nothing_of_other_waits() -> None:
    office = Office()
    slot = rfc3339(office.now + 40 * MINUTE, ZoneInfo("Asia/Taipei"))
    office.issue("A001", slot=slot)
    office.issue("A002")
    # Who comes by appointment later than now goes behind who is here.
    assert office.ahead() == 1
    person = Person("jobs", "normal", office.now + 60 * MINUTE)
    assert office.learner.room.ahead(person) == 2
    office.happen("called", "A001")
    office.settle()
    assert office.learner.forecasts.last == {}
