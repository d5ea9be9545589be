"""What a counter's screen hears of the office, and what it kept of its last start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from counter.hand import Hand
from counter.known import Known
from counter.line import Line
from counter.looks import Looks
from counter.situation import State
from counter.tick_file import TickFile
from shared.desk.errand import events_until
from shared.errors import NotKnownYet, RefusedByOffice, StationTaken
from shared.trade.hall import Hall
from shared.wire.client import Client


class Hearing:
    """Takes in each hall, reads the day's events, and keeps the ticks."""

    def __init__(
        self,
        client: Client,
        known: Known,
        hand: Hand,
        ticks: TickFile | None,
    ) -> None:
        self._client, self._known = client, known
        self._hand, self._ticks = hand, ticks
        self.looks: Looks
        self.beside: Callable[[Coroutine[Any, Any, None]], object]
        """Runs something beside the screen."""
        self.bell: Callable[[], None] = lambda: None
        self.give_up: Callable[[str], None] = lambda words: None
        """There never was a hall to show; told why."""
        self.on_news: Callable[[], None] = lambda: None
        """Called with each further hall."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when there is something else to show."""
        self._is_reading = self._is_keeping = False
        self._day = ""

    def hear(self) -> None:
        """The link has something to tell."""
        known = self._known
        before, had_hall = known.line(), known.hall is not None
        known.hear(self._client.hall)
        trouble, hall = self._client.trouble, known.hall
        if trouble and trouble[0] == StationTaken.code and hall is None:
            self.give_up(trouble[1])
        if hall is not None and had_hall:
            self._ring(before)
            self.looks.miss(self._hand.ticket_in(before))
            self.on_news()
        if hall is not None and not self._is_reading:
            self._is_reading = True
            self.beside(self._read(hall))
        self.on_change()

    def _ring(self, before: Line) -> None:
        """A bell when the first person joins an empty line before a free counter."""
        situation = self.looks.situation()
        is_free = situation is not None and situation.state is State.FREE
        if is_free and not before.callable and self._known.line().callable:
            self.bell()

    async def _read(self, hall: Hall) -> None:
        """Catch up with what happened today, and with what was ticked."""
        try:
            await self._take_up_ticks(hall.day.isoformat())
            await events_until(hall, self._known.log, self._client)
        except (NotKnownYet, RefusedByOffice):
            # The next news ask again.
            return
        finally:
            self._is_reading = False
        self.on_change()

    async def _take_up_ticks(self, day: str) -> None:
        if self._ticks is None or day == self._day:
            return
        self._day = day
        self._hand.take_up(await asyncio.to_thread(self._ticks.read, day))

    def keep_ticks(self) -> None:
        """Something was ticked: see that it outlives this screen."""
        if self._ticks is not None and self._day and not self._is_keeping:
            self._is_keeping = True
            self.beside(self._keep_ticks(self._ticks))

    async def _keep_ticks(self, file: TickFile) -> None:
        kept = None
        while kept != (now := dict(self._hand.ticked)):
            await asyncio.to_thread(file.write, self._day, now)
            kept = now
        self._is_keeping = False
