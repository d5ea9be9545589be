"""Rows of the table of tickets, as tickets."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from shared.trade.ticket import Ticket, TicketState

TICKET_COLUMNS: Final = (
    "key, letter, number, service, state, priority, language, channel, counter, "
    "calls, issued_at, due_at, called_at, started_at, ended_at, note"
)

IN_HAND: Final = "state in ('waiting', 'called', 'serving', 'held', 'missed')"
"""The condition of the index `in_hand`: only a query that repeats it is found by it."""


def kept_day(connection: sqlite3.Connection) -> str:
    """The business day the file is in (ISO 8601), or "" before the first."""
    row = connection.execute("select value from meta where key = 'day'").fetchone()
    return row[0] if row else ""


def ticket_of(row: tuple[Any, ...]) -> Ticket:
    """A row of TICKET_COLUMNS as a ticket."""
    key, letter, number, service, state, *rest = row
    return Ticket(key, letter, number, service, TicketState(state), *rest)


def ahead_of(connection: sqlite3.Connection, ticket: Ticket) -> int | None:
    """Waiting tickets of its service that go before it; none if it does not wait."""
    if ticket.state is not TicketState.WAITING:
        return None
    found: int = connection.execute(
        "select count(*) from ticket where state = 'waiting' and service = ?"
        " and (due_at, key) < (?, ?)",
        (ticket.service, ticket.due_at, ticket.key),
    ).fetchone()[0]
    return found
