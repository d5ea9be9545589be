"""Printers and what people want of them, as queue.db keeps it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Final

from shared.errors import UnknownTicket
from shared.sqlite.ledger import Ledger
from shared.trade.printer import EXPIRED, PrinterNow, PrintJob, Wish
from shared.trade.ticket import Ticket

_WISH_COLUMNS: Final = "id, what, station, printer, job, label, asked_at, asked_by"


def read_printers(
    connection: sqlite3.Connection, now: int, patience: int
) -> list[PrinterNow]:
    """Every printer any station told of.

    `patience` is how many milliseconds a station may be silent.
    """
    rows = connection.execute(
        "select printer.name, printer.station, condition, reason, can_confirm, since,"
        " jobs, coalesce(seen_at > ?, 0)"
        " from printer left join station on station.name = printer.station"
        " order by printer.name, printer.station",
        (now - patience,),
    ).fetchall()
    return [_printer_of(row) for row in rows]


def printers_at_work(
    connection: sqlite3.Connection, now: int, patience: int
) -> tuple[tuple[str, str, bool], ...]:
    """Each printer, its station, and whether that is at work."""
    rows = connection.execute(
        "select printer.name, printer.station, coalesce(seen_at > ?, 0)"
        " from printer left join station on station.name = printer.station"
        " order by printer.name, printer.station",
        (now - patience,),
    ).fetchall()
    return tuple(
        (name, station, bool(is_at_work)) for name, station, is_at_work in rows
    )


def put_printer(ledger: Ledger, printer: PrinterNow) -> None:
    """Keep how a printer of this station is, and write the event."""
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
    told = {
        "printer": printer.name,
        "condition": printer.condition,
        "reason": printer.reason,
        "can_confirm": printer.can_confirm,
        "jobs": jobs,
    }
    ledger.connection.execute(
        "insert into printer"
        " (name, station, condition, reason, can_confirm, since, jobs)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (name, station) do update set"
        " condition = excluded.condition, reason = excluded.reason,"
        " can_confirm = excluded.can_confirm, since = excluded.since,"
        " jobs = excluded.jobs",
        (
            printer.name,
            printer.station,
            printer.condition,
            printer.reason,
            printer.can_confirm,
            printer.since,
            json.dumps(jobs, ensure_ascii=False),
        ),
    )
    ledger.record("printer_changed", data=_without_none(told))


def read_wishes(connection: sqlite3.Connection) -> list[Wish]:
    """What people want of printers and nobody has settled, the oldest first."""
    rows = connection.execute(
        f"select {_WISH_COLUMNS} from print_wish order by asked_at, id"
    ).fetchall()
    return [Wish(*row) for row in rows]


def add_wish(ledger: Ledger, wish: Wish) -> None:
    """Keep what a person wants of a printer, and write the event."""
    ledger.connection.execute(
        f"insert into print_wish ({_WISH_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(wish.id, wish.what, wish.station, wish.printer),
            *(wish.job, wish.label, wish.asked_at, wish.asked_by),
        ),
    )
    _record(ledger, "print_wished", wish, {"for": wish.station})


def settle_wish(
    ledger: Ledger,
    wish: Wish,
    kind: str,
    *,
    outcome: str,
    reason: str | None = None,
    day: str | None = None,
) -> None:
    """Forget a wish and write what became of it."""
    ledger.connection.execute("delete from print_wish where id = ?", (wish.id,))
    _record(ledger, kind, wish, {"outcome": outcome, "reason": reason}, day)


def end_wishes(ledger: Ledger, day: str) -> None:
    """What nobody carried out on `day` (ISO 8601) is wanted no more."""
    for wish in read_wishes(ledger.connection):
        settle_wish(ledger, wish, "print_settled", outcome=EXPIRED, day=day)


def issuing_station(ledger: Ledger, ticket: Ticket) -> str:
    """The station that gave out one of today's tickets."""
    # From the end: of all the years in the table only today is looked through.
    row = ledger.connection.execute(
        "select station from event where kind = 'issued' and ticket = ?"
        " order by seq desc limit 1",
        (ticket.label,),
    ).fetchone()
    return str(row[0])


def _printer_of(row: tuple[Any, ...]) -> PrinterNow:
    name, station, condition, reason, can_confirm, since, jobs, is_at_work = row
    return PrinterNow(
        name,
        station,
        condition,
        reason,
        bool(can_confirm),
        since,
        tuple(PrintJob(**job) for job in json.loads(jobs)),
        bool(is_at_work),
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
