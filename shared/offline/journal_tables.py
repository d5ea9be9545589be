"""The tables of a station's journal, and bringing those of an earlier version up."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

_VERSION: Final = 2
_TABLES: Final = f"""
begin immediate;
create table mark (
    office text not null,
    station text not null,
    id text not null,
    reserve_until text,
    unsure_from integer
) strict;
create table entry (
    key integer primary key,
    id text not null,
    day text not null,
    at integer not null,
    do text not null,
    fields text not null,
    state text not null check (state in ('asked', 'answered', 'kept', 'handed')),
    seq integer not null default 0,
    body text,
    unique (id, day),
    check ((state = 'asked') = (body is null))
) strict;
create index asked_entries on entry (at) where state = 'asked';
create index kept_entries on entry (at) where state = 'kept';
create index by_seq on entry (seq);
create index by_time on entry (at);
create table given (
    day text not null,
    letter text not null,
    number integer not null,
    id text not null,
    primary key (day, letter, number)
) strict, without rowid;
pragma user_version = {_VERSION};
commit;
"""
_SINCE_1: Final = f"""
begin immediate;
alter table mark add column reserve_until text;
alter table mark add column unsure_from integer;
pragma user_version = {_VERSION};
commit;
"""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables, or bring them up to this version."""
    version = connection.execute("pragma user_version").fetchone()[0]
    if version == 0:
        connection.executescript(_TABLES)
    elif version < _VERSION:
        connection.executescript(_SINCE_1)


def fault_of(file: Path) -> str:
    """What is wrong with a journal, as SQLite says it; "": nothing, or it is busy."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            found = str(connection.execute("pragma quick_check(1)").fetchone()[0])
            if (
                found == "ok"
                and connection.execute("pragma user_version").fetchone()[0]
            ):
                connection.execute("select count(*) from mark, entry").fetchone()
            return "" if found == "ok" else found
        finally:
            connection.close()
    except sqlite3.Error as error:
        is_busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        return "" if is_busy else str(error)
