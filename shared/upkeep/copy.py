"""A consistent copy of queue.db, made while the office works and in nobody's way.

SQLite's own ways hold the file for as long as a copy takes: 16 s for five years on a
fast local disk, in which no station can commit. What years have left behind never
changes, so it is copied a little at a time; only what is of today is read at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shared.machine.plain_file import sync_file
from shared.sqlite.connection import file_of, new_database
from shared.sqlite.transactions import Store
from shared.tables.rows import kept_day
from shared.trade.label import parse_label

_AT_ONCE: Final = 2_000
_SYNCED_PAGES: Final = 10
"""So often what was copied is seen written: a slow disk would hang at the end."""


Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Past:
    """The rows that no command changes any more, and the file's tables."""

    seq: int
    """The last event when the copy was begun."""
    key: int
    """The first ticket of the day the file is in; those before are closed."""
    tables: tuple[str, ...]
    """Statements that make the tables, and after them indices and triggers."""
    later: tuple[str, ...]
    marks: tuple[int, int]
    """The header's application_id and user_version."""


def copy_into(store: Store, part: Path) -> int:
    """Copy the file of `store` to the new file `part`; returns the last seq in it."""
    with closing(new_database(part)) as copy:
        # The whole file is synced when it is complete; a torn one is made anew.
        copy.execute("pragma synchronous = off")
        copy.execute("pragma journal_mode = off")
        past = store.read(_look)
        with transaction(copy):
            for statement in past.tables:
                copy.execute(statement)
        _copy_past(store, copy, "event", "seq", past.seq)
        _copy_past(store, copy, "ticket", "key", past.key - 1)
        rest = store.read(lambda connection, _: _rest(connection, past))
        with transaction(copy):
            for table, rows in rest.items():
                put_rows(copy, table, rows, "replace")
            for statement in past.later:
                copy.execute(statement)
        copy.execute("pragma synchronous = full")
        with transaction(copy):
            copy.execute(f"pragma application_id = {past.marks[0]}")
            copy.execute(f"pragma user_version = {past.marks[1]}")
    return max((row[0] for row in rest["event"]), default=past.seq)


def put_rows(copy: sqlite3.Connection, table: str, rows: Rows, otherwise: str) -> None:
    """Insert rows; `otherwise` says what becomes of one there already."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        copy.executemany(f"insert or {otherwise} into {table} values ({places})", rows)


def _look(connection: sqlite3.Connection, _now: int) -> _Past:
    run = connection.execute
    seq = run("select max(seq) from event").fetchone()[0] or 0
    today = "select min(key) from ticket where day >= ?"
    key = run(today, (kept_day(connection),)).fetchone()[0]
    if key is None:
        key = (run("select max(key) from ticket").fetchone()[0] or 0) + 1
    parts = run(
        "select type, sql from sqlite_master where sql is not null order by rowid"
    ).fetchall()
    return _Past(
        seq,
        key,
        tuple(sql for kind, sql in parts if kind == "table"),
        tuple(sql for kind, sql in parts if kind != "table"),
        (
            run("pragma application_id").fetchone()[0],
            run("pragma user_version").fetchone()[0],
        ),
    )


def _copy_past(
    store: Store, copy: sqlite3.Connection, table: str, key: str, last: int
) -> None:
    """Copy the rows up to a key; `key` is the name of that column."""
    after = pages = 0
    page = (
        f"select {key}, * from {table} where {key} > ? and {key} <= ?"
        f" order by {key} limit {_AT_ONCE}"
    )
    while rows := store.read(_fetching(page, after, last)):
        after = rows[-1][0]
        with transaction(copy):
            put_rows(copy, table, [row[1:] for row in rows], "abort")
        pages += 1
        if pages % _SYNCED_PAGES == 0:
            sync_file(file_of(copy))


def _fetching(
    statement: str, *values: int
) -> Callable[[sqlite3.Connection, int], Rows]:
    return lambda connection, _now: connection.execute(statement, values).fetchall()


def _rest(connection: sqlite3.Connection, past: _Past) -> dict[str, Rows]:
    """What may have changed since, and all that is small, as of one moment."""
    run = connection.execute
    tables = run(
        "select name from sqlite_master where type = 'table'"
        " and substr(name, 1, 7) <> 'sqlite_'"
    ).fetchall()
    found: dict[str, Rows] = {
        name: run(f"select * from {name}").fetchall()
        for (name,) in tables
        if name not in ("event", "ticket")
    }
    events = run("select * from event where seq > ?", (past.seq,)).fetchall()
    tickets = run("select * from ticket where key >= ?", (past.key,)).fetchall()
    changed = run(
        "select distinct day, ticket from event where seq > ? and ticket is not null",
        (past.seq,),
    ).fetchall()
    for day, label in changed:
        # A closed day's ticket changes only by an event, when it is handed in late.
        tickets += run(
            "select * from ticket where day = ? and letter = ? and number = ?",
            (day, *(parse_label(label) or ("", 0))),
        ).fetchall()
    return found | {"event": events, "ticket": tickets}


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything in it or nothing, on a connection in autocommit mode."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
