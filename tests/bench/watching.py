"""`python -m tests.bench.watching`: a call here, seen there; 1, 5 and 20 stations.

Every station is a real process and watches. First one of them issues and calls, and it
is measured when the others tell of it; then all of them issue at random, as fast as a
hall never does. The transaction by hand runs beside, in the same minute.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from shared.office.folder import QUEUE_FILE
from shared.office.reader import load_office
from shared.station.share_session import ShareSession
from shared.wire.requests import parse_request
from tests.bench.by_hand import ByHand
from tests.bench.offices import new_office
from tests.bench.pipe import Pipe
from tests.short import IS_SHORT, rounds

STATIONS: Final = (1,) if IS_SHORT else (1, 5, 20)
CALLS: Final = rounds(30)
CALL_PAUSE: Final = (0.1, 0.4)
BUSY_SECONDS: Final = 0.5 if IS_SHORT else 6.0
BUSY_PAUSE: Final = (0.5, 1.5)
LONGEST: Final = 20.0
LOOKS: Final = rounds(2_000, least=8)


def main() -> None:
    """Print the tables."""
    print(
        f"{'watching':>8} {'seen after ms: median':>22} {'p95':>7} {'max':>7}"
        f" {'issue ms: median':>17} {'p95':>7} {'by hand = 1':>12}"
    )
    for stations in STATIONS:
        with tempfile.TemporaryDirectory() as scratch:
            seen, issue, hand = _measure(Path(scratch), stations)
        print(
            f"{stations:>8} {_ms(seen, 50):22.0f} {_ms(seen, 95):7.0f}"
            f" {_ms(seen, 100):7.0f} {_ms(issue, 50):17.1f} {_ms(issue, 95):7.1f}"
            f" {_ms(hand, 50) / _ms(issue, 50):12.2f}"
        )
    _looks()


def _measure(
    folder: Path, stations: int
) -> tuple[list[float], list[float], list[float]]:
    new_office(folder)
    hand_folder = folder / "hand"
    hand_folder.mkdir()
    new_office(hand_folder)
    pipes = [Pipe(folder, f"watcher-{number}") for number in range(stations)]
    caller = Pipe(folder, "caller")
    for pipe in (*pipes, caller):
        pipe.hello()
        pipe.ask("watch")
    caller.ask("open_counter", counter=1)
    seen = _calls(caller, pipes)
    issue = _busy(pipes)
    hand = ByHand(hand_folder / QUEUE_FILE)
    by_hand = [_timed(hand.issue) for _ in range(200)]
    hand.connection.close()
    for pipe in (*pipes, caller):
        pipe.close()
    return seen, issue, by_hand


def _calls(caller: Pipe, pipes: list[Pipe]) -> list[float]:
    """Seconds from the press of call to its line at each other station."""
    seconds = []
    for _ in range(CALLS):
        caller.ask("issue", service="service")
        time.sleep(random.uniform(*CALL_PAUSE))
        before = caller.ask("state")["seq"]
        begun = time.perf_counter()
        caller.ask("call", counter=1, finish_current=True)
        for pipe in pipes:
            seconds.append(_first_after(pipe, before, begun) - begun)
    return seconds


def _first_after(pipe: Pipe, seq: int, begun: float) -> float:
    while time.perf_counter() - begun < LONGEST:
        for at, found in reversed(pipe.seen):
            if found <= seq:
                break
            if at >= begun:
                earliest = min(t for t, s in pipe.seen if s > seq)
                return earliest
        time.sleep(0.002)
    raise SystemExit("a station has not seen a call")


def _busy(pipes: list[Pipe]) -> list[float]:
    """Seconds of each issue while all stations issue at random."""
    seconds: list[float] = []
    lock = threading.Lock()

    def work(pipe: Pipe) -> None:
        end = time.perf_counter() + BUSY_SECONDS
        while time.perf_counter() < end:
            time.sleep(random.uniform(*BUSY_PAUSE))
            begun = time.perf_counter()
            ticket = pipe.ask("issue", service="service")["ticket"]
            with lock:
                seconds.append(time.perf_counter() - begun)
            # So that the hall does not fill while it is measured.
            pipe.ask("cancel", label=ticket["label"])

    with ThreadPoolExecutor(len(pipes)) as pool:
        list(pool.map(work, pipes))
    return seconds


def _looks() -> None:
    """What watching costs one station in one second, when nothing happens and else."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        new_office(folder)
        station = ShareSession(folder, load_office(folder), name=None)
        station.join()
        store = station.attendance.store
        look = [_timed(store.news_mark) for _ in range(LOOKS)]
        request = parse_request({"id": "look", "do": "state"})
        state = [
            _timed(lambda: station.handler.read(request)) for _ in range(LOOKS // 4)
        ]
        station.leave()
    print(f"\na look {_us(look):.0f} µs; reading the hall {_us(state):.0f} µs")


def _timed(work: object) -> float:
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - begun


def _ms(seconds: list[float], percent: int) -> float:
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


def _us(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1e6


if __name__ == "__main__":
    main()
