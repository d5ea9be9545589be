"""The demo plays by itself: people arrive and are served, in a fair's tempo."""

from __future__ import annotations

import asyncio
import random
from typing import Any, Final

from counter.panel import CounterPanel
from jiaohao.demo.office import COUNTERS
from kiosk.panel import KioskPanel
from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.model import Office
from shared.wire.client import Client

_ARRIVAL: Final = (1.0, 4.0)
"""Seconds between two people, from and to."""
_WALK: Final = (2.0, 4.0)
_SERVICE: Final = (5.0, 12.0)
_NO_SHOW: Final = 0.1
_STAFF: Final = ("林", "陳", "黃", "張")


class Player:
    """Presses the kiosk's tiles and the counter's keys, works the other counters."""

    def __init__(
        self,
        office: Office,
        client: Client,
        kiosk: KioskPanel,
        counter: CounterPanel,
        *,
        chance: random.Random | None = None,
    ) -> None:
        self._office = office
        self._client = client
        self._kiosk = kiosk
        self._counter = counter
        self._chance = chance or random.Random(random.random())
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Let people come."""
        self._client.start()
        work = [self._people(), self._at_the_screen()]
        work += [self._at_a_desk(number) for number in COUNTERS[1:]]
        self._tasks = [asyncio.create_task(each) for each in work]

    async def close(self) -> None:
        """Send everybody home."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.close()

    async def _people(self) -> None:
        for count in range(10_000):
            service = self._chance.choice(self._office.services)
            if count % 3 == 0 and self._kiosk.is_at_start:
                language = self._chance.choice(self._office.languages)
                self._kiosk.take(service.code, None, language)
            else:
                await self._ask("issue", service=service.code)
            # The first ones stand at the door when it opens.
            await self._wait(_ARRIVAL if count > len(COUNTERS) + 2 else (0.1, 0.2))

    async def _at_the_screen(self) -> None:
        await self._wait((1.0, 1.5))
        self._counter.action_press("open_counter")
        while True:
            await self._wait(_WALK)
            self._counter.action_press("call")
            await self._wait(_WALK)
            if self._chance.random() < _NO_SHOW:
                self._counter.action_press("no_show")
            else:
                self._counter.action_press("start")
                await self._wait(_SERVICE)

    async def _at_a_desk(self, number: int) -> None:
        staff = _STAFF[number % len(_STAFF)]
        await self._ask("open_counter", counter=number, staff=staff)
        while True:
            await self._wait(_WALK)
            await self._ask("call", counter=number)
            await self._wait(_WALK)
            if self._chance.random() < _NO_SHOW:
                await self._ask("no_show", counter=number)
                continue
            await self._ask("start", counter=number)
            await self._wait(_SERVICE)
            await self._ask("finish", counter=number)

    async def _ask(self, do: str, **fields: Any) -> None:
        try:
            await self._client.ask(do, **fields)
        except (RefusedByOffice, NotKnownYet):
            # Nobody waits, or the screen's own clerk was faster: so it is in an office.
            return

    async def _wait(self, span: tuple[float, float]) -> None:
        await asyncio.sleep(self._chance.uniform(*span))
