"""`python -m tests.bench.supervisor`: an event until it is painted, rest, memory.

A real supervisor in a terminal of 160 x 48 cells, with 500 people waiting: alone, and
with 20 stations that issue once a second each.
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
from tests.bench.counter import CROWD, REST_SECONDS, STATIONS
from tests.bench.kiosk import issuing
from tests.bench.pipe import Pipe
from tests.bench.screen import Screen
from tests.kiosk.monkey import always_open
from tests.short import rounds

GRID: Final = (160, 48)
EVENTS: Final = rounds(40)
_READY: Final = "督導台".encode()


def main() -> None:
    """Print the table."""
    for stations in (0, STATIONS):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "office"
            make_office(folder, always_open())
            _measure(folder, stations)


def _measure(folder: Path, stations: int) -> None:
    desk = Pipe(folder, "desk")
    desk.hello()
    for _ in range(CROWD):
        desk.ask("issue", service="reply-card", channel="staff")
    ends = threading.Event()
    pipes = [Pipe(folder, f"other-{number}") for number in range(stations)]
    threads = issuing(pipes, ends)
    command = (sys.executable, "-m", "jiaohao", "supervisor")
    screen = Screen(*command, "--office", str(folder), folder=folder, grid=GRID)
    screen.read_until(_READY)
    screen.pass_time(1.0)
    times = sorted(_seen(desk, screen, turn) for turn in range(EVENTS))
    rest = screen.rest(REST_SECONDS)
    memory = screen.memory()
    screen.end()
    ends.set()
    for thread in threads:
        thread.join()
    desk.close()
    print(
        f"{CROWD} waiting, {stations} other stations: event to painted, ms: median"
        f" {1000 * statistics.median(times):.0f}, worst {1000 * times[-1]:.0f};"
        f" at rest {100 * rest:.1f} % of a core;"
        f" MB {memory.proportional:.0f} (RSS {memory.resident:.0f})"
    )


def _seen(desk: Pipe, screen: Screen, turn: int) -> float:
    """Seconds from the command that calls for help until its words are painted."""
    mark = f"#{turn}#"
    begun = time.monotonic()
    told = desk.ask("call_help", counter=1, reason=mark)
    screen.read_until(mark.encode())
    seen = time.monotonic() - begun
    desk.ask("answer_help", help=told["help"]["help"])
    screen.pass_time(0.3)
    return seen


if __name__ == "__main__":
    main()
