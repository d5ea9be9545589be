"""`python -m tests.bench.lobby`: a call until it is painted, drawing, rest, memory.

A real lobby screen of 480 x 135 cells follows the calls of another process, alone and
with other stations that issue at random. Rest and memory beside a bare Textual app.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from display.painting.page import Page
from jiaohao.folder import make_office
from shared.canvas.grid import Grid
from shared.canvas.words import Words
from tests.bench.kiosk import issuing
from tests.bench.pipe import Pipe
from tests.bench.screen import BARE, YELLOW, Screen
from tests.display.scenes import (
    flow_scenes,
    serving_scenes,
)
from tests.kiosk.monkey import always_open
from tests.short import IS_SHORT, rounds

CALLS: Final = rounds(40)
STATIONS: Final = (1,) if IS_SHORT else (1, 20)
"""The calling one among them."""
REST_SECONDS: Final = 1.0 if IS_SHORT else 20.0
SIZES: Final = ((480, 135), (240, 67), (96, 27))
_CALL_SECONDS: Final = 3
_STEADY: Final = _CALL_SECONDS + 0.4
"""Seconds after which a call is steady, and the next one may take its place."""


def main() -> None:
    """Print the tables."""
    for size in SIZES:
        _draw(size)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        quick = f"call_seconds = {_CALL_SECONDS}"
        text = re.sub(r"(\[\[displays\]\]\n)", rf"\1{quick}\n", always_open(), count=1)
        make_office(folder, text)
        for stations in STATIONS:
            _calls(folder, stations)
        _rest(folder)


def _draw(size: tuple[int, int]) -> None:
    """Milliseconds to draw a full screen: nothing known, masks on disk, in memory."""
    scenes = {"serving": serving_scenes()["usual"], "flow": flow_scenes()["benefit 0"]}
    for name, paint in scenes.items():
        with tempfile.TemporaryDirectory() as scratch:
            kept = Words(Path(scratch))
            found = []
            for words in (kept, Words(Path(scratch)), kept):
                begun = time.perf_counter()
                page = Page(Grid(*size), words)
                paint(page)
                page.surface.rows()
                found.append(1000 * (time.perf_counter() - begun))
        cold, disk, warm = found
        print(f"{size[0]}x{size[1]} {name}: drawn cold {cold:.0f} ms,"
              f" words on disk {disk:.0f}, in memory {warm:.0f}")  # fmt: skip


def _lobby(folder: Path) -> Screen:
    command = (sys.executable, "-m", "jiaohao", "display", "serving")
    return Screen(*command, "--office", str(folder), folder=folder)


def _calls(folder: Path, stations: int) -> None:
    desk = Pipe(folder, "desk")
    desk.hello()
    desk.ask("open_counter", counter=1)
    for _ in range(CALLS + 1):
        desk.ask("issue", service="reply-card", channel="staff")
    ends = threading.Event()
    pipes = [Pipe(folder, f"other-{number}") for number in range(stations - 1)]
    threads = issuing(pipes, ends)
    lobby = _lobby(folder)
    lobby.read_until(b"\x1b[?1049h")
    lobby.quiet(1.0)
    times = sorted(_called(desk, lobby) for _ in range(CALLS))
    lobby.end()
    ends.set()
    for thread in threads:
        thread.join()
    desk.ask("finish", counter=1)
    desk.ask("close_counter", counter=1)
    desk.close()
    print(
        f"{stations} stations: call committed to painted in another process, ms:"
        f" median {1000 * statistics.median(times):.0f},"
        f" p99 {1000 * times[int(len(times) * 0.99)]:.0f}"
    )


def _called(desk: Pipe, lobby: Screen) -> float:
    """Seconds from the answer of a call to the first of its yellow."""
    answered: list[float] = []

    def call() -> None:
        desk.ask("call", counter=1, finish_current=True)
        answered.append(time.monotonic())

    thread = threading.Thread(target=call)
    thread.start()
    lobby.read_until(YELLOW)
    painted = time.monotonic()
    thread.join()
    desk.ask("start", counter=1)
    begun = time.monotonic()
    while time.monotonic() - begun < _STEADY:
        lobby.quiet(0.1)
    # The answer may come after the paint: it has a way of its own.
    return max(0.0, painted - answered[0])


def _rest(folder: Path) -> None:
    bare = Screen(sys.executable, "-c", BARE, folder=folder)
    bare.read_until(b"READY-NOW")
    lobby = _lobby(folder)
    lobby.read_until(b"\x1b[?1049h")
    for screen, name in ((bare, "a bare Textual app"), (lobby, "a lobby screen")):
        screen.quiet(1.0)
        share = screen.rest(REST_SECONDS)
        memory = screen.memory()
        print(
            f"{name} at rest: {100 * share:.1f} % of a core,"
            f" MB {memory.proportional:.0f} (RSS {memory.resident:.0f})"
        )
    lobby.end()
    bare.end()


if __name__ == "__main__":
    main()
