"""`make pictures`: the supervisor's screen of a rush, in both sizes, as PNG."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from counter.supervisor.panel import SupervisorPanel
from tests.counter.helpers import OnePane, telling
from tests.screen_picture import keep, shot
from tests.supervisor.helpers import centre, rush, still, told_of
from tests.support import until

SIZES: Final = ((160, 48), (120, 40))


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
            keep(image, folder / f"{name}-{size[0]}x{size[1]}-en.png")


if __name__ == "__main__":
    os.environ["JIAOHAO_STATE"] = tempfile.mkdtemp()
    asyncio.run(_all(Path(sys.argv[1])))
