"""Keys that were pressed too soon after one another count once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

_ENTER_MS: Final = 400
"""So long no Enter may have come before one that counts: a held key repeats faster."""
_OTHER_MS: Final = 150
_NEVER_TOO_QUICK: Final = frozenset({"other_pane"})
"""What goes round and round, and does nothing to anybody."""


def _ticks() -> int:
    return time.monotonic_ns() // 1_000_000


class PressGuard:
    """Remembers when each key was pressed last."""

    def __init__(self) -> None:
        self.ticks: Callable[[], int] = _ticks
        """Milliseconds that only go on; tests put their own clock here."""
        self._pressed: dict[str, int] = {}

    def counts(self, do: str) -> bool:
        """Whether a press counts; it is remembered either way."""
        if do in _NEVER_TOO_QUICK:
            return True
        now = self.ticks()
        before = self._pressed.get(do)
        self._pressed[do] = now
        apart = _ENTER_MS if do == "go_on" else _OTHER_MS
        return before is None or now - before >= apart
