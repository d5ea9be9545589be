"""What the screen knows: the hall as it was last heard, and the events of today."""

from __future__ import annotations

import time
from collections.abc import Callable

from shared.desk.day_log import DayLog
from shared.office.model import Office
from shared.trade.hall import Hall


def _ticks() -> int:
    return time.monotonic_ns() // 1_000_000


class Known:
    """The knowledge of a screen for the whole hall."""

    def __init__(self, office: Office) -> None:
        self.hall: Hall | None = None
        self.ticks: Callable[[], int] = _ticks
        """Milliseconds that only go on; tests put their own clock here."""
        self.log = DayLog(office)
        self._heard_at = 0

    def hear(self, hall: Hall | None) -> None:
        """Take over a hall that the link tells, if it is a new one."""
        if hall is not None and hall is not self.hall:
            self.hall, self._heard_at = hall, self.ticks()

    @property
    def now(self) -> int:
        """The present instant by the clock of the hall, in milliseconds since 1970."""
        as_of = self.hall.as_of if self.hall else 0
        return as_of + self.ticks() - self._heard_at
