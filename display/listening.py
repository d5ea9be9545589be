"""A station without a screen that only watches: the voice, the running line."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import Final

from shared.clock import Clock, now_ms
from shared.wire.client import Client

LOOK_SECONDS: Final = 0.5
"""How often it looks at the time; a change of the hall is taken up at once."""


class Listener:
    """Looks at the hall at every change and now and then, until it is ended."""

    def __init__(self, client: Client, *, clock: Clock = now_ms) -> None:
        self.client = client
        self.clock = clock
        self._is_over = False
        self._is_changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is under way that must not be broken off."""
        return True

    def begin_anew(self) -> None:
        """End, to be started again; called from another thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it is over by now
                self._loop.call_soon_threadsafe(self.end)

    def end(self) -> None:
        """End soon; called in its own loop."""
        self._is_over = True
        self._is_changed.set()

    def look(self) -> None:
        """Do what there is to do now."""
        raise NotImplementedError

    async def leave(self) -> None:
        """Called at the end."""

    async def run(self) -> None:
        """Watch until a signal or `end`."""
        self._loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # none on Windows
                self._loop.add_signal_handler(each, self.end)
        self.client.on_change = self._is_changed.set
        self.client.start()
        try:
            while not self._is_over:
                self.look()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._is_changed.wait(), LOOK_SECONDS)
                self._is_changed.clear()
        finally:
            await self.leave()
            await self.client.close()

    def known_at(self, now: int) -> int:
        """When the hall was last confirmed, by the clock that says `now`."""
        return now - round(self.client.age() * 1000)
