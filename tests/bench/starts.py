"""`python -m tests.bench.starts`: what a screen costs to start, and at rest.

Each screen takes turns with a bare Textual app in a terminal of the same size; look at
the ratios. Processor seconds are of all threads: of the screen until its first paint,
and of the screen, its station and its worker until all of them are at rest.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from jiaohao.folder import make_office
from tests.bench.screen import BARE, GRID, READY, YELLOW, Screen
from tests.compiled import compile_rooms
from tests.kiosk.monkey import always_open
from tests.short import IS_SHORT, rounds

STARTS: Final = rounds(5, least=1)
REST_SECONDS: Final = 0.3 if IS_SHORT else 4.0


class Shown(NamedTuple):
    """A screen to be started."""

    words: tuple[str, ...]
    grid: tuple[int, int]
    mark: bytes
    """Written with the first paint."""


class Cost(NamedTuple):
    """Of one start: processor seconds, megabytes, seconds on the clock."""

    painted: float
    """Processor seconds of the screen alone, until its first paint."""
    rested: float
    """Of all its processes, until they are at rest."""
    proportional: float
    """Megabytes of all its processes; a page that several hold is counted once."""
    resident: float
    """It is counted in each."""
    waited: float
    """Seconds until the first paint, on a machine as busy as it is."""


SCREENS: Final = {
    "kiosk": Shown(("kiosk", "kiosk-1"), GRID, YELLOW),
    "display": Shown(("display", "serving"), GRID, "▀".encode()),
    "counter": Shown(("counter", "1"), (120, 40), "開櫃".encode()),
}


def main() -> None:
    """Print the table."""
    compile_rooms()
    print(
        f"{'':>8} {'first paint, s':>15} {'bare = 1':>9} {'all, at rest, s':>16}"
        f" {'bare = 1':>9} {'MB (PSS)':>9} {'MB (RSS)':>9} {'seen after s':>13}"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "office"
        make_office(folder, always_open())
        for name, shown in SCREENS.items():
            bare, own = _starts(folder, shown)
            _print("bare", bare, bare)
            _print(name, own, bare)


def _starts(folder: Path, shown: Shown) -> tuple[Cost, Cost]:
    bare, own = [], []
    words = ("-m", "jiaohao", *shown.words, "--office", str(folder))
    for _ in range(STARTS + 1):
        bare.append(_cost(folder, ("-c", BARE), shown.grid, READY))
        own.append(_cost(folder, words, shown.grid, shown.mark))
    # The first of each draws the words that are not on disk yet.
    return _middle(bare[1:]), _middle(own[1:])


def _cost(
    folder: Path, words: tuple[str, ...], grid: tuple[int, int], mark: bytes
) -> Cost:
    screen = Screen(sys.executable, *words, folder=folder, grid=grid)
    screen.read_until(mark)
    waited = time.monotonic() - screen.begun
    painted = screen.processor_seconds()
    until = time.monotonic() + REST_SECONDS
    while time.monotonic() < until:
        screen.quiet(0.2)
    rested, memory = screen.all_processor_seconds(), screen.memory()
    screen.end()
    return Cost(painted, rested, *memory, waited)


def _middle(costs: list[Cost]) -> Cost:
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def _print(name: str, cost: Cost, bare: Cost) -> None:
    print(
        f"{name:>8} {cost.painted:15.3f} {cost.painted / bare.painted:9.2f}"
        f" {cost.rested:16.3f} {cost.rested / bare.painted:9.2f}"
        f" {cost.proportional:9.1f} {cost.resident:9.1f} {cost.waited:13.2f}"
    )


if __name__ == "__main__":
    main()
