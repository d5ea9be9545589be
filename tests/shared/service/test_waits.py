"""The office's own range of waiting, from its own events, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.service.waits import Waits
from shared.trade.estimate.learner import FEWEST
from shared.trade.estimate.waiting import Person
from shared.trade.range import NoRange
from tests.desk import Asker
from tests.support import FakeClock


def serve(ask: Asker, clock: FakeClock, people: int, *, counter: int = 1) -> None:
    """One comes every five minutes, and is served for five."""
    for _ in range(people):
        ask.ok("issue", service="jobs")
        ask.ok("call", counter=counter)
        clock.forward(minutes=5)
        ask.ok("finish", counter=counter)


def learn(ask: Asker, clock: FakeClock) -> None:
    """An office that knows enough: waits of five minutes for each who goes before."""
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    for _ in range(FEWEST + 10):
        ask.ok("issue", service="jobs")
        ask.ok("call", counter=1, finish_current=True)
        clock.forward(minutes=5)
    ask.ok("call", counter=1, finish_current=True)
    ask.ok("finish", counter=1)
    clock.forward(seconds=11)


def service(ask: Asker, code: str = "jobs") -> Any:
    found = ask.ok("state")["services"]
    return next(each for each in found if each["service"] == code)


def waiting(ask: Asker) -> list[Any]:
    found = ask.ok("state")["tickets"]
    return [each for each in found if each["state"] == "waiting"]


@pytest.fixture
def office_learnt(ask: Asker, clock: FakeClock) -> Iterator[Asker]:
    learn(ask, clock)
    yield ask


def test_nothing_is_said_of_an_office_without_visits(ask: Asker) -> None:
    assert service(ask)["wait"] is None
    assert service(ask)["no_wait"] == "nobody"
    ask.ok("open_counter", counter=1)
    assert service(ask)["no_wait"] == "too_few"
    ticket = ask.ticket("issue", service="jobs")
    assert ticket["wait"] is None and ticket["promised"] is None
    event = ask.ok("events", after=0)["events"][-1]
    assert event["kind"] == "issued" and "wait" not in event["data"]


def test_a_range_is_said_kept_and_told(office_learnt: Asker, clock: FakeClock) -> None:
    ask = office_learnt
    said = service(ask)
    assert said["no_wait"] is None
    assert 0 <= said["wait"]["low"] <= said["wait"]["high"]
    ticket = ask.ticket("issue", service="jobs")
    assert ticket["promised"] == ticket["wait"] == said["wait"]
    event = ask.ok("events", after=ask.ok("state")["seq"] - 1)["events"][-1]
    assert event["data"]["wait"] == ticket["promised"]
    clock.forward(minutes=2)
    called = ask.ticket("call", counter=1)
    assert called["wait"] is None
    assert called["promised"] == ticket["promised"]
    assert ask.ticket("ticket", label=ticket["label"])["promised"] == ticket["promised"]


def test_the_hours_in_which_one_waits_less_are_told(
    ask: Asker, clock: FakeClock
) -> None:
    assert ask.ok("state")["best_hours"] == []
    ask.ok("open_counter", counter=1)
    for hour, minutes in ((9, 20), (10, 1), (11, 20)):
        for _ in range(40):
            ask.ok("issue", service="jobs")
        clock.forward(minutes=minutes)
        for _ in range(40):
            ask.ok("call", counter=1, finish_current=True)
        clock.forward(minutes=60 - minutes)
        assert clock() // 3_600_000 % 24 + 8 == hour + 1
    ask.ok("finish", counter=1)
    clock.forward(seconds=11)
    assert ask.ok("state")["best_hours"] == [[1, 10]]


def test_who_comes_later_is_told_no_less(office_learnt: Asker) -> None:
    ask = office_learnt
    told = [ask.ticket("issue", service="jobs") for _ in range(30)]
    for key in ("promised", "wait"):
        ranges = [each[key] for each in (told if key == "promised" else waiting(ask))]
        for end in ("low", "high"):
            ends = [each[end] for each in ranges]
            assert ends == sorted(ends)
            assert ends[-1] > ends[0]
    assert service(ask)["wait"]["low"] >= waiting(ask)[-1]["wait"]["low"]


def test_without_a_counter_nothing_is_said(office_learnt: Asker) -> None:
    ask = office_learnt
    ask.ok("pause_counter", counter=1)
    assert service(ask)["wait"] is not None
    ask.ok("close_counter", counter=1)
    assert service(ask)["no_wait"] == "nobody"
    assert ask.ticket("issue", service="jobs")["promised"] is None


def test_who_waits_again_is_promised_nothing(
    office_learnt: Asker, clock: FakeClock
) -> None:
    ask = office_learnt
    label = ask.ticket("issue", service="jobs")["label"]
    ask.ok("call", counter=1)
    missed = ask.ticket("no_show", counter=1)
    assert missed["promised"] is not None
    again = ask.ticket("requeue", label=label, counter=1)
    assert again["promised"] is None and again["wait"] is not None
    back = ask.ticket("undo", counter=1)
    assert back["state"] == "missed" and back["promised"] == missed["promised"]


def test_another_station_says_the_same(
    office_learnt: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask = office_learnt
    for _ in range(5):
        ask.ok("issue", service="jobs")
    for other in (
        Asker(office_folder, name="late", clock=clock),
        Asker(office_folder, name=None, clock=clock),
    ):
        assert other.ok("state")["services"] == ask.ok("state")["services"]
        assert other.ok("state")["tickets"] == ask.ok("state")["tickets"]
        other.close()


def test_a_new_day_goes_on_with_what_was_learnt(
    office_learnt: Asker, clock: FakeClock
) -> None:
    ask = office_learnt
    clock.forward(minutes=24 * 60)
    ask.ok("open_counter", counter=1)
    assert service(ask)["wait"] is not None


def test_a_file_that_was_put_back_is_learnt_from_anew(
    office_learnt: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask = office_learnt
    ledgers = ask.station.ledgers
    watching, file = Waits(), office_folder / QUEUE_FILE
    before = file.read_bytes()
    for _ in range(3):
        ask.ok("issue", service="jobs")
    ledgers.read(watching.hall)
    ask.close()
    file.write_bytes(before)
    other = Asker(office_folder, name="later", clock=clock)
    ledgers = other.station.ledgers
    for _ in range(5):
        other.ok("issue", service="training", channel="staff")
    found = ledgers.read(watching.hall)
    other.close()
    assert found.services == ledgers.read(Waits().hall).services
    ledgers.close()
    assert watching.learner.room.ahead(Person("jobs", "normal", clock() + 1)) == 0


def test_a_service_that_is_gone_is_in_nobodys_way(
    office_learnt: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask = office_learnt
    ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=2)
    file = office_folder / OFFICE_FILE
    renamed = file.read_text("utf-8").replace('"jobs"', '"work"')
    file.write_text(renamed, "utf-8")
    clock.forward(minutes=24 * 60)
    other = Asker(office_folder, name="late", clock=clock)
    other.ok("open_counter", counter=1)
    other.ok("issue", service="work")
    assert service(other, "work")["wait"] is not None
    other.close()


def test_in_a_hall_of_hundreds_everybody_gets_a_range(office_learnt: Asker) -> None:
    ask = office_learnt
    for _ in range(120):
        ask.ok("issue", service="jobs")
    told = waiting(ask)
    assert len(told) == 120 and all(each["wait"] for each in told)
    assert told[-1]["wait"]["low"] > told[60]["wait"]["low"] > told[5]["wait"]["low"]


def test_many_events_at_once_are_learnt_in_parts(
    office_learnt: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.service.waits._AT_ONCE", 100)
    ledgers, late = office_learnt.station.ledgers, Waits()
    hall = ledgers.read(late.hall)
    assert late.is_behind
    assert all(each.no_wait is NoRange.TOO_FEW for each in hall.services)
    for _ in range(20):
        hall = ledgers.read(late.hall)
    assert not late.is_behind
    known = office_learnt.station.handler.waits
    assert hall.services == ledgers.read(known.hall).services
