"""Reception against a real station, and whoever sits before it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from kiosk.concierge.looks import Looks
from kiosk.concierge.panel import ConciergePanel
from shared.desk.command import Command
from shared.office.model import Office
from shared.trade.ticket import Ticket
from shared.wire.client import Client
from tests.concierge.helpers import panel_at
from tests.counter.helpers import OnePane
from tests.desk import Asker
from tests.kiosk.support import FakePapers, happened
from tests.support import station_link, until


class Reception:
    """The panel with its link and its office; `async with` begins and ends it."""

    pilot: Pilot[None]

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.link: Client = station_link(folder, "kiosk-1")
        self.panel: ConciergePanel = panel_at(office, self.link)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Reception:
        app = OnePane(self.panel)
        self.pilot = await self._open.enter_async_context(app.run_test(size=(100, 30)))
        await self.until(lambda: self.panel.known.hall)
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self._open.__aexit__(*raised)

    @cached_property
    def ask(self) -> Asker:
        """The office as another screen has it."""
        return Asker(self.folder)

    @property
    def looks(self) -> Looks:
        return self.panel.looks

    @property
    def papers(self) -> FakePapers:
        papers = self.panel._papers
        assert isinstance(papers, FakePapers)
        return papers

    @property
    def kinds(self) -> list[str]:
        """What happened today, oldest first."""
        return [each["kind"] for each in happened(self.folder)]

    async def until(self, is_so: Callable[[], object]) -> None:
        await until(self.pilot, is_so)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they ask for is answered."""
        await self.pilot.press(*keys)
        await self.until(lambda: self.looks.under_way is None)

    async def give(self, *keys: str) -> Ticket:
        """Press keys, the last of them a service's, and wait for the number."""
        before = len(self.looks.slips.all)
        await self.pilot.press(*keys)
        await self.until(lambda: len(self.looks.slips.all) > before)
        await self.until(lambda: self.looks.under_way is None)
        assert self.looks.slips.last is not None
        return self.looks.slips.last

    async def find(self, label: str) -> Ticket:
        """Look a number up."""
        await self.pilot.press("f2", *label.lower())
        await self.until(lambda: self.looks.found and self.looks.found.label == label)
        assert self.looks.found is not None
        return self.looks.found

    def collect(self) -> list[Command]:
        """From now on nothing is sent, but kept here."""
        asked: list[Command] = []
        self.panel.acts.send = lambda *commands: asked.extend(commands)
        return asked
