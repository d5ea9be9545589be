"""How work passes while its pace changes with the parts of the day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from shared.trade.estimate.day import Day
from shared.trade.estimate.waiting import MINUTE

LONGEST: Final = 600.0
"""Minutes; nobody looks further."""


class Passing:
    """From one instant on; looks as far into the day as it is asked."""

    def __init__(
        self, day: Day, slots: int, now: int, pace: Callable[[int], float]
    ) -> None:
        """`pace`: work done in a minute, from that instant to the end of its slot."""
        self._day, self._slots, self._pace = day, slots, pace
        self._at = now
        self._works, self._minutes = [0.0], [0.0]
        self._paces: list[float] = []
        """Between those."""

    def minutes(self, work: float) -> float:
        """In which so much work is done."""
        while self._works[-1] < work and self._minutes[-1] < LONGEST:
            self._look_further()
        if self._works[-1] < work:
            return LONGEST
        part = max(0, bisect_left(self._works, work) - 1)
        if part == len(self._paces):
            return self._minutes[part]
        return self._minutes[part] + (work - self._works[part]) / self._paces[part]

    def _look_further(self) -> None:
        pace = self._pace(self._at)
        end = self._day.end_of_slot(self._at, self._slots)
        span = (end - self._at) / MINUTE
        self._paces.append(pace)
        self._works.append(self._works[-1] + span * pace)
        self._minutes.append(self._minutes[-1] + span)
        self._at = end
