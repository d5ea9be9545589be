"""A supervisor's panel under a pilot, with a real station and one of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from counter.supervisor.panel import SupervisorPanel
from shared.office.model import Office
from tests.counter.helpers import OnePane
from tests.desk import Asker
from tests.supervisor.helpers import status
from tests.support import screen_text, station_link, until


class Leader:
    """One panel under a pilot, and a station of the test's own."""

    def __init__(self, pilot: Pilot[None], panel: SupervisorPanel, ask: Asker) -> None:
        self.pilot, self.panel, self.ask = pilot, panel, ask

    async def keys(self, *keys: str) -> None:
        """Press keys one after the other, as fast as they are taken."""
        for key in keys:
            self.pilot.app.simulate_key(key)
            await self.pilot.pause()

    async def press(self, *keys: str, says: str) -> None:
        """Press keys and wait for what the strip says then.

        As a person does: not while the act before is under way still.
        """
        said: dict[str, None] = {}

        def is_said() -> bool:
            said[status(self.panel)] = None
            return says in said

        await self.until(lambda: self.panel.looks.under_way is None)
        await self.keys(*keys)
        await self.until(is_said, lambda: f"{says}, but {list(said)}")

    async def write(self, words: str) -> None:
        """Put words into the line that has the keyboard."""
        self.pilot.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def until(self, is_so: Any, what: Any = lambda: "") -> None:
        """Wait for something; the screen is told where it never comes."""
        try:
            await until(self.pilot, is_so)
        except TimeoutError:
            raise AssertionError(f"never so: {what()}\n{self.screen()}") from None

    async def shows(self, words: str) -> None:
        """Wait for words on the screen: what is done may be painted a moment later."""
        await self.until(lambda: words in self.screen())

    def screen(self) -> str:
        """What the terminal shows."""
        return screen_text(self.pilot.app)

    def last(self) -> dict[str, Any]:
        """The last event of the office; of none as yet, no kind."""
        events: list[dict[str, Any]] = self.ask.ok("events", after=0)["events"]
        return events[-1] if events else {"kind": ""}

    def title(self) -> str:
        """What is asked, or ""."""
        question = self.panel.looks.question
        return question.title if question is not None else ""


def said(leader: Leader, words: str, **values: object) -> str:
    """Words as the panel says them."""
    return str(leader.panel.say(words, **values))


@asynccontextmanager
async def leading(
    folder: Path,
    office: Office,
    *,
    name: str = "supervisor-1",
    size: tuple[int, int] = (160, 48),
    language: str = "en",
    **options: Any,
) -> AsyncIterator[Leader]:
    """A panel that has heard of the hall."""
    ask = Asker(folder, name=f"beside {name}")
    client = station_link(folder, name)
    panel = SupervisorPanel(office, client, language=language, **options)
    panel.guard.ticks = count(0, 1_000).__next__
    async with OnePane(panel).run_test(size=size) as pilot:
        leader = Leader(pilot, panel, ask)
        await leader.until(lambda: panel.known.hall)
        yield leader
    ask.close()
