"""Opening a station's journal; one that is broken is put aside."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from shared.offline.journal import Journal, journal_file, journals_folder
from shared.offline.journal_tables import fault_of

_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SUFFIXES: Final = (".db", ".broken")


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


def journals_found() -> list[tuple[Path, str]]:
    """Every journal on this machine, and what is wrong with it; "": nothing.

    Those that were put aside are among them, as `.broken`. Raises OSError.
    """
    folder = journals_folder()
    files = sorted(folder.iterdir()) if folder.exists() else []
    return [(each, fault_of(each)) for each in files if each.suffix in _SUFFIXES]


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, not only the disk full or away."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN
