"""`python -m tests.bench.years`: a file with years behind it beside an empty one.

JIAOHAO_BENCH_TICKETS=1500000 is five years: ten million events.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.clock import now_ms
from shared.office.model import Office
from shared.sqlite.transactions import Store
from shared.station.share_session import ShareSession
from shared.wire.requests import parse_request
from tests.bench.offices import PAST, new_office
from tests.short import rounds

ROUNDS: Final = rounds(40)
A_DAY_MS: Final = 86_400_000


class Side:
    """One of the two offices, and what is done there."""

    def __init__(self, folder: Path, office: Office) -> None:
        self.folder, self.office = folder, office
        self.count = 0
        self.station = ShareSession(folder, office, name="bench", clock=self.clock)
        self.days = 0
        self.station.join()
        self.ask("open_counter", counter=1)
        self.times: dict[str, list[float]] = {}

    def clock(self) -> int:
        """The machine's time, some days on."""
        return now_ms() + getattr(self, "days", 0) * A_DAY_MS

    def ask(self, do: str, **fields: object) -> None:
        """Ask the station in this process."""
        self.count += 1
        found = {"id": f"{do}-{self.count}", "do": do, **fields}
        body = self.station.body(parse_request(found))
        if not body.startswith('{"ok":true'):
            raise SystemExit(body)

    def open(self) -> None:
        """Open the file anew and read one thing."""
        store = Store(self.folder)
        store.read(lambda connection, now: None)
        store.close()

    def join(self) -> None:
        """A station comes to work and leaves."""
        station = ShareSession(self.folder, self.office, name="other", clock=self.clock)
        station.join()
        station.leave()

    def new_day(self) -> None:
        """The first number of the next day."""
        self.days += 1
        self.ask("issue", service="service")

    def measure(self) -> None:
        """One round of everything."""
        work: dict[str, Callable[[], object]] = {
            "open": self.open,
            "join": self.join,
            "issue": lambda: self.ask("issue", service="service"),
            "call": lambda: self.ask("call", counter=1, finish_current=True),
            "state": lambda: self.ask("state"),
            "look": self.station.attendance.store.news_mark,
            "news": lambda: self.station.handler.news(None),
            "new day": self.new_day,
        }
        for name, do in work.items():
            begun = time.perf_counter()
            do()
            spent = time.perf_counter() - begun
            self.times.setdefault(name, []).append(spent)


def main() -> None:
    """Print a table: what each thing takes, and old to empty."""
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        sides = [
            Side(top / f"past {past}", new_office(top / f"past {past}", past))
            for past in (0, PAST)
        ]
        for _ in range(ROUNDS):
            for side in sides:
                side.measure()
        for side in sides:
            side.station.leave()
    empty, old = (side.times for side in sides)
    print(f"\n{'':>8} {'empty ms':>9} {f'{PAST} behind ms':>18} {'ratio':>6}")
    for name in empty:
        first, second = statistics.median(empty[name]), statistics.median(old[name])
        print(
            f"{name:>8} {first * 1e3:9.3f} {second * 1e3:18.3f} {second / first:6.2f}"
        )


if __name__ == "__main__":
    main()
