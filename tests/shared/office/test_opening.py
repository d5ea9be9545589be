"""When an office is open, until when, and when it opens next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jiaohao.folder import template
from shared.office.hours import Hours
from shared.office.model import Office
from shared.office.opening import Opening, opening_at
from shared.office.reader import parse_office

TAIPEI = ZoneInfo("Asia/Taipei")
NOON_BREAK = {0: ((time(8), time(12)), (time(13), time(17)))}
NIGHT = {0: ((time(18), time.max),), 1: ((time(0), time(2)), (time(9), time(17)))}


def _office(
    periods: Mapping[int, tuple[tuple[time, time], ...]],
    zone: ZoneInfo = TAIPEI,
    ends: str = "00:00",
) -> Office:
    text = template("employment-centre").replace(
        'day_ends = "00:00"', f'day_ends = "{ends}"'
    )
    office = parse_office(text.encode(), Path("office.toml"))
    return replace(office, time_zone=zone, hours=Hours(periods))


def _at(
    office: Office, day: int, hour: int, minute: int = 0, month: int = 11
) -> Opening:
    moment = datetime(2026, month, day, hour, minute, tzinfo=office.time_zone)
    return opening_at(office, round(moment.timestamp() * 1000))


def test_when_it_closes_for_the_day() -> None:
    """The end of the morning is none: it goes on afterwards."""
    office = _office(NOON_BREAK)
    assert _at(office, 23, 11).closes is None
    closes = datetime(2026, 11, 23, 17, tzinfo=TAIPEI)
    assert _at(office, 23, 14).closes == round(closes.timestamp() * 1000)
    assert _at(office, 23, 18).closes is None


# 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (11, 59, Opening(True, time(12))),
        (12, 0, Opening(False, next=datetime(2026, 11, 23, 13, tzinfo=TAIPEI))),
        (13, 0, Opening(True, time(17))),
        (16, 29, Opening(True, time(17))),
        (16, 30, Opening(True, time(17), is_ending=True)),
        (17, 0, Opening(False, next=datetime(2026, 11, 30, 8, tzinfo=TAIPEI))),
    ],
)
def test_a_break_at_noon(hour: int, minute: int, expected: Opening) -> None:
    assert _at(_office(NOON_BREAK), 23, hour, minute) == expected


def test_periods_that_touch_are_one() -> None:
    office = _office({0: ((time(8), time(12)), (time(12), time(17)))})
    assert _at(office, 23, 9) == Opening(True, time(17))
    assert _at(office, 23, 12) == Opening(True, time(17))


def test_hours_that_go_on_after_midnight_do_not_end_at_it() -> None:
    office = _office(NIGHT, ends="02:00")
    assert _at(office, 23, 23, 45) == Opening(True, time(2))
    assert _at(office, 24, 1, 45) == Opening(True, time(2), is_ending=True)


def test_hours_until_24_end_with_the_day() -> None:
    assert _at(_office({0: ((time(18), time.max),)}), 23, 23, 45) == Opening(
        True, is_ending=True
    )


def test_never_open_has_no_next() -> None:
    assert _at(_office({}), 23, 9) == Opening(False)


def test_the_minutes_left_are_real_ones_in_the_night_the_clocks_change() -> None:
    """In Berlin the hour from 02:00 comes twice then: at 02:45, 75 minutes are left."""
    office = _office({6: ((time(1), time(3)),)}, ZoneInfo("Europe/Berlin"))
    assert _at(office, 25, 2, 45, month=10) == Opening(True, time(3))
