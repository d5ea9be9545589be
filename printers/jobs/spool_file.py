"""The file of a station's print jobs, on its own disk: rows in, rows out.

What a job is, and what the end of a process makes of it, is the business of the room
`printers`. The file is held by one process at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from shared.machine.state_folder import make_own_file

LOCK_SECONDS = 1.0
_COLUMNS: Final = {
    "id": "text primary key",
    "submitted_at": "integer not null",
    "state": "text not null",
    "label": "text not null",
    "kind": "text not null",
    "day": "text not null",
    "paper": "text not null",
    "printer": "text not null",
    "is_copy": "integer not null",
    "tries": "integer not null",
    "fence": "text not null",
    "condition": "text not null",
    "reason": "text not null",
    "ended_at": "integer",
    "wish": "text not null default ''",
}
_NAMES: Final = ", ".join(_COLUMNS)
Row = Mapping[str, str | int | None]
"""A job by the names of its columns."""


class SpoolFile:
    """The rows of one file; its errors are those of sqlite3, and OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None

    def open(self) -> list[Row]:
        """Take the file for this process alone; gives its rows, the oldest first."""
        make_own_file(self._path)
        db = self._db = sqlite3.connect(
            self._path, LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        db.execute("pragma locking_mode = exclusive")
        db.execute("pragma journal_mode = truncate")
        db.execute("pragma synchronous = full")
        db.execute("begin exclusive")
        columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
        db.execute(f"create table if not exists job ({columns})")
        there = {row[1] for row in db.execute("pragma table_info(job)")}
        for name in _COLUMNS.keys() - there:
            db.execute(f"alter table job add column {name} {_COLUMNS[name]}")
        db.execute("commit")
        rows = db.execute(f"select {_NAMES} from job order by submitted_at, id")
        return [dict(zip(_COLUMNS, row, strict=True)) for row in rows.fetchall()]

    def write(self, row: Row) -> None:
        """Keep a row; it is on the disk when this returns."""
        values = ", ".join(f":{name}" for name in _COLUMNS)
        self.connection.execute(
            f"replace into job ({_NAMES}) values ({values})", dict(row)
        )

    def whole_since(self, now: int) -> int:
        """The instant since which all papers are here; `now` where none is noted."""
        run = self.connection.execute
        run("create table if not exists whole (since integer not null)")
        run("insert into whole select ? where not exists (select 1 from whole)", (now,))
        return int(run("select since from whole").fetchone()[0])

    def forget(self, ids: Sequence[str]) -> None:
        """Remove rows."""
        self.connection.executemany(
            "delete from job where id = ?", [(each,) for each in ids]
        )

    def close(self) -> None:
        """Let the file go."""
        db, self._db = self._db, None
        if db is not None:
            db.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection."""
        if self._db is None:
            raise sqlite3.OperationalError("not open")
        return self._db
