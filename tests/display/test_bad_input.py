"""What a lobby screen is given that nobody would: sizes, notices, clocks, crowds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from display.app import Shows
from shared.office.model import Notice, Office
from shared.text.catalogue import Phrase
from tests.display.halls import NEW, OLD, busy_hall, call, hall_of
from tests.display.lobby import lobby_of
from tests.support import FakeClock, screen_text


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
@pytest.mark.parametrize(
    "size",
    [(500, 150), (200, 60), (120, 20), (38, 16), (30, 10), (20, 5), (8, 3), (1, 1)],
    ids=str,
)
async def test_no_size_is_too_small_or_too_large(
    office: Office, clock: FakeClock, shows: Shows, size: tuple[int, int]
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, shows, hall, size=size) as lobby:
        for age in (0, 12, 70):
            await lobby.look(seconds=5, age=age)
            lines = screen_text(lobby.app).splitlines()
            assert len(lines) == size[1]
        await lobby.look(hall=hall_of(office), age=0)


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
async def test_a_panel_follows_every_change_of_size(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, shows, hall, size=(240, 67)) as lobby:
        for size in ((60, 30), (500, 150), (20, 5), (96, 27), (270, 240), (240, 67)):
            await lobby.pilot.resize_terminal(*size)
            await lobby.pilot.pause()
            assert lobby.app.panel.page is not None
            grid = lobby.app.panel.page.grid
            assert (grid.columns, grid.rows) == size


async def test_a_notice_of_any_kind_is_shown_as_it_is(
    office: Office, clock: FakeClock
) -> None:
    words = "[red]<b>$x[/]\x1b[31m\t\u202eעברית 🙂 " + "長" * 10_000
    office = replace(office, notices=(Notice(Phrase({"zh-TW": words})),))
    hall = busy_hall(office, OLD)
    for size in ((480, 135), (96, 27), (20, 5)):
        async with lobby_of(office, clock, "both", hall, size=size) as lobby:
            seen = ""
            for _ in range(90):
                seen += await lobby.look(seconds=8)
            shown = seen + screen_text(lobby.app)
            assert not {"\x1b", "\t", "\u202e"} & set(shown)
            assert size == (20, 5) or "[red]<b>$x[/]" in seen, "no markup"
            assert seen.count("長") < 90 * 600, "not all of ten thousand"


async def test_a_clock_that_jumps_a_day_stops_nothing(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "both", busy_hall(office, [])) as lobby:
        await lobby.look()
        await lobby.look(hall=busy_hall(office, [NEW]))
        for seconds in (86_400, -2 * 86_400, 86_400):
            await lobby.look(seconds=seconds)
        again = replace(NEW, seq=9, at=clock())
        await lobby.look()
        await lobby.look(hall=busy_hall(office, [again, NEW]))
        assert "請到櫃檯" in await lobby.look()


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
async def test_sixty_services_and_forty_counters(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    services = tuple(
        replace(office.services[0], code=f"s{at}", letter="ABCDEFGHJK"[at % 10])
        for at in range(60)
    )
    counters = tuple(
        replace(office.counters[0], number=at + 1, serves=("s1",)) for at in range(40)
    )
    office = replace(office, services=services, counters=counters)
    calls = [call(at, f"A{at:03d}", 41 - at) for at in range(30, 0, -1)]
    hall = hall_of(office, calls=calls, waiting={each.code: 9 for each in services})
    async with lobby_of(office, clock, shows, hall, size=(480, 135)) as lobby:
        for _ in range(5):
            assert await lobby.look(seconds=9)


@pytest.mark.parametrize("shows", ["serving", "both"])
async def test_who_is_called_is_there_at_every_size_while_it_is_resized_all_the_time(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    sizes = random.Random(shows)
    async with lobby_of(office, clock, shows, busy_hall(office, OLD)) as lobby:
        await lobby.look()
        for seq in range(3, 15):
            size = (sizes.randint(20, 500), sizes.randint(5, 150))
            await lobby.pilot.resize_terminal(*size)
            newest = call(seq, f"A{seq:03d}", 1, at=clock())
            await lobby.look(hall=busy_hall(office, [newest, *OLD]))
            said = screen_text(lobby.app) + await lobby.look(seconds=9)
            assert f"{seq:03d}" in said, size
