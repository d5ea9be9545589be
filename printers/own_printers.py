"""The printers of one station, as its screen has them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from printers.jobs.spooler import Spooler
from printers.print_desk import PrintDesk
from shared.office.model import Office
from shared.wire.client import Client

Run: TypeAlias = Callable[[Coroutine[Any, Any, None]], object]
"""Lets something go on behind the page; a mistake in it ends the screen."""


class OwnPrinters:
    """Begins and ends the printing, and keeps the office told of it."""

    def __init__(
        self,
        office: Office,
        client: Client,
        spooler: Callable[[Callable[[], None]], Spooler],
    ) -> None:
        """`spooler` makes one; it is given what to call when something changed."""
        self._office = office
        self._spooler = spooler(self._wake)
        self._desk = PrintDesk(office, client, self._spooler)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._on_change: Callable[[], None] = lambda: None

    def start(self, on_change: Callable[[], None], run: Run) -> None:
        """Begin; `on_change` is called in the screen's loop when something changed."""
        self._loop = asyncio.get_running_loop()
        self._on_change = on_change
        self._desk.run = run
        self._spooler.start()

    async def close(self) -> None:
        """End within a few seconds."""
        self._loop = None
        await asyncio.to_thread(self._spooler.close)

    def look(self) -> None:
        """Tell the office what changed, and do what it wishes; called every second."""
        self._desk.look()

    def _wake(self) -> None:
        """Called by the spooler from its own threads."""
        loop = self._loop
        if loop is not None:
            # The loop may close between the two lines.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._on_change)
