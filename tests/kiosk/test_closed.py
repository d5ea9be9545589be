"""Closed: the hours of the week in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Final

import pytest

from kiosk.week import week_words
from shared.office.hours import Hours
from tests.kiosk.pages import PAGES, SIZES, centre

EIGHT: Final = time(8)
FIVE: Final = time(17)


@pytest.mark.parametrize(
    ("by_weekday", "said"),
    [
        ({day: ((EIGHT, FIVE),) for day in range(5)}, "Mon–Fri 08:00–17:00"),
        ({2: ((EIGHT, time(12)), (time(13), FIVE))}, "Wed 08:00–12:00, 13:00–17:00"),
        (
            {0: ((EIGHT, FIVE),), 1: ((EIGHT, FIVE),), 5: ((EIGHT, time.max),)},
            "Mon–Tue 08:00–17:00  Sat 08:00–24:00",
        ),
        ({}, ""),
    ],
)
def test_days_of_the_same_hours_stand_together(
    by_weekday: dict[int, tuple[tuple[time, time], ...]], said: str
) -> None:
    office = replace(centre(), hours=Hours(by_weekday))
    assert week_words(PAGES["closed"].view_in("en", office)) == said


def test_an_office_that_never_closes_has_no_hours() -> None:
    office = replace(centre(), hours=None)
    assert week_words(PAGES["start"].view_in("en", office)) == ""


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_closed_office_says_its_hours(size: tuple[int, int]) -> None:
    sheet = PAGES["closed"].sheet(size, "zh-TW")
    assert "週一–週五 08:00–17:00" in [
        each.text.replace("-", "–") for each in sheet.surface.said
    ]
