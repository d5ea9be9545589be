"""`make pictures`: the supervisor's screen of a rush, in both sizes, as PNG."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image
from textual.app import App

from counter.supervisor.panel import SupervisorPanel
from shared.canvas.cells import Run
from tests.counter.helpers import OnePane, telling
from tests.shared.canvas.picture import picture
from tests.supervisor.helpers import centre, rush, still, told_of
from tests.support import until

SIZES: Final = ((160, 48), (120, 40))
CELL: Final = (10, 22)
COLOURS: Final = 32


def shot(app: App[object]) -> Image.Image:
    """What the terminal shows, as pixels."""
    rows = []
    for strip in app.screen._compositor.render_strips():
        runs = []
        for segment in strip:
            style = segment.style
            ink = (
                style.color.get_truecolor().hex if style and style.color else "#ffffff"
            )
            ground = style.bgcolor if style else None
            shade = ground.get_truecolor().hex if ground else "#000000"
            runs.append(Run(segment.text, ink, shade, False, segment.cell_length))
        rows.append(tuple(runs))
    return picture(rows, CELL)


async def shown(
    folder: Path, size: tuple[int, int], language: str, *keys: str
) -> Image.Image:
    """The rush at one size and in one language, after some keys."""
    office = centre()
    client = telling(folder, office, rush(office))
    panel = SupervisorPanel(office, client, staff="周課長", language=language)
    app = OnePane(still(panel))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        told_of(panel)
        panel._paint()
        await pilot.press(*keys)
        await pilot.pause()
        return shot(app)


MOVE: Final = ("down",) * 6 + ("f6",)


async def _all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for name, keys in (("supervisor", ()), ("supervisor-move", MOVE)):
            if keys and size != SIZES[0]:
                continue
            with tempfile.TemporaryDirectory() as scratch:
                image = await shown(Path(scratch), size, "en", *keys)
            few = image.quantize(COLOURS, dither=Image.Dither.NONE)
            file = folder / f"{name}-{size[0]}x{size[1]}-en.png"
            few.save(file, optimize=True)
            print(file.name)


if __name__ == "__main__":
    os.environ["JIAOHAO_STATE"] = tempfile.mkdtemp()
    asyncio.run(_all(Path(sys.argv[1])))
