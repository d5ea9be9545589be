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
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from printers.jobs.job import Job, JobState, paper_from_json, paper_to_json
from printers.jobs.spool_file import Row, SpoolFile
from printers.papers.paper import Paper
from shared.errors import JiaohaoError
from shared.text.catalogue import N_
from shared.text.reasons import why
from shared.trade.printer import Condition

_log = logging.getLogger(__name__)
KEPT: Final = 500
"""How many settled jobs are remembered."""
KEPT_AT_MOST: Final = 2000
"""How many jobs are remembered, settled or not."""
_UNSAFE: Final = re.compile(r"[^\w.-]", re.ASCII)


_NOT_OURS: Final = N_("another program uses it, or it cannot be written")


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
    """The jobs in the file; any thread may use it, one at a time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._rows = SpoolFile(file)

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
                self._rows.close()
                raise self._trouble(error) from error

    def write(self, job: Job) -> None:
        """Keep a job as it is now; it is on the disk when this returns.

        Raises SpoolTrouble.
        """
        with self._lock:
            try:
                self._rows.write(_row_of(job))
            except sqlite3.Error as error:
                raise self._trouble(error) from error

    def whole_since(self, now: int) -> int:
        """The instant since which every paper is kept here: `now`, or an earlier one.

        Milliseconds. Raises SpoolTrouble.
        """
        with self._lock:
            try:
                return self._rows.whole_since(now)
            except sqlite3.Error as error:
                raise self._trouble(error) from error

    def forget(self, ids: Sequence[str]) -> None:
        """Remove jobs. Raises SpoolTrouble."""
        with self._lock:
            try:
                self._rows.forget(ids)
            except sqlite3.Error as error:
                raise self._trouble(error) from error

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._rows.close()

    def _open(self) -> list[Job]:
        jobs = [_job_of(row) for row in self._rows.open()]
        found = [_after_a_break(job) for job in jobs]
        for job, before in zip(found, jobs, strict=True):
            if job is not before:
                self._rows.write(_row_of(job))
        return found

    def _lay_aside(self, error: sqlite3.Error) -> None:
        aside = self.file.with_suffix(".damaged")
        _log.error("%s is damaged (%s), laid aside as %s", self.file, error, aside)
        self._rows.close()
        self.file.replace(aside)

    def _trouble(self, error: Exception) -> SpoolTrouble:
        reason = why(error) if isinstance(error, OSError) else _NOT_OURS
        return SpoolTrouble(file=self.file, reason=reason)


def _after_a_break(job: Job) -> Job:
    """What the end of the process made of a job; nothing is printed late by itself."""
    if job.state is JobState.SENDING:
        reason = N_("the program ended in the middle")
        return replace(job, state=JobState.UNKNOWN, reason=reason)
    if job.state is JobState.QUEUED:
        reason = N_("the program ended before it was printed")
        return replace(job, state=JobState.FAILED, reason=reason)
    return job


def _row_of(job: Job) -> Row:
    row: dict[str, Any] = {each.name: getattr(job, each.name) for each in fields(job)}
    return row | {"day": job.day.isoformat(), "paper": paper_to_json(job.paper)}


def _job_of(row: Row) -> Job:
    values: dict[str, Any] = dict(row)
    return Job(
        **values
        | {
            "state": JobState(values["state"]),
            "day": date.fromisoformat(values["day"]),
            "paper": _paper_of(values["paper"]),
            "is_copy": bool(values["is_copy"]),
            "condition": Condition(values["condition"]),
        }
    )


def _paper_of(words: str) -> Paper:
    try:
        return paper_from_json(words)
    except ValueError:
        # Another version of the program knew other papers; the job is still told of.
        return ()
