"""What these statements ask of a connection: sqlite3's has it, and so has any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol


class Cursor(Protocol):
    """The rows of one statement."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        ...

    def fetchone(self) -> Any:
        """The next row, or none."""
        ...

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """Runs statements inside a transaction that whoever opened it has begun."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one; each `?` stands for a value."""
        ...

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]], /) -> object:
        """Run one for each row of values."""
        ...


def keepable(value: Any) -> Any:
    """A value as every store can keep it: an id may be any, and this letter PostgreSQL
    refuses."""
    if isinstance(value, str):
        return value.replace("\0", "\N{SYMBOL FOR NULL}")
    return value


def put(connection: Connection, table: str, key: str, /, **row: object) -> None:
    """Keep a row in the place of the one that has its key (columns, with commas)."""
    names = ", ".join(row)
    places = ", ".join("?" * len(row))
    changes = ", ".join(f"{each} = excluded.{each}" for each in row)
    connection.execute(
        f"insert into {table} ({names}) values ({places})"
        f" on conflict ({key}) do update set {changes}",
        tuple(row.values()),
    )
