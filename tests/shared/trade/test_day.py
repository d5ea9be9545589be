"""The business day: the office's own, and what happens when it turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.hours import Hours
from shared.office.model import Office
from tests.desk import Asker, StoreAsker
from tests.invariants import check_file
from tests.support import MONDAY_9, FakeClock

HOUR = 3_600_000


def test_numbers_begin_again_and_yesterday_is_closed(
    ask: StoreAsker, clock: FakeClock, office_folder: Path
) -> None:
    for counter in (1, 2):
        ask.ok("open_counter", counter=counter)
    for _ in range(5):
        ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    ask.ok("start", counter=1)
    ask.ok("call", counter=2)
    ask.ok("hold", counter=2)
    ask.ok("call", counter=2)
    ask.ok("no_show", counter=2)
    ask.ok("call", counter=2)
    before = ask.ok("state")["seq"]
    clock.forward(minutes=24 * 60)

    first = ask("issue", service="jobs", id="morning")["ticket"]

    assert (first["label"], first["ahead"]) == ("A001", 0)
    events = ask.ok("events", after=before)["events"]
    told = [(event["kind"], event["ticket"]) for event in events]
    assert sorted(told[:-1]) == [
        ("expired", "A002"),
        ("expired", "A004"),
        ("expired", "A005"),
        ("finished", "A001"),
    ]
    assert told[-1] == ("issued", "A001")
    assert {event["id"] for event in events} == {"morning"}
    assert ask.error("ticket", label="A002") == "unknown_ticket"
    check_file(office_folder / QUEUE_FILE)


def test_a_look_turns_the_day_too(ask: StoreAsker, clock: FakeClock) -> None:
    ask.ok("issue", service="jobs")
    clock.forward(minutes=24 * 60)
    state = ask.ok("state")
    assert state["services"][0]["waiting"] == 0
    assert state["tickets"] == []
    assert ask.ok("events", after=1)["events"][0]["kind"] == "expired"


def test_answers_are_kept_for_their_day_only(ask: StoreAsker, clock: FakeClock) -> None:
    ask.ok("issue", service="jobs", id="press")
    clock.forward(minutes=24 * 60)
    again = ask("issue", service="jobs", id="press")
    assert again["ticket"]["issued_at"].startswith("2026-11-24")


def test_a_clock_that_goes_back_turns_no_day_and_reorders_nobody(
    ask: StoreAsker, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    clock.forward(minutes=-26 * 60)
    second = ask.ticket("issue", service="jobs")
    assert (second["label"], second["ahead"]) == ("A002", 1)
    assert ask.ticket("ticket", label="A001")["ahead"] == 0


def test_a_day_that_ends_after_midnight(office: Office) -> None:
    late = replace(office, day_ends=time(2))
    midnight = MONDAY_9 + 15 * HOUR
    assert late.business_day(midnight + HOUR) == date(2026, 11, 23)
    assert late.business_day(midnight + 2 * HOUR) == date(2026, 11, 24)
    assert office.business_day(midnight) == date(2026, 11, 24)
    assert office.business_day(midnight - 1) == date(2026, 11, 23)


def test_opening_hours_bind_the_kiosk_only(
    office_folder: Path, clock: FakeClock
) -> None:
    file = office_folder / OFFICE_FILE
    file.write_text(
        file.read_text(encoding="utf-8")
        + '\n[hours]\nmonday = ["08:00-12:00", "13:00-17:00"]\n'
        "closed_days = [2026-11-30]\n",
        encoding="utf-8",
    )
    ask = Asker(office_folder, clock=clock)
    assert ask.ticket("issue", service="jobs")["label"] == "A001"
    clock.forward(minutes=3 * 60)
    assert ask.error("issue", service="jobs") == "service_closed"
    assert ask.ok("state")["services"][0]["open"] is False
    assert ask.ticket("issue", service="jobs", channel="phone")["label"] == "A002"
    clock.forward(minutes=60)
    assert ask.ticket("issue", service="jobs")["label"] == "A003"
    clock.forward(minutes=-4 * 60 + 7 * 24 * 60)
    assert ask.error("issue", service="jobs") == "service_closed"
    assert ask.ticket("issue", service="jobs", channel="staff")["label"] == "A001"
    ask.close()


@pytest.mark.parametrize(
    ("wall", "is_open"),
    [("07:59", False), ("08:00", True), ("11:59", True), ("12:00", False)],
)
def test_the_edges_of_an_hour(wall: str, is_open: bool) -> None:
    hours = Hours({0: ((time(8), time(12)),)}, frozenset({date(2026, 11, 30)}))
    moment = datetime.fromisoformat(f"2026-11-23T{wall}:00")
    zone = ZoneInfo("Asia/Taipei")
    day = moment.date()
    assert hours.is_open(moment.replace(tzinfo=zone), day) is is_open
    assert not hours.is_open(moment.replace(day=30, tzinfo=zone), day.replace(day=30))
    assert not hours.is_open(moment.replace(day=24, tzinfo=zone), day.replace(day=24))


@pytest.mark.parametrize(
    ("wall", "is_open"),
    [
        ("2026-12-04T20:00", False),
        ("2026-12-05T00:30", False),
        ("2026-12-11T20:00", True),
        ("2026-12-12T00:30", True),
        ("2026-12-12T20:00", False),
    ],
)
def test_a_closed_day_is_a_business_day(
    office: Office, wall: str, is_open: bool
) -> None:
    by_weekday = {4: ((time(18), time.max),), 5: ((time(0), time(2)),)}
    closed_days = frozenset({date(2026, 12, 4), date(2026, 12, 12)})
    night = replace(office, day_ends=time(2), hours=Hours(by_weekday, closed_days))
    moment = datetime.fromisoformat(f"{wall}+08:00")
    assert night.is_open(round(moment.timestamp() * 1000)) is is_open
