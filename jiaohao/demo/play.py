"""The demo plays by itself: people arrive and are served, in a fair's tempo."""

from __future__ import annotations

import asyncio
import random
from typing import Any, Final

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
_WAITING: Final = 5
"""How many wait when the demo begins."""
_STAFF: Final = ("林", "陳", "黃", "張")


async def begin_hall(office: Office, client: Client) -> None:
    """People wait, and all counters but that at the screen are at work."""
    for service in office.services[: len(COUNTERS) + _WAITING]:
        await _asked(client, "issue", service=service.code, channel="staff")
    for number in COUNTERS[1:]:
        staff = _STAFF[number % len(_STAFF)]
        await _asked(client, "open_counter", counter=number, staff=staff)
        await _asked(client, "call", counter=number)
        await _asked(client, "start", counter=number)


async def _asked(client: Client, do: str, **fields: Any) -> None:
    try:
        await client.ask(do, **fields)
    except (RefusedByOffice, NotKnownYet):
        # Nobody waits, or the screen's own clerk was faster: so it is in an office.
        return


class Player:
    """Presses the kiosk's tiles, works the counters, at the screen and elsewhere."""

    def __init__(
        self,
        office: Office,
        client: Client,
        kiosk: KioskPanel,
        at_counter: Client,
        *,
        chance: random.Random | None = None,
    ) -> None:
        self._office = office
        self._client = client
        self._kiosk = kiosk
        self._at_counter = at_counter
        self._chance = chance or random.Random(random.random())
        self._tasks: list[asyncio.Task[None]] = []
        self.is_open = False
        """Whether the hall is as it should be when the demo begins."""

    def start(self) -> None:
        """Let people come."""
        self._client.start()
        self.is_open = True
        work = [self._people(), self._at_the_screen()]
        work += [self._at_a_desk(number) for number in COUNTERS[1:]]
        self._tasks = [asyncio.create_task(each) for each in work]

    def open_hall(self) -> None:
        """A hall at work that waits for whoever looks at it: nobody else comes."""
        self._client.start()
        self._tasks = [asyncio.create_task(self._opened())]

    async def _opened(self) -> None:
        await begin_hall(self._office, self._client)
        await self._do("open_counter")
        self.is_open = True

    def go_on(self) -> bool:
        """Choose for who began at the kiosk and only watches; whether there was one."""
        visit = self._kiosk.visit
        if visit.is_at_start or visit.press is not None:
            return False
        visit.take(self._office.services[0].code, None, visit.way.language)
        return True

    async def call(self, label: str) -> None:
        """The counter at the screen calls this number, whoever waits before it."""
        await self._do("open_counter")
        await self._do("finish")
        await self._do("call_ticket", label=label)

    async def serve(self) -> None:
        """Whom the counter at the screen called has come."""
        await self._do("start")

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
                self._kiosk.visit.take(service.code, None, language)
            else:
                await self._ask("issue", service=service.code)
            # The first ones stand at the door when it opens.
            await self._wait(_ARRIVAL if count > len(COUNTERS) + 2 else (0.1, 0.2))

    async def _at_the_screen(self) -> None:
        await self._wait((1.0, 1.5))
        await self._do("open_counter")
        while True:
            await self._wait(_WALK)
            await self._do("call", finish_current=True)
            await self._wait(_WALK)
            if self._chance.random() < _NO_SHOW:
                await self._do("no_show")
            else:
                await self._do("start")
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

    async def _do(self, do: str, **fields: Any) -> None:
        await self._ask(do, of=self._at_counter, counter=COUNTERS[0], **fields)

    async def _ask(self, do: str, *, of: Client | None = None, **fields: Any) -> None:
        await _asked(of or self._client, do, **fields)

    async def _wait(self, span: tuple[float, float]) -> None:
        await asyncio.sleep(self._chance.uniform(*span))
