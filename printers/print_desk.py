"""Between a station's printers and the office: what is told, and what is wished."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date
from typing import Any, Final

from printers.jobs.register import NoSuchJob
from printers.jobs.spooler import Pending, Spooler
from printers.jobs.worker import NOT_KEPT
from printers.papers.paper import as_copy, ticket_paper
from printers.session.outcome import Outcome, PrinterState, Result
from shared.clock import local
from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.printer import (
    DROP,
    DROPPED,
    MOST_JOBS,
    REPRINT,
    RETRY,
    TICKET_PAPER,
    Condition,
    PrinterNow,
    PrintJob,
    Wish,
)
from shared.trade.ticket import Ticket
from shared.wire.client import Client
from shared.wire.decoder import ticket_from_json
from shared.wire.encoder import printer_told
from shared.wire.json_text import Json

CHECKLIST: Final = "checklist"
"""The kind of a paper that only says what to bring."""
TRIAL: Final = "test"
"""The kind of a test page."""
CARD: Final = "card"
"""The kind of a card whose code was told already."""
_FOR_NOW: Final = (CHECKLIST, TRIAL, CARD)
"""Kinds that nobody looks for later."""
_ANY_TIME: Final = 0
"""When a condition began, the office knows."""
_AGAIN_SECONDS: Final = 10.0
"""When what was told is told again because the office does not show it."""


class PrintDesk:
    """Tells the office how the printers are, and carries out what it wishes."""

    def __init__(self, office: Office, client: Client, spooler: Spooler) -> None:
        self.at_the_screen: set[tuple[str, date]] = set()
        """Papers that the person at the screen is being asked about."""
        self.run: Callable[[Coroutine[Any, Any, None]], object] = asyncio.ensure_future
        self._office = office
        self._client = client
        self._spooler = spooler
        self._told: dict[str, PrinterNow] = {}
        self._told_at: dict[str, float] = {}
        self._telling: set[str] = set()
        self._taken: set[str] = set()
        self._has_caught_up = False

    def look(self) -> None:
        """Tell what the office does not know yet, and take up its new wishes."""
        hall = self._client.hall
        if hall is None:
            return
        for name, state in self._spooler.conditions().items():
            if state.condition is not Condition.UNKNOWN or state.reason:
                self._tell_if_new(self._now(name, state))
        if not self._has_caught_up:
            self._has_caught_up = True
            self.run(self._tell_of_copies_before(hall.day))
        for wish in hall.wishes:
            if wish.station == self._client.station and wish.id not in self._taken:
                self._taken.add(wish.id)
                self.run(self._carry_out(wish))

    def copy(self, ticket: Ticket) -> Pending:
        """Print a copy for the person at the screen. Raises NoSuchJob."""
        day = self._office.business_day(ticket.issued_at)
        pending = self._spooler.reprint(ticket.label, day)
        self._taken.add(pending.id)
        self.run(self._tell_of_copy(ticket.label, pending))
        return pending

    def _now(self, name: str, state: PrinterState) -> PrinterNow:
        first = next(iter(self._spooler.conditions()))
        jobs = [
            PrintJob(job.id, job.label, job.kind, job.state.value, job.submitted_at)
            for job in self._spooler.jobs_for_a_person()
            if (job.printer or first) == name
            and job.kind not in _FOR_NOW
            and (job.label, job.day) not in self.at_the_screen
        ]
        return PrinterNow(
            name,
            self._client.station or "",
            state.condition.value,
            state.reason or None,
            state.can_confirm,
            _ANY_TIME,
            tuple(jobs[-MOST_JOBS:]),
        )

    def _tell_if_new(self, now: PrinterNow) -> None:
        name = now.name
        if name in self._telling:
            return
        if self._told.get(name) == now:
            is_soon = time.monotonic() - self._told_at[name] < _AGAIN_SECONDS
            if is_soon or self._shown(name) == now:
                return
        self._telling.add(name)
        self.run(self._tell(now))

    def _shown(self, name: str) -> PrinterNow | None:
        """What the office shows of a printer of ours."""
        hall, station = self._client.hall, self._client.station
        shown = hall.printers if hall is not None else ()
        return next(
            (
                replace(each, since=_ANY_TIME, is_at_work=True)
                for each in shown
                if (each.name, each.station) == (name, station)
            ),
            None,
        )

    async def _tell(self, now: PrinterNow) -> None:
        told = printer_told(now, self._office)
        wanted = ("printer", "condition", "reason", "can_confirm", "jobs")
        await self._settled(
            "printer_state", **{each: getattr(told, each) for each in wanted}
        )
        self._told[now.name], self._told_at[now.name] = now, time.monotonic()
        self._telling.discard(now.name)

    async def _carry_out(self, wish: Wish) -> None:
        try:
            if not await asyncio.wrap_future(self._spooler.when_open()):
                result = Result(Outcome.FAILED, reason=NOT_KEPT)
            elif wish.what == DROP:
                self._spooler.drop(wish.job or "")
                await self._settled("print_done", wish=wish.id, outcome=DROPPED)
                return
            else:
                result = await self._done(wish)
        except NoSuchJob:
            words = N_("this station has no such paper")
            result = Result(Outcome.FAILED, reason=words)
        await self._tell_of_end(wish.id, result)

    async def _done(self, wish: Wish) -> Result:
        # An earlier process of this station may have printed it and not told of it.
        pending = self._spooler.done_for(wish.id)
        if pending is None and wish.what == RETRY:
            pending = self._spooler.retry(wish.job or "", wish.id)
        elif pending is None:
            pending = await self._copied(wish)
        return await asyncio.wrap_future(pending.result)

    async def _copied(self, wish: Wish) -> Pending:
        """A copy of a paper that was printed here, or of another kiosk's ticket."""
        label = wish.label
        today = self._office.business_day(wish.asked_at)
        days = (job.day for job in self._spooler.jobs() if job.id == wish.job)
        try:
            return self._spooler.reprint(
                label, next(days, today), wish=wish.id, printer=wish.printer
            )
        except NoSuchJob:
            answer = await self._settled("ticket", label=label)
            if answer is None:
                raise
        ticket = ticket_from_json(answer["ticket"])
        day = self._office.business_day(ticket.issued_at)
        issued_at = local(ticket.issued_at, self._office.time_zone)
        paper = as_copy(ticket_paper(ticket, self._office, day), issued_at)
        return self._spooler.submit(
            paper,
            label=label,
            kind=TICKET_PAPER,
            day=day,
            wish=wish.id,
            printer=wish.printer,
        )

    async def _tell_of_copies_before(self, day: date) -> None:
        """What an earlier process copied at its screen today and did not tell of.

        What it has told of the office knows by its id, and answers as it did then.
        """
        await asyncio.wrap_future(self._spooler.when_open())
        for job in self._spooler.jobs():
            is_ours = job.is_copy and not job.wish and job.day == day
            if is_ours and job.id not in self._taken:
                self._taken.add(job.id)
                if pending := self._spooler.done_for(job.id):
                    await self._tell_of_copy(job.label, pending)

    async def _tell_of_copy(self, label: str, pending: Pending) -> None:
        """Make it a wish of our own, called like its job, and settle that."""
        wish = pending.id
        answer = await self._settled("print_wish", id=wish, what=REPRINT, label=label)
        if answer is None:
            return
        await self._tell_of_end(wish, await asyncio.wrap_future(pending.result))

    async def _tell_of_end(self, wish: str, result: Result) -> None:
        """What became of a wish (its id), and at which printer."""
        await self._settled(
            "print_done",
            wish=wish,
            outcome=result.outcome.value,
            reason=result.reason or None,
            printer=result.printer or None,
        )

    async def _settled(
        self, do: str, *, id: str | None = None, **fields: Any
    ) -> Json | None:
        """The office's answer, however long it takes; none when it refuses."""
        id = id or self._client.new_id()
        while True:
            try:
                return await self._client.ask(do, id=id, **fields)
            except RefusedByOffice:
                return None
            except NotKnownYet:
                continue
