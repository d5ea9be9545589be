"""How fast a service's line moves, now and by the hour, whoever it is that calls."""

from __future__ import annotations

from typing import Final

from shared.trade.estimate.day import Day
from shared.trade.estimate.waiting import MINUTE

_SLOTS: Final = 48
"""Half hours of a day."""
_LONGEST: Final = 90.0
"""Minutes between two calls that still belong to one day's line."""
_NOW: Final = 12
"""Calls over which the pace of the moment is the mean."""
_USUAL: Final = 60
_MOST: Final = 600.0
_FRESH: Final = 120 * MINUTE
"""A pace that is older says nothing of today."""


class Pace:
    """Of one service: minutes between two calls while somebody waits."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._gap = 0.0
        self._count = 0
        self._called: int | None = None
        self._usual = [0.0] * _SLOTS
        self._counts = [0] * _SLOTS

    def call(self, issued: int, now: int) -> None:
        """A person who came at `issued` is called."""
        before, self._called = self._called, now
        if before is None or before < issued:
            return
        gap = (now - before) / MINUTE
        if gap > _LONGEST:
            return
        self._gap = _mean(self._gap, self._count, gap, _NOW)
        self._count += 1
        slot = self._day.slot(before, _SLOTS)
        self._usual[slot] = _mean(self._usual[slot], self._counts[slot], gap, _USUAL)
        self._counts[slot] += 1

    def minutes(self, ahead: int, now: int) -> tuple[float, float]:
        """Until so many are called: at the pace of now, and as the day usually goes."""
        here = self._at(now) or self._gap
        is_today = self._called is not None and now - self._called <= _FRESH
        gap = self._gap if is_today else here
        flat = ahead * gap
        today = min(2.0, max(0.5, gap / here)) if here else 1.0
        left, passed, at = float(ahead), 0.0, now
        while passed < _MOST:
            gap = max(0.01, (self._at(at) or self._gap) * today)
            span = (self._day.end_of_slot(at, _SLOTS) - at) / MINUTE
            if left * gap <= span:
                return flat, passed + left * gap
            left -= span / gap
            passed += span
            at = self._day.end_of_slot(at, _SLOTS)
        return flat, _MOST

    def _at(self, at: int) -> float:
        slot = self._day.slot(at, _SLOTS)
        return self._usual[slot] if self._counts[slot] >= 5 else 0.0


def _mean(known: float, count: int, number: float, most: int) -> float:
    return known + (number - known) / min(count + 1, most)
