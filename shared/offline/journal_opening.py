"""Opening a station's journal; one that is broken is put aside."""

from __future__ import annotations

import sqlite3
from typing import Final

from shared.offline.journal import Journal, journal_file

_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def open_journal(office: str, station: str) -> Journal:
    """The journal of a station; one that is broken is put aside. Raises as Journal."""
    try:
        return Journal(office, station)
    except sqlite3.DatabaseError as error:
        if not is_broken(error):
            raise
    file = journal_file(office, station)
    file.replace(file.with_suffix(".broken"))
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    return Journal(office, station)


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, not only the disk full or away."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN
