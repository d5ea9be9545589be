"""Keeping a clerk at work: one that ends is started again, one that hangs is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from shared.clerk_process import ClerkProcess

SILENT_SECONDS: Final = 6.0
"""A clerk gives a sign of life every four; then the share is taken to be away."""
HANG_SECONDS: Final = 15.0
"""After so long without a word it is left behind: it waits ten for the share."""
_MOST_LEFT: Final = 3
"""So many may hang at once; then the share is waited for."""
_REST_SECONDS: Final = (0.0, 1.0, 3.0, 10.0)
"""Pauses before one is started again, by how often it failed in a row."""


class ClerkKeeper:
    """The clerk of one station. `hear` is called from other threads."""

    def __init__(
        self,
        command: Sequence[str],
        hear: Callable[[ClerkProcess, bytes | None], None],
    ) -> None:
        self._command, self._hear = command, hear
        self._clerk: ClerkProcess | None = None
        self._left: list[ClerkProcess] = []
        self._failures = 0
        self._start_at = self._heard_at = time.monotonic()
        self.is_ready = False
        """Whether a clerk is at work."""

    def tick(self) -> None:
        """Start a clerk where one is due, leave one behind that hangs."""
        now = time.monotonic()
        self._left = [each for each in self._left if not each.has_ended]
        if self._clerk is not None and self.silence() >= HANG_SECONDS:
            self._clerk.kill()
            self._left.append(self._clerk)
            self._lose()
        may_start = now >= self._start_at and len(self._left) < _MOST_LEFT
        if self._clerk is None and may_start:
            self._heard_at = now
            self._clerk = ClerkProcess(self._command, self._hear)

    def silence(self) -> float:
        """Seconds since the clerk's last word."""
        return time.monotonic() - self._heard_at

    @property
    def is_listening(self) -> bool:
        """Whether a clerk is at work and speaks."""
        return self.is_ready and self.silence() < SILENT_SECONDS

    def is_ours(self, clerk: ClerkProcess) -> bool:
        """Whether a word came from the present clerk; notes that it speaks."""
        if clerk is not self._clerk:
            return False
        self._heard_at = time.monotonic()
        return True

    def joined(self) -> None:
        """The clerk is at work."""
        self.is_ready, self._failures = True, 0

    def ended(self) -> int:
        """The clerk is gone; its exit status."""
        status = self._clerk.status() if self._clerk is not None else 0
        self._lose()
        return status

    def say(self, line: str) -> None:
        """Send the clerk a line."""
        if self._clerk is not None:
            self._clerk.say(line)

    def leave(self) -> None:
        """Let the clerk leave the office in order."""
        if self._clerk is not None:
            self._clerk.leave()

    def _lose(self) -> None:
        self._clerk, self.is_ready = None, False
        rest = _REST_SECONDS[min(self._failures, len(_REST_SECONDS) - 1)]
        self._start_at = time.monotonic() + rest
        self._failures += 1
