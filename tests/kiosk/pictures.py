"""`make pictures`: the kiosk's pages at every size, from the running kiosk, as PNG.

One picture a size: first page, needs, papers to bring, number; small files.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image
from textual.pilot import Pilot

from jiaohao.folder import make_office
from kiosk.way import Begin, ChooseNeed, Take
from shared.office.reader import load_office
from tests.kiosk.desk import Desk, desk_at
from tests.kiosk.monkey import always_open
from tests.kiosk.pages import SIZES
from tests.shared.canvas.picture import picture
from tests.support import until

WIDE: Final = 640
"""Pixels of a page that is wider than high; an upright one has two thirds."""
COLOURS: Final = 128
_NIGHT: Final = "#000000"
_GAP: Final = 8


def shot(desk: Desk) -> Image.Image:
    """What the terminal shows, in the pixels of a page."""
    assert desk.panel.sheet is not None
    grid = desk.panel.sheet.surface.grid
    cell = (4, 8) if grid.columns >= 200 else (12, 24)
    image = picture(desk.panel.sheet.surface.rows(), cell)
    wide = WIDE if image.width > image.height else WIDE * 2 // 3
    size = (wide, round(image.height * wide / image.width))
    return image.resize(size, Image.Resampling.LANCZOS)


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Wide pages in two rows, upright ones beside each other; in few colours."""
    across = 2 if pages[0].width > pages[0].height else len(pages)
    down = -(-len(pages) // across)
    wide, high = pages[0].width + _GAP, pages[0].height + _GAP
    sheet = Image.new("RGB", (wide * across - _GAP, high * down - _GAP), _NIGHT)
    for number, page in enumerate(pages):
        sheet.paste(page, (number % across * wide, number // across * high))
    way = Image.Quantize.FASTOCTREE
    return sheet.quantize(COLOURS, way, dither=Image.Dither.NONE)


async def walk(desk: Desk, pilot: Pilot[None]) -> list[Image.Image]:
    """From the first page to a number, a picture of each page on the way."""
    await desk.begin(pilot)
    pages = [shot(desk)]
    for act in (Begin(), ChooseNeed("benefit")):
        await desk.press(pilot, act)
        pages.append(shot(desk))
    await desk.press(pilot, Take("benefit-application"))
    await until(pilot, lambda: desk.label and desk.printed)
    await pilot.pause()
    pages.append(shot(desk))
    return pages


async def paint_all(scratch: Path, into: Path) -> int:
    """Every size, each with a station that some came to before; bytes written."""
    folder = scratch / "office"
    make_office(folder, always_open())
    office, written = load_office(folder), 0
    for columns, rows in SIZES:
        with desk_at(office, folder) as desk:
            async with desk.app.run_test(size=(columns, rows)) as pilot:
                for number in range(3):
                    code = office.services[number * 2].code
                    await desk.client.ask("issue", service=code, channel="staff")
                pages = await walk(desk, pilot)
        file = into / f"kiosk-{columns}x{rows}.png"
        side_by_side(pages).save(file, optimize=True)
        written += file.stat().st_size
    return written


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JIAOHAO_STATE"] = f"{scratch}/state"
        written = asyncio.run(paint_all(Path(scratch), into))
    print(f"{into}: {len(SIZES)} pictures, {written} bytes")


if __name__ == "__main__":
    main()
