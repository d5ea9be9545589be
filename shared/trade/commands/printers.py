"""The commands about printers: how they are, what is wanted of them, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from shared.errors import BadRequest, WrongState
from shared.sqlite.ledger import Ledger
from shared.sqlite.presence import STATION_PATIENCE
from shared.sqlite.printers import (
    add_wish,
    issuing_station,
    put_printer,
    read_printers,
    read_wishes,
    settle_wish,
)
from shared.text.catalogue import N_
from shared.trade.printer import PRINTED, REPRINT, PrinterNow, PrintJob, Wish
from shared.trade.state_words import TICKET_STATES
from shared.trade.ticket import Ticket, TicketState

_OVER: Final = (TicketState.DONE, TicketState.CANCELLED, TicketState.EXPIRED)
"""The states in which a number is of no more use to anybody."""


def printer_state(
    ledger: Ledger,
    *,
    printer: str,
    condition: str,
    can_confirm: bool = True,
    reason: str | None = None,
    jobs: tuple[PrintJob, ...] = (),
) -> Mapping[str, PrinterNow]:
    """How a printer of this station is, and which of its papers need a person."""
    if ledger.office.printer(printer) is None:
        raise BadRequest(N_("This office has no printer “{printer}”."), printer=printer)
    before = next(
        (each for each in _printers(ledger, printer) if each.station == ledger.station),
        None,
    )
    is_as_before = before is not None and before.condition == condition
    since = before.since if before is not None and is_as_before else ledger.now
    now = PrinterNow(
        printer, ledger.station, condition, reason, can_confirm, since, jobs
    )
    if before is None or replace(before, is_at_work=True) != now:
        put_printer(ledger, now)
    return {"printer": now}


def print_wish(
    ledger: Ledger,
    *,
    what: str,
    label: str | None = None,
    job: str | None = None,
    printer: str | None = None,
) -> Mapping[str, Wish]:
    """Ask the station that has a paper to print it again, or to let it be.

    `job` is a paper that needs a person; `label` is the newest such paper of a number,
    and for a reprint any paper of it.
    """
    if job is None and label is None:
        raise BadRequest(N_("“{field}” is missing."), field="label")
    at, paper = _waiting_paper(_printers(ledger, printer), job, label)
    if paper is not None:
        label = paper.label
    elif job is not None:
        raise BadRequest(
            N_("No printer has a job “{job}” that needs a person."), job=job
        )
    elif what != REPRINT:
        raise WrongState(N_("No paper of {label} needs a person."), label=label)
    else:
        at = _printer_of(ledger, ledger.ticket(str(label)), printer)
    if at is None:
        raise BadRequest(
            N_("No station at work has printed {label}. Name a printer."), label=label
        )
    if not at.is_at_work:
        raise WrongState(
            N_("Station “{station}” has this paper, and it is not at work."),
            station=at.station,
        )
    wish = Wish(
        ledger.id,
        what,
        at.station,
        at.name,
        paper.id if paper is not None else None,
        str(label),
        ledger.now,
        ledger.station,
    )
    _refuse_if_wished(ledger, wish)
    add_wish(ledger, wish)
    return {"wish": wish}


def print_done(
    ledger: Ledger, *, wish: str, outcome: str, reason: str | None = None
) -> Mapping[str, Wish]:
    """What became of a wish."""
    found = next(
        (each for each in read_wishes(ledger.connection) if each.id == wish), None
    )
    if found is None:
        raise BadRequest(
            N_("Nobody wishes “{wish}” of a printer; it may be settled."), wish=wish
        )
    is_copy = found.what == REPRINT and outcome == PRINTED
    kind = "reprinted" if is_copy else "print_settled"
    settle_wish(ledger, found, kind, outcome=outcome, reason=reason)
    return {"wish": found}


def _printers(ledger: Ledger, name: str | None) -> list[PrinterNow]:
    found = read_printers(ledger.connection, ledger.now, STATION_PATIENCE)
    return [each for each in found if name in (None, each.name)]


def _waiting_paper(
    printers: Sequence[PrinterNow], job: str | None, label: str | None
) -> tuple[PrinterNow | None, PrintJob | None]:
    found = [
        (printer, each)
        for printer in printers
        for each in printer.jobs
        if (each.id == job if job is not None else each.label == label)
    ]
    return max(found, key=lambda pair: pair[1].at, default=(None, None))


def _printer_of(
    ledger: Ledger, ticket: Ticket, printer: str | None
) -> PrinterNow | None:
    """Where a copy of a ticket's paper can be had."""
    if ticket.state in _OVER:
        raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
    printed_by = issuing_station(ledger, ticket)
    found = [
        each
        for each in _printers(ledger, printer)
        if each.station == printed_by or (printer is not None and each.is_at_work)
    ]
    return min(
        found,
        key=lambda each: (each.station != printed_by, not each.is_ready),
        default=None,
    )


def _refuse_if_wished(ledger: Ledger, wish: Wish) -> None:
    if wish.asked_by == wish.station:
        # It tells of what it is doing, for somebody who stands there.
        return
    about = (wish.station, wish.label, wish.job)
    for each in read_wishes(ledger.connection):
        if (each.station, each.label, each.job) == about:
            raise WrongState(
                N_("{label} is with the printer already. One moment."),
                label=wish.label,
            )
