"""The lobby panels on a screen, shown halls that are told to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from display.app import DisplayApp, Shows
from display.content.words import Tongues
from display.panel import FlowPanel, LobbyPanel, ServingPanel
from shared.office.model import Display, Office
from shared.trade.hall import Call, Hall
from tests.display.halls import StillLink, call, hall_of, ticket
from tests.support import MONDAY_9, FakeClock, assert_golden, screen_text

GOLDEN: Final = Path(__file__).parent / "golden"
SIZES: Final = [(120, 40), (60, 18)]
LANGUAGES: Final = [("zh-TW", "en"), ("en", "zh-TW")]


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

    async def look(self, *, hall: Hall | None = None, seconds: float = 0) -> str:
        """The screen's text after so many seconds, with this hall or the last."""
        self.clock.forward(seconds=seconds)
        self.client.hall = hall or self.client.hall
        for panel in self.app.panels:
            panel.hall_changed()
        await self.pilot.pause()
        return screen_text(self.app)

    @property
    def serving(self) -> ServingPanel:
        panel = self.app.panels[0]
        assert isinstance(panel, ServingPanel)
        return panel


@asynccontextmanager
async def lobby_of(
    office: Office,
    clock: FakeClock,
    shows: Shows,
    hall: Hall | None,
    *,
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[Lobby]:
    client = StillLink(hall)
    app = RingingApp(office, client, shows, display=Display("lobby", 12), clock=clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Lobby(app, pilot, client, clock)


def busy_hall(office: Office, calls: Sequence[Call]) -> Hall:
    return hall_of(
        office,
        calls=calls,
        there={each.counter: ticket(each.label, each.counter) for each in calls},
        waiting={"jobs": 3, "express": 1},
    )


OLD = [call(2, "B001", 2, service="training"), call(1, "A001", 1)]
NEW = call(3, "A012", 3, service="express", at=MONDAY_9 + 60_000)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("languages", LANGUAGES)
async def test_the_number_board_looks_as_it_should(
    office: Office,
    clock: FakeClock,
    languages: tuple[str, ...],
    width: int,
    height: int,
) -> None:
    office = replace(office, languages=languages)
    clock.forward(seconds=60)
    async with lobby_of(
        office, clock, "serving", busy_hall(office, OLD), size=(width, height)
    ) as lobby:
        text = await lobby.look(hall=busy_hall(office, [NEW, *OLD]))
        name = f"serving_{languages[0]}_{width}x{height}.txt"
        assert_golden(GOLDEN / name, text)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("languages", LANGUAGES)
async def test_the_flow_screen_looks_as_it_should(
    office: Office,
    clock: FakeClock,
    languages: tuple[str, ...],
    width: int,
    height: int,
) -> None:
    office = replace(office, languages=languages)
    hall = hall_of(office, waiting={"training": 2})
    async with lobby_of(office, clock, "flow", hall, size=(width, height)) as lobby:
        name = f"flow_{languages[0]}_{width}x{height}.txt"
        assert_golden(GOLDEN / name, await lobby.look())


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_both_look_as_they_should(
    office: Office, clock: FakeClock, width: int, height: int
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, "both", hall, size=(width, height)) as lobby:
        lobby.client.seconds_old = 12
        lobby.client.trouble = "share_unavailable", "The share is away."
        text = await lobby.look(seconds=60)
        assert_golden(GOLDEN / f"both_old_{width}x{height}.txt", text)


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
@pytest.mark.parametrize(
    "size", [(240, 67), (120, 20), (38, 16), (30, 10), (20, 5), (8, 3), (1, 1)]
)
async def test_no_size_is_too_small_or_too_large(
    office: Office, clock: FakeClock, shows: Shows, size: tuple[int, int]
) -> None:
    async with lobby_of(
        office, clock, shows, busy_hall(office, OLD), size=size
    ) as lobby:
        lobby.client.seconds_old = 70
        lines = (await lobby.look(seconds=5)).splitlines()
        assert len(lines) == size[1]


async def test_a_panel_follows_a_change_of_size(
    office: Office, clock: FakeClock
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, "both", hall, size=(240, 60)) as lobby:
        assert all(panel.region.y == 0 for panel in lobby.app.panels)
        await lobby.pilot.resize_terminal(60, 30)
        await lobby.pilot.pause()
        assert [panel.region.y for panel in lobby.app.panels] == [0, 15]
        assert not lobby.serving.has_class("-wide")


async def test_a_call_rings_once_flashes_and_stands_out(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "both", busy_hall(office, [])) as lobby:
        newest = lobby.serving.newest
        await lobby.look(hall=busy_hall(office, [NEW]))
        assert lobby.app.bells == 1
        grounds = []
        for _ in range(16):
            grounds.append(newest.has_class("-new"))
            await lobby.look(seconds=0.5)
        assert grounds == [True, False] * 7 + [True, True]
        await lobby.look(seconds=11.9)
        assert newest.has_class("-new")
        text = await lobby.look(seconds=0.2)
        assert not newest.has_class("-new")
        assert "Latest call" in text
        assert lobby.app.bells == 1


async def test_a_recall_rings_and_flashes_again(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "serving", busy_hall(office, [])) as lobby:
        await lobby.look(hall=busy_hall(office, [NEW]))
        await lobby.look(seconds=60)
        assert not lobby.serving.newest.has_class("-new")
        await lobby.look(hall=busy_hall(office, [replace(NEW, seq=4), NEW]))
        assert lobby.serving.newest.has_class("-new")
        assert lobby.app.bells == 2


async def test_two_calls_at_once_are_both_announced(
    office: Office, clock: FakeClock
) -> None:
    def label(lobby: Lobby) -> str:
        newest = lobby.serving.announcements.newest
        return newest.call.label if newest else ""

    async with lobby_of(office, clock, "serving", busy_hall(office, [])) as lobby:
        await lobby.look(hall=busy_hall(office, [NEW, call(2, "B007", 2)]))
        assert label(lobby) == "B007"
        text = await lobby.look(seconds=4)
        assert label(lobby) == "A012"
        assert any(line[72:].strip().startswith("Now") for line in text.splitlines())
        assert lobby.app.bells == 2


async def test_a_start_in_the_middle_of_the_day_is_silent(
    office: Office, clock: FakeClock
) -> None:
    clock.forward(minutes=5)
    async with lobby_of(office, clock, "serving", busy_hall(office, OLD)) as lobby:
        assert "Latest call" in await lobby.look()
        assert lobby.app.bells == 0


@pytest.mark.parametrize("shows", ["serving", "flow"])
async def test_old_data_says_so_until_it_is_new(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    said = Tongues.of(office).say("Data is {n} s old", n=12)[-1]
    async with lobby_of(office, clock, shows, busy_hall(office, [NEW])) as lobby:
        assert said not in await lobby.look()
        lobby.client.seconds_old = 12.9
        assert said in await lobby.look()
        lobby.client.seconds_old = 0.4
        text = await lobby.look()
        assert said not in text and "Not up to date" not in text


async def test_the_board_keeps_an_old_call_but_not_as_new(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "serving", busy_hall(office, [])) as lobby:
        await lobby.look(hall=busy_hall(office, [NEW]))
        lobby.client.seconds_old = 8
        text = await lobby.look(seconds=8)
        assert "Not up to date" in text
        assert lobby.serving.newest.has_class("-old")
        assert not lobby.serving.newest.has_class("-new")
        assert lobby.serving.announcements.newest is not None


@pytest.mark.parametrize("shows", ["serving", "flow"])
async def test_before_the_first_hall_it_waits(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    async with lobby_of(office, clock, shows, None) as lobby:
        lobby.client.trouble = "share_unavailable", "Is the share mounted?"
        text = await lobby.look()
        assert "Waiting for the office" in text
        assert "Is the share mounted?" in text


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
async def test_nothing_is_painted_while_nothing_changes(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    async with lobby_of(office, clock, shows, busy_hall(office, OLD)) as lobby:
        await lobby.look(seconds=24)
        await lobby.look(seconds=60)
        clock.forward(seconds=0.5)
        for panel in lobby.app.panels:
            panel.hall_changed()
            changed = [
                widget
                for widget in panel.walk_children(with_self=True)
                if widget._repaint_required or widget._layout_required
            ]
            assert changed == []
        lobby.client.hall = busy_hall(office, [NEW, *OLD])
        lobby.app.panels[0].hall_changed()
        assert shows == "flow" or lobby.serving.newest._repaint_required


async def test_no_service_is_named_beside_a_called_number(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "serving", busy_hall(office, [NEW])) as lobby:
        lines = (await lobby.look()).splitlines()
        waiting = next(n for n, line in enumerate(lines) if "People waiting" in line)
        board = "\n".join(lines[1:waiting])
        for service in office.services:
            for name in service.name.by_language.values():
                assert name not in board


async def test_the_flow_turns_pages_and_services(
    office: Office, clock: FakeClock
) -> None:
    hall = hall_of(office)
    async with lobby_of(office, clock, "flow", hall, size=(60, 14)) as lobby:
        text = await lobby.look()
        assert "Job seeking" in text and "1/2" in text
        text = await lobby.look(seconds=12)
        assert "Job seeking" in text and "2/2" in text
        assert "Training" in await lobby.look(seconds=12)


async def test_a_service_just_called_is_shown_next(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "flow", hall_of(office)) as lobby:
        assert "Job seeking" in await lobby.look()
        assert "Job seeking" in await lobby.look(hall=hall_of(office, calls=[NEW]))
        assert "Express" in await lobby.look(seconds=12)


async def test_a_panel_that_does_not_own_the_link_leaves_it_alone(
    office: Office,
) -> None:
    client = StillLink(None)
    for kind in (ServingPanel, FlowPanel):
        panel: LobbyPanel = kind(office, client, owns_link=False)
        async with _Host(panel).run_test():
            assert client.on_change != panel.hall_changed
    owner = ServingPanel(office, client)
    async with _Host(owner).run_test():
        assert client.on_change == owner.hall_changed


class _Host(App[None]):
    """Some other app with a panel in it."""

    def __init__(self, panel: LobbyPanel) -> None:
        super().__init__()
        self.panel = panel

    def compose(self) -> ComposeResult:
        yield self.panel
