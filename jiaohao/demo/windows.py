"""`jiaohao demo --windows`: the office as it would hang on the wall, in windows."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiaohao.demo.office import COUNTERS, KIOSK, throw_away_office
from jiaohao.demo.play import begin_hall
from jiaohao.stations import command_line
from shared.errors import OfficeMistake
from shared.machine.own_process import own_command
from shared.office.reader import load_office
from shared.text.catalogue import N_
from shared.wire.client import Client

_LOOK_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Window:
    """One window: its title, the command in it, and how many cells it has."""

    title: str
    words: tuple[str, ...]
    columns: int
    rows: int
    pixels: int
    """Of the font's height; docs/kiosk.md says why so few."""
    place: tuple[int, int]
    """Pixels from the left and from the top, on a screen of 1920 x 1080."""


WINDOWS: Final = (
    Window("kiosk", ("kiosk", KIOSK), 240, 67, 8, (0, 0)),
    Window("numbers", ("display", "serving"), 240, 67, 8, (960, 0)),
    Window("steps", ("display", "flow"), 240, 67, 8, (960, 540)),
    Window("counter", ("counter", str(COUNTERS[0])), 120, 40, 14, (0, 540)),
)


def run_windows() -> int:
    """The demo's screens in windows, until one of them is closed or Ctrl+C."""
    with throw_away_office() as folder:
        open_windows = begin(str(folder))
        try:
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(_hall(folder, open_windows))
        finally:
            for each in open_windows:
                each.terminate()
            for each in open_windows:
                each.wait()
    return 0


async def _hall(folder: Path, windows: Sequence[subprocess.Popen[bytes]]) -> None:
    """A hall at work for as long as all windows are open."""
    client = Client(command_line(folder, "player"))
    client.start()
    try:
        await begin_hall(load_office(folder), client)
        while all(each.poll() is None for each in windows):
            await asyncio.sleep(_LOOK_SECONDS)
    finally:
        await client.close()


def begin(
    folder: str, windows: Sequence[Window] = WINDOWS
) -> list[subprocess.Popen[bytes]]:
    """Open a window for each screen of an office; their processes.

    Raises OfficeMistake where there is no display or no terminal to open.
    """
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        raise OfficeMistake(N_("There is no display here. Say: jiaohao demo"))
    command = terminal_command()
    if command is None:
        words = N_("Neither kitty nor xterm is here. Install one, or say: jiaohao demo")
        raise OfficeMistake(words)
    return [
        subprocess.Popen(
            [
                *window_words(command, each),
                *own_command("jiaohao", *each.words, "--office", folder),
            ]
        )
        for each in windows
    ]


def terminal_command() -> str | None:
    """The first of kitty and xterm that is installed, or none."""
    return next((name for name in ("kitty", "xterm") if shutil.which(name)), None)


def window_words(terminal: str, window: Window) -> Sequence[str]:
    """The words that open a window of a terminal for a command after them."""
    if terminal == "kitty":
        points = window.pixels * 0.5625
        return [
            *("kitty", "--title", window.title, "-o", f"font_size={points:g}"),
            *("-o", "remember_window_size=no"),
            *("-o", f"initial_window_width={window.columns}c"),
            *("-o", f"initial_window_height={window.rows}c"),
        ]
    font = f"DejaVu Sans Mono:pixelsize={max(6, window.pixels * 3 // 4)}"
    left, top = window.place
    size = f"{window.columns}x{window.rows}+{left}+{top}"
    return ["xterm", "-T", window.title, "-fa", font, "-b", "0", "-bw", "0", "+sb",
            "-geometry", size, "-e"]  # fmt: skip
