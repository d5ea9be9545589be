"""What was just done on a screen, and for how long it can be taken back there."""

from __future__ import annotations

from collections.abc import Callable

from shared.desk.command import Command
from shared.trade.act import UNDO_MS


class Undo:
    """One act at a time: the next one, or time, puts an end to it."""

    def __init__(self, ticks: Callable[[], int]) -> None:
        """`ticks`: milliseconds that only go on."""
        self._ticks = ticks
        self._back: Command | None = None
        self._until = 0

    def offer(self, back: Command | None) -> None:
        """What takes back what was done now; none: nothing does."""
        self._back, self._until = back, self._ticks() + UNDO_MS

    @property
    def command(self) -> Command | None:
        """What takes the last act back now, or none."""
        return self._back if self.left else None

    @property
    def left(self) -> int:
        """Milliseconds in which the last act can be taken back."""
        if self._back is None:
            return 0
        return max(self._until - self._ticks(), 0)
