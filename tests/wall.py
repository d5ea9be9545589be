"""`make pictures`: the windows of `make demo-wall`, from a screen that nobody sees.

It is as large as four panels: what visitors see fills one of 1920 x 1080 each, as it
hangs on the wall. One number is taken, called and begun; then each window is a picture,
of a panel half as wide.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image, ImageChops, ImageColor, ImageGrab

from jiaohao.demo.office import COUNTERS, throw_away_office
from jiaohao.demo.play import begin_hall
from jiaohao.demo.windows import WINDOWS, Window, begin
from jiaohao.stations import command_line
from shared.office.reader import load_office
from shared.text.palette import ACCENT
from shared.wire.client import Client
from tests.fonts import fonts_file
from tests.short import IS_SHORT

_PANEL: Final = (1920, 1080)
_CELLS: Final = {8: (4, 8), 14: (6, 12)}
"""Columns and rows of pixels in a cell of xterm, by the pixels a window asks for."""
_OF_STAFF: Final = "counter"
ON_THE_WALL: Final = tuple(
    replace(
        each,
        place=(2 * each.place[0], 2 * each.place[1]),
        columns=each.columns if each.title == _OF_STAFF else 2 * each.columns,
        rows=each.rows if each.title == _OF_STAFF else _PANEL[1] // each.pixels,
    )
    for each in WINDOWS
)
_LOOK_SECONDS: Final = 0.1
_STILL_SECONDS: Final = 0.6
"""Longer than a new call keeps its colours, shorter than a counter's second."""
_PATIENCE_SECONDS: Final = 60
_COLOURS: Final = 64
Shots: TypeAlias = dict[str, Image.Image]


def main(into: Path) -> None:
    """Write a picture of each window; without the tools say so and leave them."""
    if not shutil.which("Xvfb") or not shutil.which("xterm"):
        print("no pictures of the wall: apt install xvfb xterm fonts-dejavu-core")
        return
    with tempfile.TemporaryDirectory() as place, hidden_screen() as display:
        fonts = fonts_file(Path(place), has_system=True)
        os.environ |= {"DISPLAY": display, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
        os.environ |= {"FONTCONFIG_FILE": str(fonts)}
        with throw_away_office() as folder:
            shots = asyncio.run(taken(folder))
    into.mkdir(parents=True, exist_ok=True)
    for title, shot in shots.items():
        half = shot if title == _OF_STAFF else shot.reduce(2)
        few = half.quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(into / f"wall-{title}.png", optimize=True)
    print(f"{into}: {len(shots)} pictures of the wall")


@contextmanager
def hidden_screen() -> Iterator[str]:
    """An X server that shows nothing anywhere; the name of its display."""
    reading, writing = os.pipe()
    size = "x".join(map(str, (2 * _PANEL[0], 2 * _PANEL[1], 24)))
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size]
    with subprocess.Popen(words, pass_fds=[writing]) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


async def taken(folder: Path) -> Shots:
    """The demo's windows while one number goes through, by title."""
    client = Client(command_line(folder, "player"))
    windows: list[subprocess.Popen[bytes]] = []
    client.start()
    try:
        office = load_office(folder)
        # Whoever was called before the board starts is not announced by it.
        await begin_hall(office, client)
        windows += begin(str(folder), ON_THE_WALL)
        at_first = dict.fromkeys((each.title for each in ON_THE_WALL), _is_painted)
        if IS_SHORT:
            return await _still(at_first)
        shots = await _still(at_first | {"numbers": _announces_nobody})
        counter, service = COUNTERS[0], office.services[0].code
        await client.ask("open_counter", counter=counter, staff="林")
        told = await client.ask("issue", service=service, channel="kiosk")
        label = told["ticket"]["label"]
        await client.ask("call_ticket", counter=counter, label=label)
        shots |= await _still({"numbers": _announces})
        await client.ask("start", counter=counter)
        called = shots["counter"]
        begun = await _still({"counter": lambda shot: not _is_alike(shot, called)})
        return shots | begun
    finally:
        await client.close()
        for each in windows:
            each.terminate()
        for each in windows:
            each.wait()


async def _still(awaited: Mapping[str, Callable[[Image.Image], bool]]) -> Shots:
    """These windows as soon as each is as awaited and stands still, by title."""
    last: Shots = {}
    since = dict.fromkeys(awaited, 0.0)
    still: Shots = {}
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while len(still) < len(awaited):
            await asyncio.sleep(_LOOK_SECONDS)
            for window in ON_THE_WALL:
                title, now = window.title, time.monotonic()
                if title not in awaited or title in still:
                    continue
                shot = _shot(window)
                if not awaited[title](shot):
                    continue
                if not _is_alike(shot, last.get(title)):
                    last[title], since[title] = shot, now
                elif now - since[title] >= _STILL_SECONDS:
                    still[title] = shot
    return still


def _shot(window: Window) -> Image.Image:
    wide, high = _CELLS[window.pixels]
    left, top = window.place
    box = (left, top, left + window.columns * wide, top + window.rows * high)
    return ImageGrab.grab(box, xdisplay=os.environ["DISPLAY"])


def _is_painted(shot: Image.Image) -> bool:
    """Whether there is more than the terminal's own ground."""
    return len(shot.getcolors(1 << 24) or ()) > 4


def _announces(shot: Image.Image) -> bool:
    """Whether a call has the large place: a tenth of the board is of its colour."""
    own = sum(many for many, colour in shot.getcolors(1 << 24) or ()
              if colour == ImageColor.getrgb(ACCENT))  # fmt: skip
    return own * 10 > shot.width * shot.height


def _announces_nobody(shot: Image.Image) -> bool:
    return _is_painted(shot) and not _announces(shot)


def _is_alike(one: Image.Image, other: Image.Image | None) -> bool:
    return other is not None and not ImageChops.difference(one, other).getbbox()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
