"""`python -m tests.bench.waits`: what the ranges of a whole hall cost at each look."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Final

from jiaohao.folder import template
from shared.clock import now_ms
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.reader import load_office
from shared.sqlite.transactions import Store
from shared.station.share_session import ShareSession
from shared.trade.estimate.outlook import Outlook
from shared.trade.reading import Reading
from shared.wire.requests import parse_request
from tests.bench.history import write_history
from tests.bench.offices import PAST
from tests.short import rounds

ROUNDS: Final = rounds(40)
_LEARNT: Final = rounds(240, least=60)
"""Visits of the day, from which the office learns."""


class _Office:
    """The centre's office at work, with years behind it or none."""

    def __init__(self, folder: Path, past: int) -> None:
        folder.mkdir()
        (folder / OFFICE_FILE).write_text(template("employment-centre"), "utf-8")
        store = Store(folder)
        store.create()
        store.close()
        office = load_office(folder)
        self._codes = cycle(each.code for each in office.services)
        if past:
            write_history(folder / QUEUE_FILE, past, service=office.services[0].code)
        self._ahead, self._count = 0, 0
        self.station = ShareSession(folder, office, name="bench", clock=self._clock)
        self.station.join()
        self._numbers = [each.number for each in office.counters]

    def _clock(self) -> int:
        return now_ms() + getattr(self, "_ahead", 0)

    def _ask(self, do: str, **fields: object) -> None:
        self._count += 1
        found = {"id": f"{do}-{self._count}", "do": do, **fields}
        body = self.station.body(parse_request(found))
        if not body.startswith('{"ok":true'):
            raise SystemExit(body)

    def issue(self, count: int) -> None:
        """So many take a number, each for the next service."""
        for _ in range(count):
            self._ask("issue", service=next(self._codes), channel="staff")

    def learn(self) -> None:
        """A day of people who wait some minutes each."""
        for number in self._numbers:
            self._ask("open_counter", counter=number)
        self.issue(20)
        for at in range(_LEARNT):
            self.issue(1)
            number = self._numbers[at % len(self._numbers)]
            self._ask("call", counter=number, finish_current=True)
            self._ahead += 40_000
        self._ahead += 11_000

    def cost(self) -> tuple[float, float, float]:
        """Milliseconds: the ranges alone, a hall with them, a hall without."""
        waits, ledgers = self.station.handler.waits, self.station.ledgers
        ledgers.read(waits.hall)
        learner = waits.learner

        def ranges(reading: Reading) -> object:
            waiting, counters = reading.who_waits(), reading.counters()
            return _least(
                lambda: Outlook(learner, waiting, counters, reading.now).ranges()
            )

        alone = ledgers.read(ranges)
        whole = _least(lambda: ledgers.read(waits.hall))
        bare = _least(lambda: ledgers.read(lambda reading: reading.hall()))
        assert isinstance(alone, float)
        return alone, whole, bare


def _least(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Print a table."""
    print("\n| waiting | numbers before | ranges ms | hall with them | without |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for past in (0, PAST):
            office = _Office(Path(folder) / f"office-{past}", past)
            office.learn()
            there = 0
            for waiting in (0, 100, 500):
                office.issue(waiting - there)
                there = waiting
                cells = " | ".join(f"{each:.2f}" for each in office.cost())
                print(f"| {waiting} | {past:,} | {cells} |", flush=True)
            office.station.leave()


if __name__ == "__main__":
    main()
