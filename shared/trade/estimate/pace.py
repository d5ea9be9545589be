"""How fast a service's line moves, now and by the hour, whoever it is that calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from shared.trade.estimate.day import Day
from shared.trade.estimate.passing import Passing
from shared.trade.estimate.waiting import MINUTE

_SLOTS: Final = 48
"""Half hours of a day."""
_LONGEST: Final = 90.0
"""Minutes between two calls that still belong to one day's line."""
_NOW: Final = 12
"""Calls over which the pace of the moment is the mean."""
_USUAL: Final = 60
_FRESH: Final = 120 * MINUTE
"""A pace that is older says nothing of today."""


@dataclass(frozen=True, slots=True)
class PaceNow:
    """The pace of a line at one instant."""

    gap: float
    """Minutes between two calls."""
    by_day: Passing

    def minutes(self, ahead: int) -> tuple[float, float]:
        """Until so many are called: at the pace of now, and as the day usually goes."""
        return ahead * self.gap, self.by_day.minutes(ahead)


class Pace:
    """Of one service: minutes between two calls while somebody waits."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._gap = 0.0
        self._count = 0
        self._called: int | None = None
        self._usual = [0.0] * _SLOTS
        self._counts = [0] * _SLOTS

    def kept(self) -> list[Any]:
        """What is learnt, as JSON has it."""
        return [self._gap, self._count, self._called, self._usual, self._counts]

    def take_up(self, kept: list[Any]) -> None:
        """Go on from what was kept."""
        self._gap, self._count, self._called, self._usual, self._counts = kept

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

    def now(self, now: int) -> PaceNow:
        """The pace at an instant."""
        here = self._at(now) or self._gap
        is_today = self._called is not None and now - self._called <= _FRESH
        gap = self._gap if is_today else here
        today = min(2.0, max(0.5, gap / here)) if here else 1.0

        def pace(slot: int) -> float:
            return 1 / max(0.01, (self._in(slot) or self._gap) * today)

        return PaceNow(gap, Passing(self._day, _SLOTS, now, pace))

    def _at(self, at: int) -> float:
        return self._in(self._day.slot(at, _SLOTS))

    def _in(self, slot: int) -> float:
        return self._usual[slot] if self._counts[slot] >= 5 else 0.0


def _mean(known: float, count: int, number: float, most: int) -> float:
    return known + (number - known) / min(count + 1, most)
