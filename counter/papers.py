"""The papers of a visit, printed by the printer of this counter."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from printers.jobs.spooler import Spooler
from printers.papers.paper import Paper
from printers.print_desk import PrintDesk
from printers.session.outcome import OUTCOME_WORDS, Outcome
from shared.clock import now_ms
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.wire.client import Client


class CounterPapers:
    """Prints, and tells the office how the printer is and what did not come out."""

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

    def start(self, run: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """Begin; `run` lets something go on beside the screen."""
        self._loop = asyncio.get_running_loop()
        self._desk.run = run
        self._spooler.start()

    async def close(self) -> None:
        """End within a few seconds."""
        self._loop = None
        await asyncio.to_thread(self._spooler.close)

    def look(self) -> None:
        """Tell the office what changed, and do what it wishes; called every second."""
        self._desk.look()

    async def print(self, paper: Paper, kind: str, label: str, say: Catalogue) -> str:
        """Print a paper for a number; why it did not come out, or "", after a while."""
        day = self._office.business_day(now_ms())
        pending = self._spooler.submit(paper, label=label, kind=kind, day=day)
        result = await asyncio.wrap_future(pending.result)
        if result.outcome is Outcome.PRINTED:
            return ""
        told = say(OUTCOME_WORDS[result.outcome])
        if not result.reason:
            return told
        return say(N_("{what}: {reason}"), what=told, reason=say(result.reason))

    def _wake(self) -> None:
        """Called by the spooler from its own threads."""
        if (loop := self._loop) is not None:
            # The loop may close between the two lines.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._desk.look)
