"""`python -m tests.bench.kiosk`: a press until it is painted, memory, rest.

A real kiosk in a terminal of 480 x 135 cells, pressed by the bytes of a mouse; alone
and with other stations that issue at random.
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
from tests.bench.pipe import Pipe
from tests.bench.screen import LONGEST, YELLOW, Screen
from tests.kiosk.monkey import always_open
from tests.short import IS_SHORT, rounds

PRESSES: Final = rounds(60)
STATIONS: Final = (0,) if IS_SHORT else (0, 20)
REST_SECONDS: Final = 1.0 if IS_SHORT else 10.0
_WHITE: Final = b"48;2;255;255;255"
"""What is pressed is white, at once."""
_TRIES: Final = 6


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        make_office(folder, always_open())
        for stations in STATIONS:
            _presses(folder, stations)


def _kiosk(folder: Path) -> Screen:
    command = (sys.executable, "-m", "jiaohao", "kiosk", "kiosk-1")
    return Screen(*command, "--office", str(folder), folder=folder)


def _pressed(kiosk: Screen, column: int, row: int) -> float:
    """Seconds from a press to its paint; one that comes too early is passed over."""
    for _ in range(_TRIES):
        kiosk.press(column, row)
        try:
            return kiosk.read_until(_WHITE, LONGEST / _TRIES)
        except TimeoutError:
            continue
    raise TimeoutError("nothing was painted")


def _presses(folder: Path, stations: int) -> None:
    ends = threading.Event()
    pipes = [Pipe(folder, f"other-{number}") for number in range(stations)]
    threads = issuing(pipes, ends)
    kiosk = _kiosk(folder)
    kiosk.read_until(YELLOW)
    kiosk.quiet(1.0 if not stations else 0.4)
    times = []
    for _ in range(PRESSES):
        times.append(_pressed(kiosk, 140, 65))
        kiosk.quiet()
        time.sleep(0.35)
        times.append(_pressed(kiosk, 30, 8))
        kiosk.quiet()
        time.sleep(0.35)
    before, begun = kiosk.processor_seconds(), time.monotonic()
    kiosk.quiet(0.1)
    time.sleep(REST_SECONDS)
    share = (kiosk.processor_seconds() - before) / (time.monotonic() - begun)
    memory = kiosk.memory()
    kiosk.end()
    ends.set()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    print(
        f"{stations} other stations: press to first byte painted, ms: median"
        f" {1000 * statistics.median(ordered):.0f},"
        f" p99 {1000 * ordered[int(len(ordered) * 0.99)]:.0f};"
        f" at rest {100 * share:.1f} % of a core;"
        f" MB {memory.proportional:.0f} (pages that several share counted once;"
        f" {memory.resident:.0f} if in each)"
    )


def issuing(pipes: list[Pipe], ends: threading.Event) -> list[threading.Thread]:
    """Other stations that give out a number a second until the end."""
    threads = [threading.Thread(target=_issue, args=(pipe, ends)) for pipe in pipes]
    for thread in threads:
        thread.start()
    return threads


def _issue(pipe: Pipe, ends: threading.Event) -> None:
    pipe.hello()
    while not ends.wait(1.0):
        pipe.ask("issue", service="express", channel="staff")
    pipe.close()


if __name__ == "__main__":
    main()
