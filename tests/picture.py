"""`make picture`: the demo plays, and its screen is kept as an SVG for the README."""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from jiaohao.demo.app import DemoApp
from jiaohao.demo.office import make_demo_office
from shared.office.reader import load_office
from tests.short import rounds

SIZE: Final = (210, 60)
SECONDS: Final = rounds(25)
_REMOTE_FONTS: Final = re.compile(r"@font-face\s*{[^}]*}", re.DOTALL)


async def exported(scratch: Path) -> str:
    """The demo's screen after people came and were served for a while."""
    os.environ["JIAOHAO_STATE"] = str(scratch / "state")
    os.environ["LANGUAGE"] = "en"
    folder = scratch / "office"
    make_demo_office(folder)
    random.seed(3)
    app = DemoApp(folder, load_office(folder), play_seconds=10 * SECONDS)
    async with app.run_test(size=SIZE) as pilot:
        await asyncio.sleep(SECONDS)
        await pilot.pause()
        picture = app.export_screenshot(title="jiaohao demo --play 60")
    return _REMOTE_FONTS.sub("", picture)


def main() -> None:
    """Write the picture to the file named on the command line."""
    with tempfile.TemporaryDirectory() as scratch:
        picture = asyncio.run(exported(Path(scratch)))
    file = Path(sys.argv[1])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(picture, encoding="utf-8")
    print(f"{file}: {len(picture)} characters")


if __name__ == "__main__":
    main()
