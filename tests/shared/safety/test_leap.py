"""A clock that says many days have passed: whom it is believed, and what it spoils."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from shared.errors import DayDoubted
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.sqlite.transactions import Store
from tests.desk import Asker, after_a_long_rest
from tests.invariants import check_file
from tests.shared.machine.test_share_clock import DAY, Share, station_with
from tests.support import MONDAY_9, FakeClock

HOURS = """
[hours]
monday = ["08:00-17:00"]
tuesday = ["08:00-17:00"]
wednesday = ["08:00-17:00"]
thursday = ["08:00-17:00"]
friday = ["08:00-17:00"]
closed_days = [2026-11-26, 2026-11-27]
"""


@pytest.fixture
def with_hours(office_folder: Path) -> Path:
    """Open from Monday to Friday, and closed on a Thursday and a Friday."""
    file = office_folder / OFFICE_FILE
    file.write_text(file.read_text(encoding="utf-8") + HOURS, encoding="utf-8")
    return office_folder


def test_a_wrong_clock_turns_no_day(
    with_hours: Path, ask: Asker, clock: FakeClock
) -> None:
    assert ask.ticket("issue", service="jobs")["label"] == "A001"
    with pytest.raises(DayDoubted):
        Asker(with_hours, name="wrong", clock=FakeClock(MONDAY_9 + 398 * DAY))
    clock.forward(minutes=1)
    assert ask.ticket("issue", service="jobs")["label"] == "A002"
    clock.forward(minutes=24 * 60)
    assert ask.ticket("issue", service="jobs")["label"] == "A001"
    check_file(with_hours / QUEUE_FILE)


def test_a_clock_that_leaps_at_work_writes_and_tells_nothing(
    ask: Asker, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    seq = ask.ok("state")["seq"]
    clock.forward(minutes=398 * 24 * 60)
    ask.station.beat()
    assert isinstance(ask.station.attendance.trouble, DayDoubted)
    assert ask.error("issue", service="jobs") == "share_unsafe"
    assert ask.error("open_counter", counter=1) == "share_unsafe"
    assert ask.error("state") == "share_unsafe", "not: nobody waits"
    clock.forward(minutes=-398 * 24 * 60)
    ask.station.beat()
    state = ask.ok("state")
    assert (state["seq"], state["services"][0]["waiting"]) == (seq, 1)


@pytest.mark.parametrize(("days", "is_leap"), [(7, False), (8, True)])
def test_days_on_which_it_is_closed_are_no_leap(
    with_hours: Path, ask: Asker, clock: FakeClock, days: int, is_leap: bool
) -> None:
    """From a Tuesday on the Wednesday was missed, or that and the next Monday."""
    clock.forward(minutes=24 * 60)
    rested = Asker(with_hours, name="tuesday", clock=clock)
    rested.ok("issue", service="jobs", channel="staff")
    clock.forward(minutes=(days - 1) * 24 * 60)
    told = rested("issue", service="jobs", channel="staff")
    assert told["ok"] is not is_leap
    rested.close()


@pytest.mark.parametrize(("days", "is_leap"), [(11, False), (12, True)])
def test_an_office_without_hours_may_have_a_holiday(
    ask: Asker, clock: FakeClock, days: int, is_leap: bool
) -> None:
    ask.ok("issue", service="jobs")
    clock.forward(minutes=days * 24 * 60)
    assert ask("issue", service="jobs")["ok"] is not is_leap


def test_a_person_may_say_that_the_clock_is_right(
    office_folder: Path, ask: Asker, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    clock.forward(minutes=60 * 24 * 60)
    after_a_long_rest(office_folder, clock)
    ask.station.beat()
    assert ask.ticket("issue", service="jobs")["label"] == "A001"
    check_file(office_folder / QUEUE_FILE)


def test_two_clocks_that_agree_are_believed(office_folder: Path) -> None:
    share = Share(office_folder)
    station = station_with(office_folder, share)
    assert station.answer(b'{"id":"1","do":"issue","service":"jobs"}')
    share.forward(60 * 86_400)
    station.beat()
    assert (
        b"A001" in station.answer(b'{"id":"2","do":"issue","service":"jobs"}').encode()
    )
    station.leave()


def test_a_server_far_ahead_is_not_believed_alone(tmp_path: Path) -> None:
    share = Share(tmp_path, machine_is_ahead=60_000)
    share.server.instant += 400 * DAY
    share.clock.learn(MONDAY_9)
    assert share.clock.is_doubted and not share.clock.is_confirmed
    assert share.clock() == MONDAY_9 + 60_000
    share.server.instant -= 400 * DAY
    share.clock.learn(MONDAY_9)
    assert not share.clock.is_doubted and share.clock.is_confirmed
    assert share.clock() == MONDAY_9


def test_a_sign_of_life_from_the_future_holds_nothing(
    office_folder: Path, ask: Asker, clock: FakeClock
) -> None:
    """Of a station whose clock was wrong, and which was killed."""
    ask.ok("open_counter", counter=1)
    store = Store(office_folder)
    store.write(
        lambda connection, _: connection.execute(
            "insert into station (name, token, place, version, started_at, seen_at)"
            " values ('far', 't', 'elsewhere x', '0', ?1, ?1)",
            (MONDAY_9 + 398 * DAY,),
        )
    )
    store.close()
    connection = sqlite3.connect(office_folder / QUEUE_FILE, isolation_level=None)
    connection.execute("update counter set station = 'far'")
    connection.close()
    assert ask.ok("open_counter", counter=1)
    far = Asker(office_folder, name="far", clock=clock)
    far.close()
