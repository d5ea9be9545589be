"""When an office is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Hours:
    """When the kiosks give out numbers."""

    by_weekday: Mapping[int, tuple[tuple[time, time], ...]]
    """Monday is 0; from the first time until just before the second."""
    closed_days: frozenset[date] = frozenset()
    """Business days: one that ends after midnight is closed until then."""

    def opens_on(self, day: date) -> bool:
        """Whether there are any on a day."""
        return day not in self.closed_days and bool(self.by_weekday.get(day.weekday()))

    def is_open(self, moment: datetime, day: date) -> bool:
        """Whether the office is open at `moment` of its business day `day`.

        `moment` is given in the office's own time zone.
        """
        if day in self.closed_days:
            return False
        wall = moment.time()
        return any(
            start <= wall and (wall < end or end == time.max)
            for start, end in self.by_weekday.get(moment.weekday(), ())
        )
