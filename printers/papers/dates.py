"""Days on papers: those that the law counts, and how each language writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from shared.office.hours import Hours
from shared.office.rules import DateRule
from shared.text.catalogue import N_, Phrase, catalogue
from shared.trade.due import due_on

REPLY_DAYS: Final = 7
"""To bring a referral's reply card back: Employment Insurance Act, Art. 27."""
_REMINDER: Final = DateRule("reminder", Phrase({}), closed_day="before")
_FIRST_OF_THE_REPUBLIC: Final = 1912
WEEKDAYS: Final = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)


def reply_due(referred_on: date) -> date:
    """The last day for the reply card, a day off or not: earlier is never wrong."""
    return referred_on + timedelta(days=REPLY_DAYS)


def reply_reminder(due: date, hours: Hours | None) -> date:
    """The day to remind of it: the last one before on which the office is open.

    Raises BadRequest where none is within a year.
    """
    return due_on(_REMINDER, due - timedelta(days=1), hours)


def said_day(day: date, language: str) -> str:
    """A day as people read it, in Taiwan by the years of the Republic."""
    weekday = catalogue(language)(WEEKDAYS[day.weekday()])
    if language == "zh-TW" and day.year >= _FIRST_OF_THE_REPUBLIC:
        year = day.year - _FIRST_OF_THE_REPUBLIC + 1
        return f"{year}年{day.month}月{day.day}日（{weekday}）"
    return f"{day.isoformat()} {weekday}"
