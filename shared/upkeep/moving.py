"""Taking an office from one store into another: from queue.db to a server and back.

The store that is left is held by one transaction until the other has everything, and
each is marked as left while it may not be worked on. So there is no moment at which
stations could work on both, and what was cut off in the middle is done again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from shared.errors import (
    BeingRestored,
    Damaged,
    JiaohaoError,
    OfficeMistake,
    StoreMoved,
)
from shared.machine.share_clock import learned_clock
from shared.safety.file_check import is_whole
from shared.sqlite.reasons import UNSOUND
from shared.sqlite.transactions import Store
from shared.tables.connection import Connection, keepable
from shared.tables.handed_in import office_id, read_recovery
from shared.tables.migrations import TABLES
from shared.tables.moving import (
    Columns,
    compare_rows,
    drop_mark,
    mark_moved,
    moved_to,
    refuse_if_moved,
    refuse_unless_left,
    take_rows,
)
from shared.tables.presence import stations_at_work
from shared.text.catalogue import N_

Result = TypeVar("Result")
_LONGEST: Final = 3_600.0
"""Seconds that a move may take: years of events, over a slow line."""


class StationsAtWork(OfficeMistake):
    """Whoever works there would be left behind."""

    text = N_(
        "Stations are at work: {stations}. Nothing was changed. End their screens, or"
        " on each machine: systemctl stop 'jiaohao-*'; then say it again."
    )


class Side(Protocol):
    """One of the two stores."""

    place: str
    """As the mark in the other names it."""

    def write(self, work: Callable[[Any, int], Result]) -> Result:
        """What `work` does with the rows, in one transaction that may take long."""
        ...

    def rows(self, connection: Any, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, some at a time."""
        ...

    def make_empty(self, connection: Any, office_mark: str) -> None:
        """Make the tables, or empty those that are marked as left.

        Raises OfficeMistake where a queue lies there that is not.
        """
        ...

    def check(self, connection: Any) -> None:
        """Raises Damaged where it is not whole."""
        ...


class FileSide:
    """See Side; queue.db of a folder."""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self._store = Store(folder, clock=learned_clock(folder))

    def write(self, work: Callable[[sqlite3.Connection, int], Result]) -> Result:
        """See Side."""
        try:
            return self._store.write(work, longest=_LONGEST)
        finally:
            self._store.close()

    def rows(
        self, connection: sqlite3.Connection, statement: str
    ) -> Iterator[tuple[Any, ...]]:
        """See Side."""
        for row in connection.execute(statement):
            yield tuple(map(keepable, row))

    def make_empty(self, connection: sqlite3.Connection, office_mark: str) -> None:
        """See Side."""
        refuse_unless_left(connection, office_mark, self.place)
        # The guard of the events lets go of what lies in an archive.
        drop = "insert or replace into meta (key, value) values ('archived_before', ?)"
        connection.execute(drop, ("9999",))
        for table in sorted(TABLES - {"meta"}):
            connection.execute(f"delete from {table}")
        connection.execute("delete from meta")

    def check(self, connection: sqlite3.Connection) -> None:
        """See Side."""
        if not is_whole(connection):
            raise Damaged(file=self._store.file, reason=UNSOUND)

    def columns(self) -> Columns:
        """Of every table, which both stores have."""

        def look(connection: sqlite3.Connection, _now: int) -> Columns:
            return {table: _columns(connection, table) for table in sorted(TABLES)}

        return self._store.read(look)

    def moved_to(self) -> str:
        """Where the office went from here, or ""."""
        return self._store.read(lambda connection, _: moved_to(connection))


def move(source: Side, target: Side, columns: Columns) -> dict[str, int]:
    """Take an office to another store; how many rows of each table were compared.

    Raises StationsAtWork, OfficeMistake, RowsDiffer, and what the stores do.
    """

    def leave(here: Connection, now: int) -> dict[str, int]:
        _refuse_use(here, now)
        source.check(here)
        counts = target.write(lambda there, _: _take(here, there))
        mark_moved(here, target.place)
        return counts

    def _take(here: Connection, there: Connection) -> dict[str, int]:
        target.make_empty(there, office_id(here))
        take_rows(lambda it: source.rows(here, it), there, columns)
        mark_moved(there, source.place)
        return compare_rows(
            lambda it: source.rows(here, it),
            lambda it: target.rows(there, it),
            columns,
            target.place,
        )

    counts = source.write(leave)
    target.write(lambda there, _: drop_mark(there))
    return counts


def conclude(source: Side, target: Side, columns: Columns) -> dict[str, int]:
    """End a move that was cut off when both stores were marked as left.

    Raises RowsDiffer, and what the stores do.
    """

    def work(here: Connection, _now: int) -> dict[str, int]:
        def settle(there: Connection, _now: int) -> dict[str, int]:
            counts = compare_rows(
                lambda it: source.rows(here, it),
                lambda it: target.rows(there, it),
                columns,
                target.place,
            )
            drop_mark(there)
            return counts

        return target.write(settle)

    return source.write(work)


def refuse_if_left(folder: Path) -> None:
    """Raises StoreMoved where queue.db is what was left when the office moved."""
    store = Store(folder, is_reader=True, oldest=1)
    try:
        store.read(lambda connection, _: refuse_if_moved(connection, folder))
    except StoreMoved:
        raise
    except JiaohaoError:
        # Whoever wants something of the file will say so.
        return
    finally:
        store.close()


def _refuse_use(connection: Connection, now: int) -> None:
    names = [each.name for each in stations_at_work(connection, now)]
    if names:
        raise StationsAtWork(stations=", ".join(names))
    if read_recovery(connection) is not None:
        words = N_("a copy was put back; what was answered since is being added")
        raise BeingRestored(reason=words)


def _columns(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    found = connection.execute(f"pragma table_info({table})").fetchall()
    keys = sorted((each[5], each[1]) for each in found if each[5])
    return [each[1] for each in found], [name for _, name in keys]
