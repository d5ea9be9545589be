"""`make pictures`: reception in both languages, after three numbers, as PNG."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from tests.concierge.helpers import friday, given, still_panel
from tests.counter.helpers import OnePane, ticket
from tests.screen_picture import keep, shot
from tests.supervisor.helpers import FRIDAY_1042, MINUTE, centre
from tests.support import until

SIZE: Final = (100, 30)
KEYS: Final = ("space", "tab", "tab", "f2", "b", "0", "0", "6")
"""Priority and Vietnamese are chosen, and a number is looked up."""


async def shown(folder: Path, language: str) -> Image.Image:
    """Reception on a Friday morning."""
    office = centre()
    panel = still_panel(folder, office, friday(office), language)
    app = OnePane(panel)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: panel.known.hall)
        given(panel)
        await pilot.press(*KEYS)
        panel.looks.found = ticket(
            6, "B", "job-seeking", ahead=2, issued_at=FRIDAY_1042 - 20 * MINUTE
        )
        panel._paint()
        await pilot.pause()
        return shot(app)


async def _all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh-TW"):
        with tempfile.TemporaryDirectory() as scratch:
            image = await shown(Path(scratch), language)
        keep(image, folder / f"reception-100x30-{language}.png")


if __name__ == "__main__":
    os.environ["JIAOHAO_STATE"] = tempfile.mkdtemp()
    asyncio.run(_all(Path(sys.argv[1])))
