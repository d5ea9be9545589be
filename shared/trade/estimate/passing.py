"""How work passes while its pace changes with the parts of the day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from shared.trade.estimate.day import DAY, Day
from shared.trade.estimate.waiting import MINUTE

LONGEST: Final = 600.0
"""Minutes; nobody looks further."""


class Passing:
    """From one instant on; looks as far into the day as it is asked."""

    def __init__(
        self,
        day: Day,
        slots: int,
        now: int,
        pace: Callable[[int], float],
        *,
        first: float | None = None,
    ) -> None:
        """`pace`: work done in a minute, in one of so many slots of the day; `first`:
        in what is left of the present one, where that is known better."""
        self._slots, self._pace = slots, pace
        self._slot = day.slot(now, slots)
        self._span = (day.end_of_slot(now, slots) - now) / MINUTE
        self._first = first
        self._works, self._minutes = [0.0], [0.0]
        self._paces: list[float] = []
        """Between those."""

    def minutes(self, work: float) -> float:
        """In which so much work is done."""
        if self._works[-1] < work and self._minutes[-1] < LONGEST:
            self._look_further(work)
        if self._works[-1] < work:
            return LONGEST
        part = max(0, bisect_left(self._works, work) - 1)
        if part == len(self._paces):
            return self._minutes[part]
        return self._minutes[part] + (work - self._works[part]) / self._paces[part]

    def _look_further(self, work: float) -> None:
        done, minutes = self._works[-1], self._minutes[-1]
        whole, slot, pace_of = DAY // self._slots / MINUTE, self._slot, self._pace
        while done < work and minutes < LONGEST:
            pace, span = pace_of(slot), whole
            if not self._paces:
                pace, span = self._first or pace, self._span
            done += span * pace
            minutes += span
            self._paces.append(pace)
            self._works.append(done)
            self._minutes.append(minutes)
            slot = (slot + 1) % self._slots
        self._slot = slot
