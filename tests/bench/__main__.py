"""`make bench`: what the office costs beside the same transaction written by hand.

The three ways take turns in one run, so that a noisy machine disturbs all alike;
look at the ratios.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from shared.desk import Desk
from shared.office import OFFICE_FILE, QUEUE_FILE, Office
from shared.office_file import load_office
from shared.protocol import Request
from shared.store import Store
from tests.bench.by_hand import ByHand
from tests.bench.history import write_history

ROUNDS = 15
A_ROUND = 20
TEMPLATE = (
    Path(__file__).parents[2] / "shared" / "templates" / "minimal.toml"
).read_text(encoding="utf-8")


class Through:
    """Issue and call through one way; the time of each is kept."""

    def __init__(self, issue: Callable[[], None], call: Callable[[], None]) -> None:
        self.issue, self.call = issue, call
        self.times: dict[str, list[float]] = {"issue": [], "call": []}

    def round(self) -> None:
        """As many issues as calls, timed one by one."""
        for do, work in (("issue", self.issue), ("call", self.call)):
            for _ in range(A_ROUND):
                begun = time.perf_counter()
                work()
                self.times[do].append(time.perf_counter() - begun)

    def median(self, do: str) -> float:
        """Median seconds of a command."""
        return statistics.median(self.times[do])


def main() -> None:
    """Print a table: empty file and a million tickets behind it."""
    medians = {}
    with tempfile.TemporaryDirectory() as scratch:
        for history in (0, 1_000_000):
            medians[history] = _bench(Path(scratch) / str(history), history)
    print(f"{'behind it':>10} {'command':>8} {'way':>14} {'ms':>8} {'by hand = 1':>12}")
    for history, found in medians.items():
        for do in ("issue", "call"):
            for way, ways in found.items():
                ratio = found["by hand"][do] / ways[do]
                print(
                    f"{history:>10} {do:>8} {way:>14}"
                    f" {ways[do] * 1000:8.3f} {ratio:12.2f}"
                )
    for do in ("issue", "call"):
        ratio = medians[1_000_000]["shared"][do] / medians[0]["shared"][do]
        print(f"{do} with a million tickets behind it / with none: {ratio:.2f}")


def _bench(folder: Path, history: int) -> dict[str, dict[str, float]]:
    ways: dict[str, Through] = {}
    stations = []
    for way in ("by hand", "shared", "station's pipe"):
        place = folder / way.replace(" ", "-").replace("'", "")
        place.mkdir(parents=True)
        office = _new_office(place)
        if history:
            write_history(place / QUEUE_FILE, history)
        if way == "by hand":
            hand = ByHand(place / QUEUE_FILE)
            ways[way] = Through(hand.issue, hand.call)
        elif way == "shared":
            ways[way] = _through_shared(place, office)
        else:
            pipe = Pipe(place)
            stations.append(pipe)
            ways[way] = Through(
                lambda pipe=pipe: pipe.ask("issue", service="service"),
                lambda pipe=pipe: pipe.ask("call", counter=1, finish_current=True),
            )
    for _ in range(ROUNDS):
        for through in ways.values():
            through.round()
    for pipe in stations:
        pipe.close()
    return {
        way: {do: through.median(do) for do in through.times}
        for way, through in ways.items()
    }


def _new_office(folder: Path) -> Office:
    (folder / OFFICE_FILE).write_text(TEMPLATE, encoding="utf-8")
    store = Store(folder)
    store.create()
    store.close()
    return load_office(folder)


def _through_shared(folder: Path, office: Office) -> Through:
    desk = Desk(Store(folder), office, "bench")

    def ask(do: str, **fields: object) -> None:
        body = desk.change(Request(uuid.uuid4().hex, do, fields))
        if not body.startswith('{"ok":true'):
            raise SystemExit(body)

    ask("open_counter", counter=1)
    return Through(
        lambda: ask("issue", service="service"),
        lambda: ask("call", counter=1, finish_current=True),
    )


class Pipe:
    """A station process, asked one line at a time."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jiaohao", "station", "bench", "--office", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._read()
        self.ask("open_counter", counter=1)

    def ask(self, do: str, **fields: object) -> None:
        """Ask and wait for the answer."""
        request = {"id": uuid.uuid4().hex, "do": do, **fields}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        answer = self._read()
        if not answer["ok"]:
            raise SystemExit(answer)

    def close(self) -> None:
        """End the station."""
        self.process.communicate()

    def _read(self) -> dict[str, object]:
        assert self.process.stdout is not None
        found: dict[str, object] = json.loads(self.process.stdout.readline())
        return found


main()
