"""The spooler of a station: whatever is to be printed goes through here.

    spooler = Spooler(office, "kiosk-1", on_change=wake)
    spooler.start()
    await asyncio.wrap_future(spooler.when_open())    # the jobs of before are at hand
    pending = spooler.submit(paper, label="A012", kind="ticket", day=day)
    result = await asyncio.wrap_future(pending.result)
    result.outcome          # PRINTED, FAILED or UNKNOWN; result.reason says why
    spooler.conditions()      # {"printer-1": PrinterState(condition, confirms, ...)}
    spooler.jobs_for_a_person()           # failed and unknown ones, the oldest first
    spooler.retry(job.id); spooler.reprint("A012", day); spooler.drop(job.id)
    spooler.withdraw(pending.id)          # nobody waits any more: if it is still queued
    spooler.retry(job.id, wish); spooler.done_for(wish)     # never twice for one wish
    spooler.close()

Nothing here waits for a printer or a disk, so all of it may be called from a screen;
only `close` takes its seconds. `on_change` is called from other threads whenever a job
or a printer's condition changed: hand it on with `loop.call_soon_threadsafe`.

A paper goes to the printer of the station, then to that printer's fallback, but only
as long as nothing was handed over. What was handed over and not confirmed is UNKNOWN:
it is never printed again by itself, and when a person has it printed again it says
補印 COPY. A second Spooler of the same name and folder gets every paper refused: the
file with the jobs belongs to one process.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from types import MappingProxyType

from printers.jobs.device import as_bytes, route_from
from printers.jobs.job import FOR_A_PERSON, Job, JobState, copy_of, new_id, result_of
from printers.jobs.keeper import Keeper
from printers.jobs.register import JobRegister
from printers.jobs.spool import Spool, SpoolTrouble, spool_file
from printers.jobs.worker import NOT_KEPT, PROGRAM_ENDED, WITHDRAWN, Draw, Order, Worker
from printers.jobs.worker import Pending as Pending
from printers.papers.paper import Paper
from printers.session.conversation import Patience
from printers.session.outcome import Outcome, PrinterState, Result
from shared.clock import Clock, now_ms
from shared.machine.state_folder import state_folder
from shared.office.model import Office
from shared.office.printers import Printer
from shared.text.catalogue import N_

_log = logging.getLogger(__name__)


class Spooler:
    """The jobs and printers of one station; see the head of this file."""

    def __init__(
        self,
        office: Office,
        name: str,
        folder: Path | None = None,
        *,
        printer: str | None = None,
        on_change: Callable[[], None] = lambda: None,
        patience: Patience | None = None,
        draw: Draw = as_bytes,
        clock: Clock = now_ms,
    ) -> None:
        """`folder` keeps the jobs; `printer` is the kiosk's own where none is given."""
        kiosk = office.kiosk(name)
        own = printer or (kiosk.printer if kiosk is not None else None)
        self.route = route_from(office, own)
        self._on_change = on_change
        self._clock = clock
        self._is_closed = False
        self.whole_since: int | None = None
        """Since when every paper of this station has its job here, in milliseconds.

        None where there is no printer, or the file could not be opened.
        """
        self._orders: dict[str, Order] = {}
        """The jobs under way."""
        self._telling = threading.Lock()
        file = spool_file(folder or state_folder() / "print", name)
        self._register = JobRegister(Spool(file), clock, self._changed)
        self._workers = {
            each.name: Worker(
                each,
                office,
                self._register,
                self._done,
                self._changed,
                draw=draw,
                patience=patience or Patience(),
                clock=clock,
            )
            for each in self.route
        }
        self._keeper = Keeper(f"print jobs {name}")

    def start(self) -> None:
        """Begin: take up the jobs of before, look at the printers."""
        self._keeper.put(self._open)
        self._keeper.start()
        for worker in self._workers.values():
            worker.start()

    def close(self, seconds: float = 2.0) -> None:
        """End within `seconds`; a job that hangs is left behind, as unknown."""
        end = time.monotonic() + seconds
        self._is_closed = True
        self._keeper.end(seconds)
        for worker in self._workers.values():
            worker.end()
        has_ended = [
            worker.join(max(0.0, end - time.monotonic()))
            for worker in self._workers.values()
        ]
        if all(has_ended) and self._keeper.has_ended:
            self._register.close()

    @property
    def has_printer(self) -> bool:
        """Whether there is any printer to hope for."""
        return bool(self.route)

    def when_open(self) -> Future[bool]:
        """Whether the jobs of earlier processes are at hand, once that was tried."""
        is_open: Future[bool] = Future()
        is_open.set_running_or_notify_cancel()
        if self._is_closed:
            is_open.set_result(False)
        else:
            self._keeper.put(lambda: is_open.set_result(self._open()))
        return is_open

    def submit(
        self,
        paper: Paper,
        *,
        label: str,
        kind: str,
        day: date,
        wish: str = "",
        printer: str | None = None,
    ) -> Pending:
        """Have a paper printed; a failure comes as a result, never as an error.

        `printer` is where it is tried first, and after it only its fallbacks.
        """
        job = Job(label, kind, day, paper, self._clock(), new_id(), wish=wish)
        return self._take(job, printer)

    def done_for(self, wish: str) -> Pending | None:
        """The paper that was printed for a wish, by this process or an earlier one."""
        job = self._register.asked_for(wish)
        if job is None:
            return None
        order = self._orders.get(job.id)
        if order is not None:
            return Pending(job.id, order.future)
        ended = Pending(job.id, Future())
        # It may have come to its end since it was found.
        ended.result.set_result(result_of(self._register.job(job.id)))
        return ended

    def conditions(self) -> Mapping[str, PrinterState]:
        """How each printer of this station is, its own first."""
        return MappingProxyType(
            {name: worker.state for name, worker in self._workers.items()}
        )

    def jobs(self) -> tuple[Job, ...]:
        """All jobs that are remembered, the oldest first."""
        return self._register.jobs()

    def jobs_for_a_person(self) -> tuple[Job, ...]:
        """The jobs that did not come out, or that may not have."""
        return tuple(job for job in self.jobs() if job.state in FOR_A_PERSON)

    def retry(self, job_id: str, wish: str = "") -> Pending:
        """Print a failed or unknown job again; an unknown one says that it is a copy.

        Raises NoSuchJob.
        """
        job = self._register.job(job_id, FOR_A_PERSON)
        is_copy = job.is_copy or job.state is JobState.UNKNOWN
        again = {"is_copy": is_copy, "ended_at": None, "wish": wish}
        # Twice at once, it is taken up once.
        job = self._register.change(
            job_id, (job.state,), state=JobState.QUEUED, **again
        )
        return self._take(job)

    def reprint(
        self,
        label: str,
        day: date | None = None,
        *,
        wish: str = "",
        printer: str | None = None,
    ) -> Pending:
        """Print the newest paper of a label and day once more; `printer` as in submit.

        Raises NoSuchJob.
        """
        job = self._register.newest(label, day)
        if job.state in FOR_A_PERSON:
            self.drop(job.id)
        return self._take(copy_of(job, wish), printer)

    def drop(self, job_id: str) -> None:
        """Settle a failed or unknown job without printing. Raises NoSuchJob."""
        settled = (*FOR_A_PERSON, JobState.DROPPED)
        self._register.change(job_id, settled, state=JobState.DROPPED)
        self._keeper.put(lambda: self._register.settle(job_id))

    def withdraw(self, job_id: str) -> None:
        """Let a job that is still queued never come out; it fails, and is settled.

        One that is being sent goes on, but if nothing of it was handed over it is not
        tried again.
        """
        order = self._orders.get(job_id)
        if order is None:
            return
        order.is_withdrawn = True
        with self._telling:
            if order.is_over or not self._register.withdraw(job_id):
                return
            order.is_over = True
        order.future.set_result(Result(Outcome.FAILED, reason=WITHDRAWN))
        self._orders.pop(job_id, None)
        self._keeper.put(lambda: self._register.settle(job_id))

    def _take(self, job: Job, printer: str | None = None) -> Pending:
        pending = Pending(job.id, Future())
        # From now on nobody can cancel it: paper cannot be called back.
        pending.result.set_running_or_notify_cancel()
        order = Order(job.id, pending.result, self._route_from(printer))
        if reason := self._why_not(job):
            pending.result.set_result(Result(Outcome.FAILED, reason=reason))
            pending.kept.set_result(None)
            return pending
        self._orders[job.id] = order
        self._register.show(job)
        self._keeper.put(lambda: self._send_off(order, pending.kept))
        return pending

    def _route_from(self, printer: str | None) -> list[Printer]:
        """The printers from the one of this name on; all where there is none."""
        names = [each.name for each in self.route]
        first = names.index(printer) if printer in names else 0
        return list(self.route[first:])

    def _why_not(self, job: Job) -> str:
        if self._is_closed:
            return PROGRAM_ENDED
        if not self.route:
            return N_("there is no printer")
        return "" if job.paper else N_("nobody knows any more what was on the paper")

    def _open(self) -> bool:
        try:
            self._register.open()
            if self.route:
                self.whole_since = self._register.whole_since()
        except SpoolTrouble as error:
            # Tried again with every job, which says so if it is still true.
            _log.error("%s", error)
            self._changed()
            return False
        return True

    def _send_off(self, order: Order, kept: Future[None]) -> None:
        try:
            self._register.keep(order.job_id)
        except SpoolTrouble as error:
            _log.error("print job %s: %s", order.job_id, error)
            self._end(order, Result(Outcome.FAILED, reason=NOT_KEPT))
        else:
            self._next_printer(order)
        kept.set_result(None)

    def _next_printer(self, order: Order) -> None:
        self._workers[order.route.pop(0).name].put(order)

    def _done(self, order: Order, result: Result) -> None:
        if result.outcome is Outcome.FAILED:
            order.first_failure = result = order.first_failure or result
            is_wanted = not (self._is_closed or order.is_withdrawn)
            if order.route and is_wanted:
                self._next_printer(order)
                return
        self._end(order, result)

    def _end(self, order: Order, result: Result) -> None:
        with self._telling:
            if order.is_over:
                return
            order.is_over = True
        self._register.end(order.job_id, result)
        order.future.set_result(result)
        self._orders.pop(order.job_id, None)

    def _changed(self) -> None:
        if self._is_closed:
            return
        try:
            self._on_change()
        except Exception:
            _log.exception("tell of a change")
