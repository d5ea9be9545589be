"""Forty offices, a million events, a hundred cuts of the line: is every row there once?

make region-trial
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

from jiaohao.region.figures import now, report
from jiaohao.region.shipper import Shipper
from shared.errors import ShareUnavailable
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.reader import load_office
from shared.postgres.region import Region
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from tests.bench.history import write_history
from tests.bench.offices import TEMPLATE
from tests.stores import SERVER

_AT_ONCE: Final = 4
"""Offices that send at the same time."""
_CUT_SECONDS: Final = 0.35
"""How often the line is cut."""
_PAGE: Final = 2_000


def trial(address: str, folder: Path, *, offices: int, tickets: int, cuts: int) -> str:
    """Send the past of so many offices over a line that is cut; what came of it.

    Each office has `tickets` numbers, of seven events or six.
    """
    folders = [folder / f"office-{number:02}" for number in range(offices)]
    for each in folders:
        _make(each, tickets)
    region = Region(address)
    region.create()
    begun = time.monotonic()
    with _cutting(address, cuts) as cut, ThreadPoolExecutor(_AT_ONCE) as pool:
        events = sum(pool.map(lambda each: _send(address, each), folders))
        took = time.monotonic() - begun
    same = sum(_is_same(region, each) for each in folders)
    looked, looked_took = _timed(lambda: len(now(region).rows))
    made, made_took = _timed(
        lambda: len(report(region, "waiting", (None, None, None)).rows)
    )
    region.close()
    assert (same, looked) == (offices, offices)
    return (
        f"{offices} offices, {events:,} events, {len(cut)} cuts: {took:.0f} s"
        f" ({events / took:,.0f} a second); {same} offices are the same, row by row;"
        f" all offices now: {looked_took:.1f} s;"
        f" waiting of 28 days: {made} rows in {made_took:.1f} s"
    )


def _send(address: str, folder: Path) -> int:
    """Send all of one office, as `jiaohao ship` does; how many events it has."""
    store = Store(folder, is_reader=True)
    region = Region(address)
    ledgers = SqliteLedgers(store, load_office(folder))
    shipper = Shipper(ledgers, region, folder.name)
    last = ledgers.read(lambda look: look.last_seq())
    while True:
        try:
            # None came by this one, where the line was cut before it heard of them.
            while shipper.send() or _last_there(region, ledgers, folder.name) < last:
                pass
            shipper.tell((folder / OFFICE_FILE).read_text(encoding="utf-8"))
            break
        except ShareUnavailable:
            continue
    region.close()
    store.close()
    return last


def _last_there(region: Region, ledgers: SqliteLedgers, code: str) -> int:
    """The seq of the last event of an office that came to the region."""
    mark = ledgers.read(lambda look: look.office_mark())
    last = region.shipped(code, mark).last
    return last.seq if last is not None else 0


def _make(folder: Path, tickets: int) -> None:
    folder.mkdir()
    (folder / OFFICE_FILE).write_text(TEMPLATE, encoding="utf-8")
    store = Store(folder)
    store.create()
    store.close()
    write_history(folder / QUEUE_FILE, tickets)


@contextmanager
def _cutting(address: str, cuts: int) -> Iterator[list[int]]:
    """Ends every connection again and again: how many each time."""
    is_over = threading.Event()
    found: list[int] = []

    def cut() -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            while len(found) < cuts and not is_over.wait(_CUT_SECONDS):
                ended = connection.execute(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    " where datname = current_database() and pid <> pg_backend_pid()"
                ).fetchone()
                found.append(ended[0] if ended else 0)

    thread = threading.Thread(target=cut)
    thread.start()
    try:
        yield found
    finally:
        is_over.set()
        thread.join()


def _is_same(region: Region, folder: Path) -> bool:
    """Whether the region has the events of an office's file, row by row."""
    store = Store(folder, is_reader=True)
    ledgers = SqliteLedgers(store, load_office(folder))
    after, is_same = 0, True
    while is_same:
        here = ledgers.read(
            lambda look: look.events(after=after, limit=_PAGE)  # noqa: B023
        )
        is_same = here == region.events(folder.name, after=after, limit=_PAGE)
        if not here:
            break
        after = here[-1].seq
    store.close()
    return is_same


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    begun = time.monotonic()
    return work(), time.monotonic() - begun


def main() -> None:
    """The whole trial, on the server that the environment names."""
    with tempfile.TemporaryDirectory() as folder:
        print(
            trial(os.environ[SERVER], Path(folder), offices=40, tickets=3_750, cuts=100)
        )


if __name__ == "__main__":
    main()
