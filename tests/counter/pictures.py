"""`make pictures`: a counter in the morning's rush, in three sizes, as PNG."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PIL import Image

from counter.panel import CounterPanel
from counter.visit import Paper, Ticks
from shared.trade.hall import CounterNow, Hall
from shared.trade.ticket import Ticket, TicketState
from tests.counter.helpers import OnePane, still, telling
from tests.screen_picture import keep, shot
from tests.supervisor.helpers import (
    FRIDAY_1042,
    HERE,
    MINUTE,
    at_counter,
    centre,
    rush,
    told_of,
)
from tests.support import until

SIZES: Final = ((80, 24), (120, 40), (160, 48))
NUMBER: Final = 2
NOTE: Final = "公司已歇業，離職證明改看勞保局函"
_T, _M = Paper.THERE, Paper.MISSING
SEEN: Final = Ticks((_T, _T, _T, _M), 3, 4)


def hall(state: str) -> Hall:
    """The rush as counter 2 has it in one of its states, nobody asking for help."""
    office = centre()
    whole = rush(office, help_calls=(), printers=())
    waiting = [_marked(each) for each in whole.tickets]
    here = whole.counter(NUMBER)
    assert here is not None
    held = at_counter(2, "C", "benefit-application", 840)
    held = replace(
        held, state=TicketState.HELD, counter=NUMBER, note="填表中", sent_by=None
    )
    counters = tuple(
        _here(each, state) if each.number == NUMBER else each for each in whole.counters
    )
    return replace(whole, tickets=(*waiting, held), counters=counters)


MARKS: Final[Mapping[int, Mapping[str, Any]]] = {
    102: {"language": "vi"},
    106: {"priority": "priority", "due_at": 0},
    107: {"sent_by": 3, "note": NOTE + "，請先看附件再叫號"},
    122: {"language": "en"},
}


def _marked(ticket: Ticket) -> Ticket:
    return replace(ticket, **MARKS.get(ticket.number, {}))


def _here(counter: CounterNow, state: str) -> CounterNow:
    if state == "free":
        return replace(counter, ticket=None)
    called = state == "called"
    seconds = 47 if called else HERE[NUMBER][3]
    ticket = at_counter(4, "C", "benefit-application", seconds, is_called=called)
    came = FRIDAY_1042 - 40 * MINUTE
    ticket = replace(
        ticket, counter=NUMBER, language="vi", issued_at=came, note=NOTE, sent_by=3
    )
    return replace(counter, ticket=ticket)


async def shown(
    folder: Path, size: tuple[int, int], state: str, language: str, *keys: str
) -> Image.Image:
    """The counter in one state, at one size and in one language, after some keys."""
    office = centre()
    client = telling(folder, office, hall(state))
    panel = still(CounterPanel(office, NUMBER, client, language=language))
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        told_of(panel)
        here = panel.known.counter
        if here is not None and here.ticket is not None and state == "serving":
            panel.hand.ticked[here.ticket.key] = SEEN
        await pilot.press(*keys)
        panel._paint()
        await pilot.pause()
        return shot(app)


async def _all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            image = await shown(Path(scratch), size, "serving", "en")
        keep(image, folder / f"counter-{size[0]}x{size[1]}-en.png")


if __name__ == "__main__":
    os.environ["JIAOHAO_STATE"] = tempfile.mkdtemp()
    asyncio.run(_all(Path(sys.argv[1])))
