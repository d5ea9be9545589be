"""All jobs of a station at hand: what the spool keeps, for any thread to read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, Final

from printers.jobs.job import FOR_A_PERSON, UNDER_WAY, Job, JobState
from printers.jobs.spool import KEPT, KEPT_AT_MOST, Spool, SpoolTrouble
from printers.session.outcome import Outcome, Result
from shared.clock import Clock
from shared.errors import JiaohaoError
from shared.text.catalogue import N_

_log = logging.getLogger(__name__)
_STATES: Final = {
    Outcome.PRINTED: JobState.PRINTED,
    Outcome.FAILED: JobState.FAILED,
    Outcome.UNKNOWN: JobState.UNKNOWN,
}


class NoSuchJob(JiaohaoError):
    code = "no_such_job"
    text = N_("There is no print job “{job}” that this can be done with.")


class JobRegister:
    """The jobs in memory; every change goes to the disk first where it must."""

    def __init__(self, spool: Spool, clock: Clock, changed: Callable[[], None]) -> None:
        self._spool = spool
        self._clock = clock
        self._changed = changed
        self._lock = threading.Lock()
        """For what is in memory: held for no longer than that takes."""
        self._writing = threading.RLock()
        """For the disk, which may take its time."""
        self._jobs: dict[str, Job] = {}
        self._unwritten: set[str] = set()
        """Jobs whose present state is not on the disk, for want of space."""
        self._is_open = False

    def open(self) -> None:
        """Take the file, and what an earlier process left. Raises SpoolTrouble."""
        with self._writing:
            if self._is_open:
                return
            found = self._spool.open()
            with self._lock:
                self._jobs = {job.id: job for job in found} | self._jobs
            self._is_open = True
        self._changed()

    def whole_since(self) -> int:
        """The instant since which every paper is here. Raises SpoolTrouble."""
        with self._writing:
            return self._spool.whole_since(self._clock())

    def close(self) -> None:
        """Let the file go."""
        self._spool.close()

    def jobs(self) -> tuple[Job, ...]:
        """All jobs, the oldest first."""
        with self._lock:
            return tuple(self._jobs.values())

    def job(self, id: str, states: Collection[JobState] = tuple(JobState)) -> Job:
        """The job of this id in one of these states. Raises NoSuchJob."""
        with self._lock:
            job = self._jobs.get(id)
        if job is None or job.state not in states:
            raise NoSuchJob(job=id if job is None else job.label)
        return job

    def newest(self, label: str, day: date | None = None) -> Job:
        """The newest job of a label that is not under way. Raises NoSuchJob."""
        found = [
            job
            for job in self.jobs()
            if job.label == label
            and day in (None, job.day)
            and job.state not in UNDER_WAY
        ]
        if not found:
            raise NoSuchJob(job=label)
        return max(found, key=lambda job: job.submitted_at)

    def asked_for(self, wish: str) -> Job | None:
        """The job that was made, or made again, for a wish; some are called like it."""
        found = [job for job in self.jobs() if wish in (job.wish, job.id)]
        return found[-1] if found else None

    def was_left_torn(self, printer: str) -> bool:
        """Whether the last job that printer was given may have ended in the middle."""
        given = [job for job in self.jobs() if job.tries and job.printer == printer]
        last = max(given, key=lambda job: job.submitted_at, default=None)
        return last is not None and last.state is JobState.UNKNOWN

    def show(self, job: Job) -> None:
        """Have a job among the others at once, before it is on the disk."""
        self._put(job)
        self._changed()

    def keep(self, id: str) -> None:
        """Have a job on the disk as it is now. Raises SpoolTrouble, NoSuchJob."""
        with self._writing:
            self.open()
            # Nothing is put back into memory: it may change there meanwhile.
            self._spool.write(self.job(id))
            self._unwritten.discard(id)
            self._catch_up()
        self._changed()

    def change(
        self, id: str, states: Collection[JobState] = tuple(JobState), **changes: Any
    ) -> Job:
        """Change a job in memory if it is in one of these states. Raises NoSuchJob."""
        with self._lock:
            job = self._jobs.get(id)
            if job is None or job.state not in states:
                raise NoSuchJob(job=id if job is None else job.label)
            job = self._jobs[id] = replace(job, **changes)
        self._changed()
        return job

    def begin(self, id: str, **changes: Any) -> None:
        """Make a queued job one that is being sent, here and on the disk.

        Raises SpoolTrouble, or NoSuchJob when it is no longer queued.
        """
        before = self.job(id)
        self.change(id, (JobState.QUEUED,), state=JobState.SENDING, **changes)
        try:
            self.keep(id)
        except SpoolTrouble:
            self._put(before)
            raise

    def put_back(self, id: str) -> None:
        """A job that was begun is queued again: nothing was handed over."""
        with suppress(NoSuchJob):
            self.change(id, (JobState.SENDING,), state=JobState.QUEUED)

    def withdraw(self, id: str) -> bool:
        """Whether a job was still queued, and is now dropped."""
        try:
            self.change(id, (JobState.QUEUED,), state=JobState.DROPPED)
        except NoSuchJob:
            return False
        return True

    def settle(
        self, id: str, states: Collection[JobState] = tuple(JobState), **changes: Any
    ) -> None:
        """Change a job that has come to its end, even if the disk does not take it.

        Raises NoSuchJob when it is in none of these states.
        """
        with self._writing:
            job = self.change(id, states, ended_at=self._clock(), **changes)
            self._unwritten.add(id)
            try:
                self._catch_up()
                self._forget_old()
            except SpoolTrouble as error:
                # The file still says "sending" or "queued"; both are safe to find
                # after a crash.
                _log.error("print %s not kept: %s", job.label, error)
        _log_end(job)
        self._changed()

    def end(self, id: str, result: Result) -> None:
        """Write down what became of a job."""
        self.settle(
            id,
            state=_STATES[result.outcome],
            printer=result.printer,
            condition=result.condition,
            reason=result.reason,
        )

    def confirm_late(self, fences: Collection[bytes]) -> None:
        """Jobs that nobody knew about are printed after all: their printer says so."""
        named = {fence.decode("ascii", "replace") for fence in fences}
        for job in self.jobs():
            if job.state is JobState.UNKNOWN and job.fence in named:
                # A person may settle it in this very moment.
                with suppress(NoSuchJob):
                    unknown = (JobState.UNKNOWN,)
                    self.settle(job.id, unknown, state=JobState.PRINTED, reason="")

    def _catch_up(self) -> None:
        for id in sorted(self._unwritten):
            self._spool.write(self.job(id))
            self._unwritten.discard(id)

    def _forget_old(self) -> None:
        ended = [job for job in self.jobs() if job.state not in UNDER_WAY]
        settled = [job for job in ended if job.state not in FOR_A_PERSON]
        old = {job.id for job in settled[: max(0, len(settled) - KEPT)]}
        old |= {job.id for job in ended[: max(0, len(ended) - KEPT_AT_MOST)]}
        if not old:
            return
        self._spool.forget(sorted(old))
        with self._lock:
            self._jobs = {id: job for id, job in self._jobs.items() if id not in old}

    def _put(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job


def _log_end(job: Job) -> None:
    words = ["print", job.label, job.kind, job.state, job.printer]
    if job.state not in FOR_A_PERSON:
        _log.info("%s", " ".join(words).rstrip())
        return
    words += [job.condition, f"({job.reason})" if job.reason else ""]
    _log.warning("%s", " ".join(filter(None, words)))
