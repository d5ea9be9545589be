"""A lobby screen at work under a clock, with a link that is told what to know."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from display.app import DisplayApp, Shows
from display.panel import ServingPanel
from shared.office.model import Display, Office
from shared.trade.hall import Hall
from tests.display.halls import StillLink
from tests.drawn_words import words
from tests.support import FakeClock


class RingingApp(DisplayApp):
    """Counts the bells of the terminal."""

    bells = 0

    def bell(self) -> None:
        self.bells += 1


class Lobby:
    """A lobby screen under a clock, with a link that is told what to know."""

    def __init__(
        self, app: RingingApp, pilot: Pilot[None], client: StillLink, clock: FakeClock
    ) -> None:
        self.app, self.pilot, self.client, self.clock = app, pilot, client, clock

    async def look(
        self, *, hall: Hall | None = None, seconds: float = 0, age: float | None = None
    ) -> str:
        """What the screen says after so many seconds, with this hall or the last."""
        self.clock.forward(seconds=seconds)
        self.client.hall = hall or self.client.hall
        if age is not None:
            self.client.seconds_old = age
        self.app.panel.hall_changed()
        await self.pilot.pause()
        return "\n".join(each.text for each in self.app.panel.said)

    @property
    def serving(self) -> ServingPanel:
        panel = self.app.panel
        assert isinstance(panel, ServingPanel)
        return panel

    def label(self) -> str:
        """Whose number stands in the large place."""
        newest = self.serving.announcements.newest
        return newest.call.label if newest else ""

    def ink(self, text: str) -> str:
        """In what colour a text stands there."""
        return next(each.ink for each in self.app.panel.said if each.text == text)


@asynccontextmanager
async def lobby_of(
    office: Office,
    clock: FakeClock,
    shows: Shows,
    hall: Hall | None,
    *,
    size: tuple[int, int] = (240, 67),
    display: Display | None = None,
) -> AsyncIterator[Lobby]:
    client = StillLink(hall)
    app = RingingApp(
        office,
        client,
        shows,
        display=display or Display("lobby"),
        clock=clock,
        words=words(),
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Lobby(app, pilot, client, clock)


def at_a_time(clock: FakeClock, instant: int) -> FakeClock:
    clock.forward(seconds=(instant - clock()) / 1000)
    return clock
