"""What changed, told to an open page: server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, Final

from starlette.types import Receive, Scope, Send

from shared.wire.json_text import to_json

BEAT_SECONDS: Final = 10.0
"""How often a page hears that nothing changed, and of when that is."""
_SLOW_SECONDS: Final = 60.0
"""Who takes nothing for so long is let go."""
Telling = Callable[[], Awaitable[dict[str, Any]]]
"""What a page is to show now; see `jiaohao.page.news`."""


class Changes:
    """Wakes all who wait for a change."""

    def __init__(self) -> None:
        self.is_over = False
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Something changed."""
        changed, self._next = self._next, asyncio.Event()
        changed.set()

    def next(self) -> asyncio.Event:
        """The next change; taken before one looks, so that none is slept through."""
        return self._next

    def end(self) -> None:
        """Nothing more comes."""
        self.is_over = True
        self.tell()


class EventStream:
    """An answer that goes on until the page is closed.

    Only the newest state is ever sent: who reads slowly misses what was in between,
    and fills nothing.
    """

    def __init__(
        self, telling: Telling, as_of: Callable[[], str], changes: Changes
    ) -> None:
        """`as_of` says of when the state is, as the page shows it."""
        self._telling, self._as_of, self._changes = telling, as_of, changes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = [
            (b"content-type", b"text/event-stream"),
            # Else nginx keeps it back.
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        telling = asyncio.create_task(self._tell(send))
        leaving = asyncio.create_task(_left(receive))
        await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
        for task in (telling, leaving):
            task.cancel()
        await asyncio.gather(telling, leaving, return_exceptions=True)
        with contextlib.suppress(OSError, TimeoutError):
            await _send(send, b"", has_more=False)

    async def _tell(self, send: Send) -> None:
        last: dict[str, Any] | None = None
        is_beat = True
        while not self._changes.is_over:
            change = self._changes.next()
            told = await self._telling()
            if is_beat or told != last:
                fields = {**told["fields"], "as_of": self._as_of()}
                event = to_json({**told, "fields": fields})
                await _send(send, f"data: {event}\n\n".encode(), has_more=True)
                last = told
            if not told["is_live"]:
                return
            is_beat = not await _comes(change, BEAT_SECONDS)


async def _comes(change: asyncio.Event, seconds: float) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await change.wait()
    return change.is_set()


async def _send(send: Send, body: bytes, *, has_more: bool) -> None:
    async with asyncio.timeout(_SLOW_SECONDS):
        await send({"type": "http.response.body", "body": body, "more_body": has_more})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
