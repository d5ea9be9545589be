"""`python -m tests.bench.counter`: a key until it is painted, rest, memory.

A real counter in a terminal of 120 x 40 cells: alone, with 20 stations that issue at
random, with 500 people waiting; then at rest with a visitor being served.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from jiaohao.folder import make_office
from tests.bench.kiosk import issuing
from tests.bench.pipe import Pipe
from tests.bench.screen import Screen
from tests.kiosk.monkey import always_open
from tests.short import IS_SHORT, rounds

GRID: Final = (120, 40)
PRESSES: Final = rounds(60)
CROWD: Final = 20 if IS_SHORT else 500
STATIONS: Final = 1 if IS_SHORT else 20
REST_SECONDS: Final = 1.0 if IS_SHORT else 20.0
_DOWN: Final = "\x1b[B"
_UP: Final = "\x1b[A"
_CURSOR: Final = "▌".encode()
_ENTER_APART: Final = 0.5
"""Seconds: two presses within 0.4 s count once."""


def main() -> None:
    """Print the tables."""
    for crowd, stations in ((30, 0), (30, STATIONS), (CROWD, 0)):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "office"
            make_office(folder, always_open())
            _measure(folder, crowd, stations)


def _measure(folder: Path, crowd: int, stations: int) -> None:
    desk = Pipe(folder, "desk")
    desk.hello()
    for _ in range(crowd):
        desk.ask("issue", service="reply-card", channel="staff")
    ends = threading.Event()
    pipes = [Pipe(folder, f"other-{number}") for number in range(stations)]
    threads = issuing(pipes, ends)
    command = (sys.executable, "-m", "jiaohao", "counter", "1")
    screen = Screen(*command, "--office", str(folder), folder=folder, grid=GRID)
    screen.read_until("開櫃".encode())
    screen.quiet(1.0 if not stations else 0.4)
    chosen = _moves(screen)
    called = _visit(screen)
    rest = screen.rest(REST_SECONDS)
    memory = screen.memory()
    screen.end()
    ends.set()
    for thread in threads:
        thread.join()
    desk.close()
    ordered = sorted(chosen)
    print(
        f"{crowd} waiting, {stations} other stations: arrow to painted, ms: median"
        f" {1000 * statistics.median(ordered):.0f},"
        f" p99 {1000 * ordered[int(len(ordered) * 0.99)]:.0f};"
        f" Enter to the number called {1000 * called:.0f};"
        f" at rest with a visitor {100 * rest:.1f} % of a core;"
        f" MB {memory.proportional:.0f} (pages that several share counted once;"
        f" {memory.resident:.0f} if in each)"
    )


def _moves(screen: Screen) -> list[float]:
    times = []
    for press in range(PRESSES):
        screen.write(_DOWN if press % 20 < 10 else _UP)
        times.append(screen.read_until(_CURSOR))
        screen.quiet(0.05)
    return times


def _visit(screen: Screen) -> float:
    """Open, call, start; seconds from the press to the number that was called."""
    screen.write("\x1b")
    time.sleep(_ENTER_APART)
    screen.write("\r")
    screen.read_until("叫下一號".encode())
    time.sleep(_ENTER_APART)
    screen.write("\r")
    called = screen.read_until("到了，開始服務".encode())
    time.sleep(_ENTER_APART)
    screen.write("\r")
    screen.read_until("完成，叫下一號".encode())
    screen.quiet(0.3)
    return called


if __name__ == "__main__":
    main()
