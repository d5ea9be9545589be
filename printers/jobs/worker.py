"""The one worker of a printer: no two connections, one job after the other."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Final

from printers.jobs.device import cut_of
from printers.jobs.job import Job
from printers.jobs.register import JobRegister, NoSuchJob
from printers.jobs.spool import SpoolTrouble
from printers.papers.paper import Paper, as_copy
from printers.session.conversation import Patience
from printers.session.outcome import Outcome, PrinterState, Result
from printers.session.session import Acquaintance, Session, new_fence
from shared import clock
from shared.clock import Clock
from shared.office.model import Office
from shared.office.printers import Printer
from shared.text.catalogue import N_
from shared.trade.printer import Condition

_log = logging.getLogger(__name__)
Draw = Callable[[Paper, Printer], bytes]
_TRIES: Final = 3
_UNHEARD: Final = frozenset({Condition.OFFLINE, Condition.UNKNOWN})
"""Conditions that the printer did not tell itself."""

PROGRAM_ENDED: Final = N_("the program ended")
WITHDRAWN: Final = N_("nobody waits for it any more")
NOT_KEPT: Final = N_("print jobs cannot be kept on this machine's disk")


@dataclass(frozen=True, slots=True)
class Pending:
    """A job that was taken: its id, and what will become of it."""

    id: str
    result: Future[Result]
    kept: Future[None] = field(default_factory=Future)
    """Done as soon as the job is on the disk, or can never be."""


@dataclass(slots=True)
class Order:
    """A job on its way, who waits for it, and the printers still to be tried."""

    job_id: str
    future: Future[Result]
    route: list[Printer]
    first_failure: Result | None = None
    is_over: bool = False
    """Whether its outcome has been told."""
    is_withdrawn: bool = False
    """Whether nobody waits for it any more: this try is the last."""


class Worker:
    """Prints what it is given and looks at its printer when it has nothing to do."""

    def __init__(
        self,
        printer: Printer,
        office: Office,
        register: JobRegister,
        done: Callable[[Order, Result], None],
        changed: Callable[[], None],
        *,
        draw: Draw,
        patience: Patience,
        clock: Clock,
    ) -> None:
        self.printer = printer
        self.state = PrinterState()
        self._office, self._register = office, register
        self._done, self._changed = done, changed
        self._draw, self._patience, self._clock = draw, patience, clock
        self._acquaintance = Acquaintance(
            is_mute=not printer.can_answer, cut=cut_of(printer)
        )
        self._is_first = True
        self._misses = 0
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._is_ending = threading.Event()
        # A printer that hangs must not hold the end of the process.
        self._thread = threading.Thread(
            target=self._run, name=f"printer {printer.name}", daemon=True
        )

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def put(self, order: Order) -> None:
        """Give it a job."""
        self._orders.put(order)

    def end(self) -> None:
        """Ask it to stop after the job it is at."""
        self._is_ending.set()
        self._orders.put(None)

    def join(self, seconds: float) -> bool:
        """Whether it has stopped within `seconds`."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause = 0.0
        while True:
            try:
                order = self._orders.get(timeout=pause)
            except queue.Empty:
                order = None
                if not self._is_ending.is_set():
                    self._look()
            pause = self._patience.idle
            if order is not None:
                self._work(order)
                # What the printer is like now is worth knowing soon.
                pause = min(pause, self._patience.pause)
            if self._is_ending.is_set() and self._orders.empty():
                return

    def _look(self) -> None:
        session = self._session()
        try:
            state = session.look()
        except Exception:
            _log.exception("look at printer %s", self.printer.name)
            return
        self._register.confirm_late(session.strays)
        self._misses = self._misses + 1 if state.condition in _UNHEARD else 0
        is_first_miss = self._misses == 1 and self.state.seen_at is not None
        if not is_first_miss:
            self._show(state)

    def _work(self, order: Order) -> None:
        if order.is_over:
            return
        if self._is_first:
            self._is_first = False
            is_torn = self._register.was_left_torn(self.printer.name)
            self._acquaintance.is_torn |= is_torn
        tries = 1 if self.state.condition in _UNHEARD and self._misses else _TRIES
        result = Result(Outcome.FAILED, reason=PROGRAM_ENDED)
        for number in range(tries):
            if number:
                self._is_ending.wait(self._patience.pause * number)
            if self._is_ending.is_set() or order.is_over or order.is_withdrawn:
                break
            result = self._try(order)
            # Another station's job may have been in the way; anything else stays.
            is_passing = result.condition is Condition.OFFLINE
            if result.outcome is not Outcome.FAILED or not is_passing:
                break
        result = replace(result, printer=self.printer.name)
        self._show(
            PrinterState(
                result.condition,
                result.confirms or self._acquaintance.confirms,
                result.reason if result.condition in _UNHEARD else "",
            )
        )
        self._done(order, result)

    def _try(self, order: Order) -> Result:
        session = self._session()
        try:
            job = self._register.job(order.job_id)
            data = self._draw(self._paper(job), self.printer)
            fence = new_fence()
            result = session.print(data, fence, lambda: self._begin(job, fence))
        except Exception:
            _log.exception("print job %s on %s", order.job_id, self.printer.name)
            is_out = session.handed_over > 0
            return Result(
                Outcome.UNKNOWN if is_out else Outcome.FAILED,
                self.state.condition,
                N_("the program made a mistake; its log says which"),
                handed_over=session.handed_over,
            )
        self._register.confirm_late(session.strays)
        if result.outcome is Outcome.FAILED:
            self._register.put_back(order.job_id)
        return result

    def _paper(self, job: Job) -> Paper:
        if not job.is_copy:
            return job.paper
        return as_copy(job.paper, clock.local(job.submitted_at, self._office.time_zone))

    def _begin(self, job: Job, fence: bytes) -> str:
        """Write down that the job leaves; returns why it must not."""
        try:
            self._register.begin(
                job.id,
                printer=self.printer.name,
                fence=fence.decode(),
                tries=job.tries + 1,
            )
        except NoSuchJob:
            return WITHDRAWN
        except SpoolTrouble as error:
            _log.error("print %s: %s", job.label, error)
            return NOT_KEPT
        return ""

    def _session(self) -> Session:
        return Session(
            self.printer.address,
            self._acquaintance,
            self._patience,
            lambda condition: self._show(replace(self.state, condition=condition)),
        )

    def _show(self, state: PrinterState) -> None:
        is_heard = state.condition not in _UNHEARD
        seen_at = self._clock() if is_heard else self.state.seen_at
        before, self.state = self.state, replace(state, seen_at=seen_at)
        if replace(before, seen_at=seen_at) != self.state:
            self._changed()
