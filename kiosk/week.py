"""The opening hours of a week in one line."""

from __future__ import annotations

from datetime import time
from itertools import groupby

from kiosk.view import View
from printers.papers.dates import WEEKDAYS


def week_words(view: View) -> str:
    """Days of the same hours together: Mon–Fri 08:00–17:00; "" if always open."""
    hours = view.office.hours
    if hours is None:
        return ""
    found = []
    for periods, group in groupby(range(7), lambda day: hours.by_weekday.get(day, ())):
        if periods:
            first, *_, last = [view.say(WEEKDAYS[day]) for day in group] * 2
            days = first if first == last else f"{first}–{last}"
            found.append(f"{days} {', '.join(_said(*each) for each in periods)}")
    return "  ".join(found)


def _said(start: time, end: time) -> str:
    return f"{start:%H:%M}–{'24:00' if end == time.max else f'{end:%H:%M}'}"
