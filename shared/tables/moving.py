"""An office's rows taken from one store into another, and the mark that is left.

Both stores have the same tables, so a row is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any, Final

from shared.errors import OfficeMistake, ProgramFault, StoreMoved
from shared.tables.connection import Connection, put
from shared.tables.handed_in import office_id
from shared.text.catalogue import N_

MOVED: Final = "moved_to"
"""The key of `meta` that says where the office went."""
_AT_ONCE: Final = 1_000


def refuse_if_moved(connection: Connection, place: object) -> None:
    """Raises StoreMoved where the office went from here."""
    to = moved_to(connection)
    if to:
        raise StoreMoved(place=place, to=to)


def moved_to(connection: Connection) -> str:
    """Where the office went from here, or ""."""
    row = connection.execute(
        "select value from meta where key = ?", (MOVED,)
    ).fetchone()
    return row[0] if row else ""


def drop_mark(connection: Connection) -> None:
    """The office is at work here."""
    connection.execute("delete from meta where key = ?", (MOVED,))


def mark_moved(connection: Connection, to: str) -> None:
    """From now on nobody works here."""
    put(connection, "meta", "key", key=MOVED, value=to)


def refuse_unless_left(connection: Connection, office_mark: str, place: str) -> None:
    """Raises OfficeMistake where another's queue lies, or one that is in use."""
    if office_id(connection) != office_mark:
        words = N_("The queue in {place} is another office's. Nothing was changed.")
        raise OfficeMistake(words, place=place)
    if not moved_to(connection):
        words = N_(
            "There is a queue in {place} already, and it was never left. Nothing was"
            " changed. Look which of the two is meant."
        )
        raise OfficeMistake(words, place=place)


Rows = Callable[[str], Iterator[tuple[Any, ...]]]
"""Gives the rows of a statement, of which only some need be in memory at a time."""
Columns = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""The columns of each table, and those of its key."""


class RowsDiffer(ProgramFault):
    """What came out of a store is not what went into it."""

    text = N_(
        "The rows of “{table}” came out of {place} otherwise than they went in."
        " Nothing was changed; the office stays where it is. Tell who looks after the"
        " program."
    )


def take_rows(rows: Rows, target: Connection, columns: Columns) -> None:
    """Put every row of one store into the empty tables of another."""
    for table, (names, keys) in columns.items():
        places = ", ".join("?" * len(names))
        put_in = f"insert into {table} ({', '.join(names)}) values ({places})"
        found = rows(_in_order(table, names, keys))
        while page := list(islice(found, _AT_ONCE)):
            target.executemany(put_in, page)


def compare_rows(
    source: Rows, target: Rows, columns: Columns, place: object
) -> dict[str, int]:
    """How many rows of each table both stores have. Raises RowsDiffer."""
    counts = {}
    for table, (names, keys) in columns.items():
        statement, count = _in_order(table, names, keys), 0
        for here, there in zip_longest(source(statement), target(statement)):
            if here != there:
                raise RowsDiffer(table=table, place=place)
            count += 1
        counts[table] = count
    return counts


def _in_order(table: str, names: Sequence[str], keys: Sequence[str]) -> str:
    # What says of a store which it is, is its own.
    own = f" where key not in ('schema', '{MOVED}')" if table == "meta" else ""
    return f"select {', '.join(names)} from {table}{own} order by {', '.join(keys)}"
