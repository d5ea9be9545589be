"""The last event a station has seen: a file that lacks it is not written to at once.

Somebody wrote an older state over it. Whoever was answered puts back within seconds
what the file lacks; a number given out before that could be one of those.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from shared.errors import BeingRestored
from shared.text.catalogue import N_

PUT_BACK_SECONDS: Final = 10.0
"""So long the others have: they look every five seconds."""


class SeenEvents:
    """What one station has seen of the file's history."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._last = 0
        self._found_at: float | None = None
        """When the file was first found to lack the last event."""

    def note(self, seq: int) -> None:
        """The file has had this event."""
        self._last = max(self._last, seq)

    def refuse_older(self, seq: int) -> None:
        """Raises BeingRestored for a while where `seq`, now its last, is older."""
        if seq >= self._last:
            self._found_at = None
            return
        if self._found_at is None:
            self._found_at = self._ticks()
        if self._ticks() - self._found_at < PUT_BACK_SECONDS:
            words = N_("an older state was written over it; it is being put back")
            raise BeingRestored(reason=words)
        self._last, self._found_at = seq, None
