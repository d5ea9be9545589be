"""The PIN before the page for maintenance, and the wait for who guesses it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from shared.machine import log
from shared.office.pin import PinHash, wait_after


class PinLock:
    """Looks at a PIN, the longer after a wrong one the more there were in a row.

    It needs no share: the hash is in office.toml, which every station keeps.
    """

    def __init__(self, pin: PinHash, ticks: Callable[[], int]) -> None:
        """`ticks` are this machine's milliseconds; a clock that is set counts none."""
        self._pin, self._ticks = pin, ticks
        self._wrong = 0
        self._until = 0
        self._is_looking = False

    @property
    def is_shut(self) -> bool:
        """Whether no PIN is looked at now: one has to wait, or another is looked at."""
        return self._is_looking or self.wait_seconds > 0

    @property
    def wait_seconds(self) -> int:
        """How long no PIN is looked at."""
        return max(0, -(-(self._until - self._ticks()) // 1000))

    async def opens(self, pin: str) -> bool:
        """Whether this is the PIN; while the lock is shut it is not looked at."""
        if self.is_shut:
            return False
        self._is_looking = True
        # Hashing takes as long as painting a page: not in the screen's own loop.
        is_right = await asyncio.to_thread(self._pin.has_pin, pin)
        self._is_looking = False
        self._wrong = 0 if is_right else self._wrong + 1
        self._until = self._ticks() + wait_after(self._wrong)
        if not is_right:
            log.event(f"maintenance: wrong PIN, {self._wrong} in a row")
        return is_right
