"""A span of days in one word: 2026-01..2026-05, 2026, jan-may."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shared.errors import BadRequest
from shared.text.catalogue import N_

_LAST_DAYS: Final = 28
"""Days up to today, where none are named."""
_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = {_NAMES[at : at + 3]: at // 4 + 1 for at in range(0, len(_NAMES), 4)}
_PART: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """Business days, both ends counted in."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    def months(self) -> Iterator[Period]:
        """Its days month by month."""
        first = self.first
        while first <= self.last:
            last = min(_end_of(first.year, first.month), self.last)
            yield Period(first, last)
            first = last + timedelta(days=1)

    def __str__(self) -> str:
        """For people."""
        return f"{self.first} – {self.last}"

    def year_before(self) -> Period:
        """The same days of the year before; an end of a month stays one."""
        last = self.last
        is_end = last == _end_of(last.year, last.month)
        end = _end_of(last.year - 1, last.month)
        return Period(_year_before(self.first), end if is_end else _year_before(last))


def period_of(
    word: str | None, first: date | None, last: date | None, today: date
) -> Period:
    """The days that are meant. Raises BadRequest where there are none.

    `word` names a year, a month, a day, two of them with .. between, or months by
    name, of this year. `first` and `last` stand before what it says.
    """
    found = _named(word, today) if word else None
    if found is None:
        end = last or today
        begin = first or min(end, today) - timedelta(days=_LAST_DAYS - 1)
        found = Period(begin, end)
    found = Period(first or found.first, last or found.last)
    if found.first > found.last:
        raise BadRequest(N_("The period ends before it begins."))
    return found


def _named(word: str, today: date) -> Period:
    begin, _, end = word.lower().partition(".." if ".." in word else "\0")
    months = begin.split("-")
    if not end and len(months) <= 2 and all(each in _MONTHS for each in months):
        numbers = [_MONTHS[each] for each in months]
        return Period(date(today.year, numbers[0], 1), _end_of(today.year, numbers[-1]))
    first = _part(word, begin)
    return Period(first.first, _part(word, end).last if end else first.last)


def _part(word: str, part: str) -> Period:
    match = _PART.fullmatch(part)
    try:
        if match is not None:
            year, month, day = (int(each) if each else None for each in match.groups())
            if year is not None and month is None:
                return Period(date(year, 1, 1), date(year, 12, 31))
            if year is not None and month is not None and day is None:
                return Period(date(year, month, 1), _end_of(year, month))
            if year is not None and month is not None and day is not None:
                return Period(date(year, month, day), date(year, month, day))
    except ValueError:
        pass
    words = N_("“{word}” is no period. Write 2026-01..2026-05, 2026-03 or jan-may.")
    raise BadRequest(words, word=word)


def _year_before(day: date) -> date:
    return day.replace(
        year=day.year - 1, day=min(day.day, 28 if day.month == 2 else 31)
    )


def _end_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
