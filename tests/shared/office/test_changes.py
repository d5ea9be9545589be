"""Which changes of office.toml break numbers of today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shared.office.changes import breaks_today
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.text.catalogue import catalogue
from tests.support import OFFICE


def _office(*changes: tuple[str, str]) -> Office:
    sheet = OFFICE
    for old, new in changes:
        assert old in sheet
        sheet = sheet.replace(old, new)
    return parse_office(sheet.encode(), Path("office.toml"))


ZONE = 'time_zone = "Asia/Taipei"'
COUNTER_3 = '[[counters]]\nnumber = 3\nserves = ["express"]\nhelps = ["jobs"]\n'


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [('letter = "B"', 'letter = "C"')],
            "service training: its letter B becomes C",
        ),
        (
            [('"9001-9099"', '"9002-9099"')],
            "kiosk kiosk-1: its reserve loses numbers",
        ),
        (
            [('name = "kiosk-1"', 'name = "kiosk-2"')],
            "kiosk kiosk-1: its reserve loses numbers",
        ),
        ([(COUNTER_3, "")], "counter 3 is gone"),
        ([('code = "priority"', 'code = "first"')], "priority priority is gone"),
        (
            [("Asia/Taipei", "Asia/Tokyo")],
            "when the business day begins and ends changes",
        ),
        (
            [(ZONE, f'{ZONE}\nday_ends = "04:00"')],
            "when the business day begins and ends changes",
        ),
    ],
)
def test_what_has_to_wait_for_the_next_day(
    changes: list[tuple[str, str]], said: str
) -> None:
    found = breaks_today(_office(), _office(*changes))
    assert [each.said(catalogue("en")) for each in found] == [said]


def test_a_service_that_is_gone() -> None:
    present = _office()
    new = replace(present, services=present.services[:-1])
    found = [each.said(catalogue("en")) for each in breaks_today(present, new)]
    assert found == ["service express is gone"]
    # The other way round nothing is lost: a service more may come at once.
    assert breaks_today(new, present) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes = 25", "minutes = 20"),
        ("9001-9099", "9001-9199"),
        ("求職服務免費", "今天十六點關門"),
        ('helps = ["jobs", "express"]', 'helps = ["jobs"]'),
        ("head_start_minutes = 20", "head_start_minutes = 10"),
    ],
)
def test_what_may_be_taken_up_at_once(old: str, new: str) -> None:
    assert breaks_today(_office(), _office((old, new))) == []
