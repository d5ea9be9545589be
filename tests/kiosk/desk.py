"""A kiosk's panel against a real station, and whoever stands before it."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from kiosk.act import Begin, Choose, Take
from kiosk.card import Target
from kiosk.guide import Guide
from kiosk.panel import KioskPanel
from kiosk.steps import Step
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.wire.client import Client
from tests.drawn_words import words
from tests.kiosk.support import FakePapers, Stage, finger, happened
from tests.support import station_link, until

WORDS = words()


class Desk:
    """The panel with its link and app, and what went to the printer."""

    def __init__(
        self, office: Office, client: Client, guide: Guide | None = None
    ) -> None:
        self.office, self.client = office, client
        self.papers = FakePapers()
        self.app = Stage(
            lambda: KioskPanel(
                *(office, client),
                papers=self.papers,
                words=WORDS,
                back_seconds=12,
                new_guide=None if guide is None else lambda: guide,
            )
        )

    @property
    def printed(self) -> list[str]:
        return self.papers.printed

    @property
    def panel(self) -> KioskPanel:
        return self.app.query_one(KioskPanel)

    @property
    def here(self) -> Step:
        """Where the person is, if neither number nor message is shown."""
        return self.panel.way.here

    @property
    def language(self) -> str:
        return self.panel.way.language

    @property
    def label(self) -> str | None:
        """The number that is shown."""
        given = self.panel.given
        return given.ticket.label if given is not None else None

    @property
    def targets(self) -> list[Target]:
        assert self.panel.sheet is not None
        return self.panel.sheet.targets

    @property
    def text(self) -> str:
        """All that the page says, without blanks: a line may break anywhere."""
        assert self.panel.sheet is not None
        said = "".join(each.text for each in self.panel.sheet.surface.said)
        return "".join(said.split())

    def says(self, msgid: str, *, language: str = "zh-TW", **values: object) -> bool:
        """Whether the page says these words of the program."""
        words = catalogue(language)(msgid, **values)
        return "".join(words.split()) in self.text

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.panel.tick()

    def let_page_stand(self) -> None:
        """As if the page had been there for a while."""
        self.panel._shown_at = -math.inf

    def signal(self, number: int) -> None:
        assert self.client._process is not None
        self.client._process.send_signal(number)

    def middle(self, act: object) -> tuple[int, int]:
        """The cell in the middle of what means `act`."""
        box = next(each.box for each in self.targets if each.act == act)
        row = (box.y + box.height // 2) // 2 + self.panel.above
        return box.x + box.width // 2, row

    def touch(self, act: object, *, times: int = 1) -> None:
        """A finger on what means `act`, when the page takes presses."""
        self.let_page_stand()
        for _ in range(times):
            self.touch_at_once(act)

    def touch_at_once(self, act: object) -> None:
        """A finger on what means `act`, however long the page has stood."""
        finger(self.app, *self.middle(act))

    async def press(self, pilot: Pilot[None], act: object) -> None:
        """Touch it, and wait until the page has heard of it."""
        self.touch(act)
        await pilot.pause()

    async def begin(self, pilot: Pilot[None]) -> None:
        """Wait for the first word of the office."""
        await until(pilot, lambda: self.client.hall and self.panel.sheet)
        self.panel.repaint()
        await pilot.pause()

    async def get_number(self, pilot: Pilot[None], service: str = "jobs") -> None:
        """All presses from the start to a number, and its paper asked for."""
        count = len(self.printed)
        for act in (Begin(), Choose(service), Take(service)):
            if any(each.act == act for each in self.targets):
                await self.press(pilot, act)
        await until(pilot, lambda: self.label and len(self.printed) > count)
        await pilot.pause()


@contextmanager
def desk_at(
    office: Office, folder: Path, *, guide: Guide | None = None
) -> Iterator[Desk]:
    """A desk whose station ends with it."""
    desk = Desk(office, station_link(folder, "kiosk-1"), guide)
    try:
        yield desk
    finally:
        process = desk.client._process
        if process is not None and process.returncode is None:
            process.send_signal(signal.SIGCONT)
            process.kill()


def kinds(folder: Path) -> list[str]:
    """What happened, by kind."""
    return [event["kind"] for event in happened(folder)]


def issued(folder: Path) -> list[dict[str, Any]]:
    """The events of numbers that were given out."""
    return [event for event in happened(folder) if event["kind"] == "issued"]
