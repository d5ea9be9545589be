"""The events of an office, as queue.db has them."""

from __future__ import annotations

from typing import Any

from msgspec.json import decode

from shared.tables.connection import Connection
from shared.trade.event import Event


def last_seq(connection: Connection) -> int:
    """The seq of the last event, 0 before the first."""
    row = connection.execute("select max(seq) from event").fetchone()
    return row[0] or 0


def last_of_days_before(connection: Connection, day: str) -> int:
    """The seq of the last event of business days before one (ISO 8601); 0: none."""
    row = connection.execute(
        "select seq from event where day < ? order by seq desc limit 1", (day,)
    ).fetchone()
    return row[0] if row else 0


def last_instant(connection: Connection) -> int:
    """When the last event was written (milliseconds since 1970), 0 before the first."""
    row = connection.execute(
        "select at from event order by seq desc limit 1"
    ).fetchone()
    return row[0] if row else 0


def read_events(connection: Connection, *, after: int, limit: int) -> list[Event]:
    """Events after a seq, oldest first."""
    rows = connection.execute(
        "select seq, id, at, kind, station, ticket, service, counter, data"
        " from event where seq > ? order by seq limit ?",
        (after, limit),
    ).fetchall()
    # There are millions of them: both ways are the quickest there are.
    return [
        tuple.__new__(Event, (*row[:8], decode(row[8]) if row[8] else None))
        for row in rows
    ]


def data_of(data: str | None) -> dict[str, Any]:
    """What an event says besides, of its row; nothing where that is no object."""
    found = decode(data or "{}")
    return found if isinstance(found, dict) else {}
