"""Printers and what people want of them, as queue.db keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any, Final

from shared.tables.connection import Connection, put
from shared.trade.printer import (
    JOB_STATES,
    WISHES,
    PrinterNow,
    PrintJob,
    Wish,
    known_condition,
)

_WISH_COLUMNS: Final = "id, what, station, printer, job, label, asked_at, asked_by"
_JOB_FIELDS: Final = tuple(field.name for field in fields(PrintJob))


def read_printers(connection: Connection, now: int, patience: int) -> list[PrinterNow]:
    """Every printer any station told of.

    `patience` is how many milliseconds a station may be silent.
    """
    rows = connection.execute(
        "select printer.name, printer.station, condition, reason, can_confirm, since,"
        " jobs, coalesce(abs(seen_at - ?) < ?, false)"
        " from printer left join station on station.name = printer.station"
        " order by printer.name, printer.station",
        (now, patience),
    ).fetchall()
    return [_printer_of(row) for row in rows]


def printers_at_work(
    connection: Connection, now: int, patience: int
) -> tuple[tuple[str, str, bool], ...]:
    """Each printer, its station, and whether that is at work."""
    rows = connection.execute(
        "select printer.name, printer.station, coalesce(abs(seen_at - ?) < ?, false)"
        " from printer left join station on station.name = printer.station"
        " order by printer.name, printer.station",
        (now, patience),
    ).fetchall()
    return tuple(
        (name, station, bool(is_at_work)) for name, station, is_at_work in rows
    )


def put_printer(connection: Connection, printer: PrinterNow) -> None:
    """Keep how a printer of a station is."""
    jobs = [asdict(job) for job in printer.jobs]
    put(
        connection,
        "printer",
        "name, station",
        name=printer.name,
        station=printer.station,
        condition=printer.condition,
        reason=printer.reason,
        can_confirm=int(printer.can_confirm),
        since=printer.since,
        jobs=json.dumps(jobs, ensure_ascii=False),
    )


def read_wishes(connection: Connection) -> list[Wish]:
    """What people want of printers and nobody has settled, the oldest first.

    A wish of another version is for the stations of that one.
    """
    rows = connection.execute(
        f"select {_WISH_COLUMNS} from print_wish order by asked_at, id"
    ).fetchall()
    return [wish for wish in (Wish(*row) for row in rows) if wish.what in WISHES]


def add_wish(connection: Connection, wish: Wish) -> None:
    """Keep what a person wants of a printer."""
    connection.execute(
        f"insert into print_wish ({_WISH_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(wish.id, wish.what, wish.station, wish.printer),
            *(wish.job, wish.label, wish.asked_at, wish.asked_by),
        ),
    )


def remove_wish(connection: Connection, wish: Wish) -> None:
    """It is settled."""
    connection.execute("delete from print_wish where id = ?", (wish.id,))


def _printer_of(row: tuple[Any, ...]) -> PrinterNow:
    name, station, condition, reason, can_confirm, since, jobs, is_at_work = row
    return PrinterNow(
        name,
        station,
        known_condition(condition),
        reason,
        bool(can_confirm),
        since,
        tuple(_jobs_of(json.loads(jobs))),
        bool(is_at_work),
    )


def _jobs_of(found: list[Any]) -> Iterator[PrintJob]:
    """The papers this version knows; of those of another, what it knows of them."""
    for each in found:
        # One that lacks something, or is no object at all, is passed over.
        with suppress(KeyError, TypeError):
            job = PrintJob(**{name: each[name] for name in _JOB_FIELDS})
            if job.state in JOB_STATES and isinstance(job.at, int):
                yield job
