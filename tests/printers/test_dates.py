"""The days on papers: those the law counts, and how they are written."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.papers.dates import reply_due, reply_reminder, said_day
from shared.office.hours import Hours
from shared.text.catalogue import catalogue


@pytest.mark.parametrize(
    ("referred", "reminder", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 4)),
        (date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2028, 2, 22), date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 6), date(2028, 3, 7)),
        (date(2027, 2, 22), date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_the_reply_card_is_due_in_seven_days_and_reminded_of_the_day_before(
    referred: date, reminder: date, due: date
) -> None:
    assert (reply_reminder(reply_due(referred), None), reply_due(referred)) == (
        reminder,
        due,
    )


def test_a_day_off_is_no_later_day() -> None:
    new_years_day = reply_due(date(2026, 12, 25))
    assert new_years_day == date(2027, 1, 1)
    assert reply_due(date(2026, 11, 22)).strftime("%A") == "Sunday"


@given(st.dates(max_value=date(9999, 12, 20)))
def test_the_due_day_is_the_same_day_of_the_week(referred: date) -> None:
    assert reply_due(referred).weekday() == referred.weekday()
    due = reply_due(referred)
    assert due - reply_reminder(due, None) == timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "reminder"),
    [
        (date(2026, 11, 30), date(2026, 11, 27)),  # Monday: Sunday, Saturday, Friday.
        (date(2026, 12, 3), date(2026, 12, 2)),
        (date(2027, 1, 4), date(2026, 12, 31)),  # New Year's Day was closed too.
        (date(2026, 11, 29), date(2026, 11, 27)),
    ],
)
def test_nobody_is_to_come_on_a_closed_day_for_the_reminder(
    due: date, reminder: date
) -> None:
    week = {day: ((time(8), time(17)),) for day in range(5)}
    hours = Hours(week, frozenset({date(2027, 1, 1)}))
    assert reply_reminder(due, hours) == reminder


def test_taiwan_counts_the_years_of_the_republic() -> None:
    assert said_day(date(2026, 11, 23), "zh-TW").startswith("115年11月23日（")
    assert said_day(date(1912, 1, 1), "zh-TW").startswith("1年1月1日（")
    assert said_day(date(1911, 12, 31), "zh-TW").startswith("1911-12-31")


@pytest.mark.parametrize("language", ["en", "vi", "th"])
def test_others_count_as_everywhere(language: str) -> None:
    weekday = catalogue(language)("Mon")
    assert said_day(date(2026, 11, 23), language) == f"2026-11-23 {weekday}"


def test_every_day_of_a_week_is_another() -> None:
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert len({said_day(day, "en")[-3:] for day in week}) == 7
