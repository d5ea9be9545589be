"""What the screen makes of the day's events."""

from __future__ import annotations

from typing import Any

from shared.desk.day_log import DayLog
from shared.office.model import Office

DAY = "2026-11-23"


def event(seq: int, kind: str, label: str, minute: int, **more: Any) -> dict[str, Any]:
    told = {"seq": seq, "kind": kind, "ticket": label, "service": "jobs", "counter": 1}
    at = f"{more.pop('day', DAY)}T09:{minute:02}:00+08:00"
    return {**told, "at": at, "data": None, **more}


def log_of(office: Office, *events: dict[str, Any]) -> DayLog:
    log = DayLog(office)
    log.read(events, DAY)
    return log


def test_a_hold_is_no_service_and_another_counter_is_not_me(office: Office) -> None:
    log = log_of(
        office,
        event(1, "called", "A001", 0),
        event(2, "started", "A001", 1),
        event(3, "held", "A001", 5),
        event(4, "resumed", "A001", 25),
        event(5, "finished", "A001", 31),
        event(6, "started", "A002", 0, counter=2),
        event(7, "finished", "A002", 50, counter=2),
        event(8, "missed", "A003", 50),
        event(9, "transferred", "A004", 51),
    )
    day = log.day_of(1)
    assert (day.served, day.mean, day.missed, day.sent_on) == (1, 10, 1, 1)
    assert [(each.service, each.count) for each in day.services] == [("jobs", 1)]
    assert day.by_hour == ((9, 1),)


def test_each_service_of_one_number_has_its_own_minutes(office: Office) -> None:
    log = log_of(
        office,
        event(1, "started", "A001", 0),
        event(2, "continued", "A001", 6, service="training", data={"from": "jobs"}),
        event(3, "finished", "A001", 20, service="training"),
    )
    found = [(each.service, each.mean) for each in log.day_of(1).services]
    assert found == [("jobs", 6), ("training", 14)]


def test_what_was_undone_never_was(office: Office) -> None:
    log = log_of(
        office,
        event(1, "started", "A001", 0),
        event(2, "finished", "A001", 9),
        event(3, "undone", "A001", 9, data={"of": 2}),
    )
    assert log.day_of(1).served == 0
    assert log.last_of("finished", "A001") is None
    assert [each.kind for each in log.recent()] == ["started"]


def test_who_came_back_and_how_often_called_before(office: Office) -> None:
    log = log_of(
        office,
        event(1, "called", "A001", 0),
        event(2, "recalled", "A001", 1),
        event(3, "missed", "A001", 2),
        event(4, "requeued", "A001", 9),
    )
    assert log.came_back == {"A001"}
    called_again = log.about("A001")[3].at + 1
    assert log.calls_before("A001", called_again) == 2
    log.read([event(5, "called", "A001", 12)], DAY)
    assert log.came_back == frozenset()


def test_another_day_is_passed_over_and_a_new_one_begins_anew(office: Office) -> None:
    log = log_of(
        office,
        event(1, "started", "A009", 0, day="2026-11-22"),
        event(2, "started", "A001", 0),
    )
    assert log.about("A009") == ()
    assert log.last == 2
    log.read([], "2026-11-24")
    assert log.about("A001") == ()
