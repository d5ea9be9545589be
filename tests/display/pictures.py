"""`make pictures`: the lobby screens at every size, from the running screens, as PNG.

A picture a size: four calls, the board as usual, out of date and closed; two pages of
the flow. And one of both side by side.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import Image

from display.app import Shows
from shared.office.model import Office
from shared.trade.hall import Hall
from tests.display.lobby import Lobby, at_a_time, lobby_of
from tests.display.scenes import EVENING, calls_of, centre, hall_with
from tests.kiosk.pictures import side_by_side
from tests.shared.canvas.picture import picture
from tests.support import FakeClock

SIZES: Final = ((480, 135), (240, 67), (160, 48), (96, 27))
BOTH: Final = (320, 67)
WIDE: Final = 560
"""Pixels of a picture."""
_PLACES: Final = (("C153", 3), ("A081", 6), ("B044", 2), ("D012", 5), ("B043", 1))


def shot(lobby: Lobby) -> Image.Image:
    """What the terminal shows."""
    page = lobby.app.panel.page
    assert page is not None
    cell = (4, 8) if page.grid.columns >= 200 else (12, 24)
    image = picture(page.surface.rows(), cell)
    size = (WIDE, round(image.height * WIDE / image.width))
    return image.resize(size, Image.Resampling.LANCZOS)


async def _serving(office: Office, size: tuple[int, int]) -> list[Image.Image]:
    clock = at_a_time(FakeClock(), EVENING - 8 * 3_600_000)
    calls = calls_of(*_PLACES, now=clock())
    before, after = hall_with(office, calls[4:]), hall_with(office, calls)
    closed = replace(hall_with(office, ()), tickets=before.tickets)
    async with lobby_of(office, clock, "serving", before, size=size) as lobby:
        await lobby.look()
        await lobby.look(hall=after)
        shots = [shot(lobby)]
        await lobby.look(seconds=26)
        shots.append(shot(lobby))
        await lobby.look(age=125)
        shots.append(shot(lobby))
        at_a_time(clock, EVENING - 20 * 60_000)
        await lobby.look(hall=closed, age=0)
        return [*shots, shot(lobby)]


async def _pages(
    office: Office, shows: Shows, hall: Hall, size: tuple[int, int], *waits: float
) -> list[Image.Image]:
    clock = at_a_time(FakeClock(), EVENING - 8 * 3_600_000)
    shots = []
    async with lobby_of(office, clock, shows, hall, size=size) as lobby:
        await lobby.look()
        for seconds in waits:
            await lobby.look(seconds=seconds)
            shots.append(shot(lobby))
    return shots


async def paint_all(into: Path) -> int:
    """Every size; bytes written."""
    office, written = centre(), 0
    hall = hall_with(office, ())
    sheets = {}
    for size in SIZES:
        flow = await _pages(office, "flow", hall, size, 0, 25)
        sheets[size] = [*await _serving(office, size), *flow]
    clock = at_a_time(FakeClock(), EVENING - 8 * 3_600_000)
    calls = hall_with(office, calls_of(*_PLACES, now=clock()))
    sheets[BOTH] = await _pages(office, "both", calls, BOTH, 0, 25)
    for (columns, rows), shots in sheets.items():
        file = into / f"lobby-{columns}x{rows}.png"
        side_by_side(shots).save(file, optimize=True)
        written += file.stat().st_size
    return written


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    written = asyncio.run(paint_all(into))
    print(f"{into}: {len(SIZES) + 1} pictures of the lobby, {written} bytes")


if __name__ == "__main__":
    main()
