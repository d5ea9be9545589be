"""The gesture that opens the page for maintenance where there is no keyboard."""

from __future__ import annotations

from typing import Final

_TOUCHES: Final = 5
_SECONDS: Final = 3.0
"""Within which they are one gesture."""
_ACROSS, _DOWN = 10, 7
"""The part of the screen that is its right upper corner."""


class Corner:
    """Five touches in a corner where nothing can be pressed."""

    def __init__(self) -> None:
        self._touches: list[float] = []

    def touch(self, x: int, y: int, size: tuple[int, int], at: float) -> bool:
        """A finger on a cell, `at` seconds; whether that makes the gesture whole."""
        columns, rows = size
        if x < columns - max(1, columns // _ACROSS) or y >= max(1, rows // _DOWN):
            self._touches.clear()
            return False
        recent = [each for each in self._touches if at - each <= _SECONDS]
        self._touches = [*recent, at]
        is_whole = len(self._touches) >= _TOUCHES
        if is_whole:
            self._touches.clear()
        return is_whole
