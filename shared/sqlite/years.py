"""Which rows of queue.db are of which year, found without looking at all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

KEYS: Final = {"event": "seq", "ticket": "key"}
"""Tables that hold years, events first, and what orders their rows."""
_HAND_IN_DAYS: Final = "01-31"
"""Until this day of the next year a station may have handed in what it kept."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that are of one year."""

    table: str
    year: int

    def between(
        self, connection: sqlite3.Connection, first: int, end: int, most: int = -1
    ) -> list[tuple[Any, ...]]:
        """Those with keys from `first` to before `end`, in order, at most so many."""
        key = KEYS[self.table]
        return connection.execute(
            f"select * from {self.table} where {key} >= ? and {key} < ?"
            f" and day >= ? and day < ? order by {key} limit ?",
            (first, end, *days_of(self.year), most),
        ).fetchall()

    def page(
        self, first: int, end: int, most: int
    ) -> Callable[[sqlite3.Connection, int], list[tuple[Any, ...]]]:
        """The same, for Store.read."""
        return lambda connection, _now: self.between(connection, first, end, most)

    def remove(self, connection: sqlite3.Connection, first: int, end: int) -> None:
        """Remove those with keys from `first` to before `end`."""
        key = KEYS[self.table]
        connection.execute(
            f"delete from {self.table} where {key} >= ? and {key} < ?"
            " and day >= ? and day < ?",
            (first, end, *days_of(self.year)),
        )


def days_of(year: int) -> tuple[str, str]:
    """Its first day and that of the next (ISO 8601)."""
    return f"{year}-01-01", f"{year + 1}-01-01"


def closed_years(connection: sqlite3.Connection) -> tuple[list[int], int]:
    """The years from the first in the file to that of the newest event, and this."""
    newest = connection.execute(
        "select day from event order by seq desc limit 1"
    ).fetchone()
    if newest is None:
        return [], 0
    first = connection.execute("select day from event order by seq limit 1").fetchone()
    oldest = connection.execute("select min(day) from ticket").fetchone()[0]
    open_year = int(newest[0][:4])
    begun = min(int(first[0][:4]), int((oldest or first[0])[:4]))
    return list(range(begun, open_year)), open_year


def bounds_of(connection: sqlite3.Connection, year: int) -> dict[str, tuple[int, int]]:
    """The keys between which the rows of a year lie, with others among them."""
    first, end = connection.execute(
        "select min(key), max(key) from ticket where day >= ? and day < ?",
        days_of(year),
    ).fetchone()
    return {
        "event": (
            _first_seq(connection, f"{year}-01-01"),
            _first_seq(connection, f"{year + 1}-{_HAND_IN_DAYS}"),
        ),
        "ticket": (first or 0, (end or 0) + 1),
    }


def _first_seq(connection: sqlite3.Connection, day: str) -> int:
    """The first event on or after a day; days go up with seq but for hand-ins."""
    low = connection.execute("select min(seq) from event").fetchone()[0]
    high = connection.execute("select max(seq) from event").fetchone()[0] + 1
    while low < high:
        middle = (low + high) // 2
        found = connection.execute(
            "select seq, day from event where seq >= ? order by seq limit 1", (middle,)
        ).fetchone()
        if found is None or found[1] >= day:
            high = middle
        else:
            low = int(found[0]) + 1
    return int(low)


def series_of(connection: sqlite3.Connection, year: int) -> list[tuple[Any, ...]]:
    """The last numbers of that year's days."""
    return connection.execute(
        "select * from series where day >= ? and day < ?", days_of(year)
    ).fetchall()
