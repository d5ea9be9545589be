"""A command's way to the office, and the day's events' way to the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from shared.desk.command import Command
from shared.desk.day_log import DayLog
from shared.errors import NotKnownYet, RefusedByOffice, ShareAway
from shared.offline.alone import WITH_THE_VISITOR
from shared.trade.hall import Hall
from shared.wire.client import Client
from shared.wire.decoder import hall_from_json
from shared.wire.json_text import Json

_PATIENCE: Final = 3.0
"""Seconds until the clerk hears that the answer is late."""
_REST: Final = 0.5
"""Seconds between two rounds of asking."""
_EVENTS_AT_ONCE: Final = 1_000
_EVENTS_BACK: Final = 6_000
"""As many events as the busiest day has, to begin with."""


async def answer_of(
    command: Command, client: Client, on_late: Callable[[NotKnownYet], None]
) -> Json:
    """The office's answer, however long it takes; `on_late` hears of each round.

    Raises RefusedByOffice, or ShareAway where a decision would have to wait for the
    share: nobody is to be called when the clerk has long gone home.
    """
    id = client.new_id()
    while True:
        try:
            return await client.ask(
                command.do, id=id, patience=_PATIENCE, **command.fields
            )
        except NotKnownYet as late:
            if client.trouble is not None and command.do not in WITH_THE_VISITOR:
                raise ShareAway() from late
            on_late(late)
            await asyncio.sleep(_REST)


async def hall_now(client: Client) -> Hall | None:
    """The hall after all that was answered so far; none where it is not to be had."""
    try:
        return hall_from_json(await client.ask("state", patience=_PATIENCE))
    except (NotKnownYet, RefusedByOffice):
        return None


async def events_until(hall: Hall, log: DayLog, client: Client) -> None:
    """Read the events up to a hall into the log of its day.

    Raises NotKnownYet, RefusedByOffice.
    """
    log.last = max(log.last, hall.seq - _EVENTS_BACK)
    while log.last < hall.seq:
        told = await client.ask("events", after=log.last, limit=_EVENTS_AT_ONCE)
        if not told["events"]:
            return
        log.read(told["events"], hall.day.isoformat())
