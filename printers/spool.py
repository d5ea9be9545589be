"""The print jobs of a station, in its own SQLite file on its own disk.

A job is here from before its first byte until a person or the printer has settled it.
The file is held by one process at a time: who opens it knows that nobody is printing,
so a job that was being printed is one whose outcome nobody knows.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from printers.job import Job, JobState, paper_from_json, paper_to_json
from printers.outcome import Condition
from printers.paper import Paper
from shared.errors import JiaohaoError
from shared.text import N_

_log = logging.getLogger(__name__)
KEPT: Final = 500
"""How many settled jobs are remembered."""
KEPT_AT_MOST: Final = 2000
"""How many jobs are remembered, settled or not."""
LOCK_SECONDS = 1.0
_UNSAFE: Final = re.compile(r"[^\w.-]", re.ASCII)
_SCHEMA: Final = """
create table if not exists job (
    id text primary key, submitted_at integer not null, state text not null,
    label text not null, kind text not null, day text not null, paper text not null,
    printer text not null, is_copy integer not null, tries integer not null,
    fence text not null, condition text not null, reason text not null,
    ended_at integer
)
"""
_COLUMNS: Final = (
    "id, submitted_at, state, label, kind, day, paper, printer, is_copy, tries, fence,"
    " condition, reason, ended_at"
)


class SpoolTrouble(JiaohaoError):
    code = "spool"
    text = N_(
        "The print jobs cannot be kept in {file} ({reason}), so nothing is printed. "
        "Free some space, set its rights, or end the other program that uses it."
    )


def spool_file(folder: Path, name: str) -> Path:
    """The file of the station called `name`."""
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return folder / f"{_UNSAFE.sub('_', name)[:40]}-{mark}.db"


class Spool:
    """The file; any thread may use it, one at a time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def open(self) -> list[Job]:
        """Take the file, and all jobs in it as they stand now that nobody prints.

        Raises SpoolTrouble. A damaged file is laid aside and a new one begun.
        """
        with self._lock:
            try:
                try:
                    return self._open()
                except sqlite3.DatabaseError as error:
                    if isinstance(error, sqlite3.OperationalError):
                        raise
                    self._lay_aside(error)
                    return self._open()
            except (sqlite3.Error, OSError) as error:
                self._close()
                raise self._trouble(error) from error

    def write(self, job: Job) -> None:
        """Keep a job as it is now; it is on the disk when this returns.

        Raises SpoolTrouble.
        """
        with self._lock:
            try:
                self._write(job)
            except sqlite3.Error as error:
                raise self._trouble(error) from error

    def forget(self, ids: list[str]) -> None:
        """Remove jobs. Raises SpoolTrouble."""
        with self._lock:
            try:
                self._connection.executemany(
                    "delete from job where id = ?", [(each,) for each in ids]
                )
            except sqlite3.Error as error:
                raise self._trouble(error) from error

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._close()

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise sqlite3.OperationalError("not open")
        return self._db

    def _open(self) -> list[Job]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        db = self._db = sqlite3.connect(
            self.file, LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        db.execute("pragma locking_mode = exclusive")
        db.execute("pragma journal_mode = truncate")
        db.execute("pragma synchronous = full")
        db.execute("begin exclusive")
        db.execute(_SCHEMA)
        db.execute("commit")
        rows = db.execute(f"select {_COLUMNS} from job order by submitted_at, id")
        jobs = [_job_of(row) for row in rows.fetchall()]
        found = [_after_a_break(job) for job in jobs]
        for job, before in zip(found, jobs, strict=True):
            if job is not before:
                self._write(job)
        return found

    def _write(self, job: Job) -> None:
        self._connection.execute(
            f"replace into job ({_COLUMNS}) values ({', '.join('?' * 14)})",
            (
                *(job.id, job.submitted_at, job.state, job.label, job.kind),
                *(job.day.isoformat(), paper_to_json(job.paper), job.printer),
                *(job.is_copy, job.tries, job.fence, job.condition, job.reason),
                job.ended_at,
            ),
        )

    def _lay_aside(self, error: sqlite3.Error) -> None:
        aside = self.file.with_suffix(".damaged")
        _log.error("spool=%s damaged=%s laid aside as %s", self.file, error, aside)
        self._close()
        self.file.replace(aside)

    def _close(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            db.close()

    def _trouble(self, error: Exception) -> SpoolTrouble:
        return SpoolTrouble(file=self.file, reason=error)


def _after_a_break(job: Job) -> Job:
    """What the end of the process made of a job; nothing is printed late by itself."""
    if job.state is JobState.SENDING:
        reason = N_("the program ended in the middle")
        return replace(job, state=JobState.UNKNOWN, reason=reason)
    if job.state is JobState.QUEUED:
        reason = N_("the program ended before it was printed")
        return replace(job, state=JobState.FAILED, reason=reason)
    return job


def _job_of(row: tuple[Any, ...]) -> Job:
    (id, at, state, label, kind, day, paper, printer, is_copy, tries, *rest) = row
    fence, condition, reason, ended_at = rest
    return Job(
        id=id,
        submitted_at=at,
        state=JobState(state),
        label=label,
        kind=kind,
        day=date.fromisoformat(day),
        paper=_paper_of(paper),
        printer=printer,
        is_copy=bool(is_copy),
        tries=tries,
        fence=fence,
        condition=Condition(condition),
        reason=reason,
        ended_at=ended_at,
    )


def _paper_of(words: str) -> Paper:
    try:
        return paper_from_json(words)
    except ValueError:
        # Another version of the program knew other papers; the job is still told of.
        return ()
