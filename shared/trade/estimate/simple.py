"""What others show for a wait: the simple rules a range is compared with."""

from __future__ import annotations

from typing import Final

SIMPLE: Final = ("last_called", "mean", "people_x_minutes")
"""Wait of the person called last; mean of all so far; people ahead times the mean
minutes of a visit, which is what most systems show."""


class Simple:
    """Their minutes, from what was known at the time."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._sums: dict[str, tuple[float, int]] = {}

    def minutes(self, service: str, ahead: int, visit: float) -> tuple[float, ...]:
        """In the order of SIMPLE, for a person who takes a number now: so many go
        before, and a visit lasts so many minutes."""
        total, count = self._sums.get(service, (0.0, 0))
        return self._last.get(service, 0.0), total / max(1, count), ahead * visit

    def call(self, service: str, minutes: float) -> None:
        """Somebody is called after so many minutes."""
        total, count = self._sums.get(service, (0.0, 0))
        self._sums[service] = total + minutes, count + 1
        self._last[service] = minutes
