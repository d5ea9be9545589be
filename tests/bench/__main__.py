"""`make bench`: what the office costs beside the same transaction written by hand.

The three ways take turns in one run, so that a noisy machine disturbs all alike;
look at the ratios.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

from shared.office.folder import QUEUE_FILE
from shared.service.command_handler import CommandHandler
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.trade.ledger import Ledgers
from shared.wire.requests import parse_request
from tests.bench import waits, watching, years
from tests.bench.by_hand import ByHand
from tests.bench.offices import PAST, new_office
from tests.bench.pipe import Pipe
from tests.short import rounds

ROUNDS = rounds(15)
A_ROUND = rounds(20)


class Through:
    """Issue and call through one way; the time of each is kept."""

    def __init__(self, issue: Callable[[], object], call: Callable[[], object]) -> None:
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
    """Print a table: empty file and years behind it."""
    medians = {}
    with tempfile.TemporaryDirectory() as scratch:
        for history in (0, PAST):
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
        ratio = medians[PAST]["shared"][do] / medians[0]["shared"][do]
        print(f"{do} with {PAST} tickets behind it / with none: {ratio:.2f}")


def _bench(folder: Path, history: int) -> dict[str, dict[str, float]]:
    ways: dict[str, Through] = {}
    stations: list[Pipe] = []
    for way in ("by hand", "shared", "station's pipe"):
        place = folder / way.replace(" ", "-").replace("'", "")
        place.mkdir(parents=True)
        office = new_office(place, history)
        if way == "by hand":
            hand = ByHand(place / QUEUE_FILE)
            ways[way] = Through(hand.issue, hand.call)
        elif way == "shared":
            ways[way] = through_ledgers(SqliteLedgers(Store(place), office))
        else:
            ways[way] = through_pipe(stations, place)
    for _ in range(ROUNDS):
        for through in ways.values():
            through.round()
    for pipe in stations:
        pipe.close()
    return {
        way: {do: through.median(do) for do in through.times}
        for way, through in ways.items()
    }


def through_pipe(opened: list[Pipe], place: Path) -> Through:
    """The way through a station, which is added to those that are open."""
    pipe = Pipe(place)
    pipe.hello()
    pipe.ask("open_counter", counter=1)
    opened.append(pipe)
    return Through(
        partial(pipe.ask, "issue", service="service"),
        partial(pipe.ask, "call", counter=1, finish_current=True),
    )


def through_ledgers(ledgers: Ledgers) -> Through:
    """The way through the commands, without a station."""
    handler = CommandHandler(ledgers, "bench")

    def ask(do: str, **fields: object) -> None:
        found = {"id": uuid.uuid4().hex, "do": do, **fields}
        body = handler.change(parse_request(found)).body
        if not body.startswith('{"ok":true'):
            raise SystemExit(body)

    ask("open_counter", counter=1)
    return Through(
        lambda: ask("issue", service="service"),
        lambda: ask("call", counter=1, finish_current=True),
    )


if __name__ == "__main__":
    main()
    years.main()
    watching.main()
    waits.main()
