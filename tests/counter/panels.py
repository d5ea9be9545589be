"""A counter's panel under a pilot, with a real station and one that looks on."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from counter.panel import CounterPanel
from shared.office.model import Office
from shared.office.rules import RecallRule
from tests.counter.helpers import OnePane, status, unhurried
from tests.desk import Asker
from tests.support import screen_text, station_link, until


class Counter:
    """One counter's panel under a pilot, and a station of the test's own."""

    def __init__(self, pilot: Pilot[None], panel: CounterPanel, ask: Asker) -> None:
        self.pilot = pilot
        self.panel = panel
        self.ask = ask

    async def press(self, *keys: str, says: str) -> None:
        """Press keys and wait for what the strip says then."""
        said: dict[str, None] = {}

        def is_said() -> bool:
            said[status(self.panel)] = None
            return says in said

        await self.keys(*keys)
        await self.until(is_said, f"{says}, but {list(said)}")

    async def keys(self, *keys: str) -> None:
        """Press keys one after the other, as fast as they are taken."""
        for key in keys:
            self.pilot.app.simulate_key(key)
        await self.pilot.pause()

    async def write(self, words: str) -> None:
        """Put words into the line that has the keyboard."""
        self.pilot.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def until(self, is_so: Any, what: str = "") -> None:
        try:
            await until(self.pilot, is_so)
        except TimeoutError:
            screen = screen_text(self.pilot.app)
            raise AssertionError(
                f"never so: {what}; it says {status(self.panel)}\n{screen}"
            ) from None

    async def shows(self, words: str) -> None:
        """Wait for words on the screen: what is done may be painted a moment later."""
        await self.until(lambda: words in self.screen(), words)

    async def open(self) -> None:
        """Open the counter."""
        await self.press("enter", says=f"Counter {self.panel.place.number} is open")

    async def serve(self, label: str) -> None:
        """Call the next one, who comes at once."""
        await self.press("enter", says=f"{label} called")
        await self.press("enter", says=f"{label} started")

    def state(self, label: str) -> str:
        return str(self.ask.ticket("ticket", label=label)["state"])

    def kinds(self) -> list[str]:
        return [each["kind"] for each in self.ask.ok("events", after=0)["events"]]

    def last(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask.ok("events", after=0)["events"][-1]
        return found

    def screen(self) -> str:
        return screen_text(self.pilot.app)


@asynccontextmanager
async def at_work(
    folder: Path,
    office: Office,
    number: int = 1,
    *,
    people: int = 0,
    calls: int = 2,
    size: tuple[int, int] = (80, 24),
    **options: Any,
) -> AsyncIterator[Counter]:
    """A panel in English that has heard of the hall; `people` wait for jobs, and
    who was called so often may be a no-show."""
    ask = Asker(folder)
    for _ in range(people):
        ask.ok("issue", service="jobs")
    client = station_link(folder, f"counter-{number}")
    quick = replace(office, recall=RecallRule(calls, 0))
    panel = CounterPanel(quick, number, client, **{"language": "en", **options})
    app = OnePane(unhurried(panel))
    async with app.run_test(size=size) as pilot:
        counter = Counter(pilot, panel, ask)
        await counter.until(lambda: panel.known.hall, "a hall")
        yield counter
    ask.close()


@contextmanager
def share_held(folder: Path) -> Iterator[None]:
    """Somebody else holds the file; every station waits."""
    connection = sqlite3.connect(folder / "queue.db", isolation_level=None)
    connection.execute("begin exclusive")
    try:
        yield
    finally:
        connection.execute("rollback")
        connection.close()
