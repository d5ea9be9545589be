"""The schema of queue.db: its version, its mark of news, and how it is brought up.

The version stands in the lowest eight bits of the file's user_version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from shared.tables.migrations import MIGRATIONS, SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID: Final = 0x4A484F31
"""“JHO1” in the header of the file: this is a queue of Jiaohao."""
_VERSIONS: Final = 0x100
_MARKS: Final = 2**31 // _VERSIONS


def version_of(connection: sqlite3.Connection) -> int:
    """The schema's version in the file."""
    return news_mark(connection) % _VERSIONS


def news_mark(connection: sqlite3.Connection) -> int:
    """Differs after any event: watchers see it in the header, without a lock."""
    mark: int = connection.execute("pragma user_version").fetchone()[0]
    return mark


def note_event(connection: sqlite3.Connection, seq: int) -> None:
    """Tell watchers of an event; of five years' events the mark comes round once."""
    mark = seq % _MARKS * _VERSIONS + version_of(connection)
    connection.execute(f"pragma user_version = {mark}")


def lacking_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """What a file of this schema has lost; one of an older version has lost none."""
    if version_of(connection) < SCHEMA_VERSION:
        return frozenset()
    found = connection.execute("select name from sqlite_master where type = 'table'")
    return TABLES - {name for (name,) in found}


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this program's schema.

    Must be called inside an immediate transaction, which then holds all of it; a file
    that another station brought up to date meanwhile, or that is newer, is left alone.
    """
    if version_of(connection) >= SCHEMA_VERSION:
        return
    # sqlite-utils takes 0.1 s to import; a file that is up to date needs none of it.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("queue")
    for name, statements in MIGRATIONS:
        migrations(name=name)(_running(statements))
    database = Database(connection, execute_plugins=False)
    migrations.apply(database)
    database.execute(f"pragma application_id = {APPLICATION_ID}")
    database.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _running(statements: str) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        # Inside a transaction it stays there, unlike that of sqlite3.
        database.executescript(statements)

    return run
