"""The commands about printers: how they are, what is wanted of them, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Final

from shared.errors import BadRequest, UnknownTicket, WrongState
from shared.text.catalogue import N_
from shared.trade.commands.command import (
    Answer,
    Flag,
    OneOf,
    PrintJobs,
    Text,
    command,
)
from shared.trade.ledger import Ledger
from shared.trade.printer import (
    CONDITIONS,
    OUTCOMES,
    PRINTED,
    REPRINT,
    WISHES,
    PrinterNow,
    PrintJob,
    Wish,
)
from shared.trade.reading import Reading
from shared.trade.ticket import TICKET_STATES, Ticket, TicketState

_OVER: Final = (TicketState.DONE, TicketState.CANCELLED, TicketState.EXPIRED)
"""The states in which a number is of no more use to anybody."""


@command("printer_state")
class PrinterState:
    """How a printer of this station is, and which of its papers need a person."""

    printer: Text
    condition: Annotated[str, OneOf(CONDITIONS)]
    reason: Text | None = None
    can_confirm: Flag = True
    jobs: PrintJobs = ()

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        if ledger.office.printer(self.printer) is None:
            words = N_("This office has no printer “{printer}”.")
            raise BadRequest(words, printer=self.printer)
        own = (
            each
            for each in _printers(ledger, self.printer)
            if each.station == ledger.station
        )
        before = next(own, None)
        now = self._told(ledger, before)
        if before is None or replace(before, is_at_work=True) != now:
            ledger.put_printer(now)
            ledger.record("printer_changed", data=_printer_data(now))
        return {"printer": now}

    def _told(self, ledger: Ledger, before: PrinterNow | None) -> PrinterNow:
        is_as_before = before is not None and before.condition == self.condition
        return PrinterNow(
            self.printer,
            ledger.station,
            self.condition,
            self.reason,
            self.can_confirm,
            before.since if before is not None and is_as_before else ledger.now,
            self.jobs,
        )


@command("print_wish")
class PrintWish:
    """Ask the station that has a paper to print it again, or to let it be."""

    what: Annotated[str, OneOf(WISHES)]
    label: Text | None = None
    """The newest paper of a number that needs a person; for a reprint any of it."""
    job: Text | None = None
    """A paper that needs a person."""
    printer: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        if self.job is None and self.label is None:
            raise BadRequest(N_("“{field}” is missing."), field="label")
        at, paper = self._waiting_paper(_printers(ledger, self.printer))
        label = paper.label if paper is not None else self.label
        if paper is None:
            at = self._printer_for_copy(ledger)
        if at is None:
            words = N_("No station at work has printed {label}. Name a printer.")
            raise BadRequest(words, label=label)
        if not at.is_at_work:
            words = N_("Station “{station}” has this paper, and it is not at work.")
            raise WrongState(words, station=at.station)
        wish = Wish(
            id=ledger.id,
            what=self.what,
            station=at.station,
            printer=at.name,
            job=paper.id if paper is not None else None,
            label=str(label),
            asked_at=ledger.now,
            asked_by=ledger.station,
        )
        _refuse_if_wished(ledger, wish)
        ledger.add_wish(wish)
        _record(ledger, "print_wished", wish, {"for": wish.station})
        return {"wish": wish}

    def _waiting_paper(
        self, printers: Sequence[PrinterNow]
    ) -> tuple[PrinterNow | None, PrintJob | None]:
        found = [
            (printer, job)
            for printer in printers
            for job in printer.jobs
            if (job.id == self.job if self.job is not None else job.label == self.label)
        ]
        return max(found, key=lambda pair: pair[1].at, default=(None, None))

    def _printer_for_copy(self, ledger: Ledger) -> PrinterNow | None:
        """Where a copy of a number's paper can be had; nobody has one that waits."""
        if self.job is not None:
            words = N_("No printer has a job “{job}” that needs a person.")
            raise BadRequest(words, job=self.job)
        if self.what != REPRINT:
            words = N_("No paper of {label} needs a person.")
            raise WrongState(words, label=self.label)
        return _printer_of(ledger, ledger.ticket(str(self.label)), self.printer)


@command("print_done")
class PrintDone:
    """What became of a wish."""

    wish: Text
    outcome: Annotated[str, OneOf(OUTCOMES)]
    reason: Text | None = None
    printer: Text | None = None
    """The printer it came to its end at, where that is not the one wished for."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        found = next((each for each in ledger.wishes() if each.id == self.wish), None)
        if found is None:
            words = N_("Nobody wishes “{wish}” of a printer; it may be settled.")
            raise BadRequest(words, wish=self.wish)
        is_copy = found.what == REPRINT and self.outcome == PRINTED
        kind = "reprinted" if is_copy else "print_settled"
        at = replace(found, printer=self.printer or found.printer)
        settle(ledger, at, kind, outcome=self.outcome, reason=self.reason)
        return {"wish": found}


def settle(
    ledger: Ledger,
    wish: Wish,
    kind: str,
    *,
    outcome: str,
    reason: str | None = None,
    day: str | None = None,
) -> None:
    """Forget a wish and write what became of it; `day` where that is not today."""
    ledger.remove_wish(wish)
    _record(ledger, kind, wish, {"outcome": outcome, "reason": reason}, day)


def _printers(reading: Reading, name: str | None) -> list[PrinterNow]:
    return [each for each in reading.printers() if name in (None, each.name)]


def _printer_of(
    reading: Reading, ticket: Ticket, printer: str | None
) -> PrinterNow | None:
    """Where a copy of a ticket's paper can be had."""
    if ticket.state in _OVER:
        raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
    printed_by = reading.issued_by(ticket)
    found = [
        each
        for each in _printers(reading, printer)
        if each.station == printed_by or (printer is not None and each.is_at_work)
    ]
    return min(
        found,
        key=lambda each: (each.station != printed_by, not each.is_ready),
        default=None,
    )


def _refuse_if_wished(reading: Reading, wish: Wish) -> None:
    if wish.asked_by == wish.station:
        # It tells of what it is doing, for somebody who stands there.
        return
    about = (wish.station, wish.label, wish.job)
    for each in reading.wishes():
        if (each.station, each.label, each.job) == about:
            words = N_("{label} is with the printer already. One moment.")
            raise WrongState(words, label=wish.label)


def _printer_data(printer: PrinterNow) -> dict[str, Any]:
    jobs = [
        {
            "id": job.id,
            "label": job.label,
            "kind": job.kind,
            "state": job.state,
            "at": job.at,
        }
        for job in printer.jobs
    ]
    return _without_none(
        {
            "printer": printer.name,
            "condition": printer.condition,
            "reason": printer.reason,
            "can_confirm": printer.can_confirm,
            "jobs": jobs,
        }
    )


def _record(
    ledger: Ledger, kind: str, wish: Wish, told: dict[str, Any], day: str | None = None
) -> None:
    about = {
        "wish": wish.id,
        "what": wish.what,
        "printer": wish.printer,
        "job": wish.job,
        "label": wish.label,
        **told,
    }
    try:
        ticket = ledger.ticket(wish.label) if day is None else None
    except UnknownTicket:
        # A paper of another day, or one that is no ticket's.
        ticket = None
    ledger.record(kind, ticket=ticket, data=_without_none(about), day=day)


def _without_none(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}
