"""`make bench-postgres`: an office on a server beside its transaction written by hand.

And beside the file, in the same run. The ways take turns, so that a noisy machine
disturbs all alike; look at the ratios.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from jiaohao.move_store import move_store
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.postgres.ledgers import PostgresLedgers
from shared.text.catalogue import catalogue
from tests.bench.__main__ import ROUNDS, Through, through_ledgers, through_pipe
from tests.bench.by_hand import ByHand
from tests.bench.offices import new_office
from tests.bench.pipe import Pipe
from tests.stores import SERVER

_OURS = "select value from meta where key = 'office' for update"


class ByHandOnServer(ByHand):
    """The same with psycopg; who calls first locks the office, as the order wants."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(Path())

    def _opened(self) -> Any:
        connection = psycopg.connect(
            self.address, autocommit=True, options="-c search_path=jiaohao"
        )
        return _Asking(connection)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self.connection.connection.transaction():
            self.connection.execute(_OURS)
            yield


class _Asking:
    """Its statements have a mark of their own for a value."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.connection = connection

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        return self.connection.execute(statement.replace("?", "%s").encode(), values)


def main() -> None:
    """Print a table."""
    pipes: list[Pipe] = []
    ways: dict[str, Through] = {}
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        made: dict[str, Callable[[Path], Through]] = {
            "file by hand": lambda place: _of(ByHand(place / QUEUE_FILE)),
            "file, pipe": partial(through_pipe, pipes),
            "by hand": lambda place: _of(ByHandOnServer(_moved(place))),
            "shared": _through_shared,
            "station's pipe": lambda place: through_pipe(pipes, _on_server(place)),
        }
        for way, make in made.items():
            place = top / str(len(ways))
            place.mkdir()
            new_office(place, 0)
            ways[way] = make(place)
        for _ in range(ROUNDS):
            for through in ways.values():
                through.round()
        for pipe in pipes:
            pipe.close()
    print(f"{'command':>8} {'way':>14} {'ms':>8} {'by hand = 1':>12}")
    for do in ("issue", "call"):
        by_hand = ways["by hand"].median(do)
        for way, through in ways.items():
            ratio = by_hand / through.median(do)
            print(f"{do:>8} {way:>14} {through.median(do) * 1000:8.3f} {ratio:12.2f}")


def _of(hand: ByHand) -> Through:
    return Through(hand.issue, hand.call)


def _through_shared(place: Path) -> Through:
    from shared.office.reader import load_office

    address = _moved(place)
    return through_ledgers(PostgresLedgers(address, load_office(place)))


def _on_server(place: Path) -> Path:
    _moved(place)
    return place


def _moved(place: Path) -> str:
    """The address of a database of its own, to which the office was brought."""
    server, name = os.environ[SERVER], f"bench_{place.name}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    address = f"{server.rpartition('/')[0]}/{name}"
    with (place / OFFICE_FILE).open("a", encoding="utf-8") as file:
        file.write(f'\n[store]\naddress = "{address}"\n')
    list(move_store(place, catalogue("en")))
    return address


if __name__ == "__main__":
    main()
