"""Rows of what is awaited of people after a visit."""

from __future__ import annotations

from datetime import date
from typing import Final

from shared.tables.connection import Connection, put
from shared.trade.follow_up import FollowUp

_SELECT: Final = "select id, reference, kind, due, outcome from follow_up"


def follow_up(connection: Connection, id: str) -> FollowUp | None:
    """What was awaited under this id, or none."""
    row = connection.execute(f"{_SELECT} where id = ?", (id,)).fetchone()
    return _follow_up(row) if row is not None else None


def due_on(connection: Connection, day: date) -> list[FollowUp]:
    """What is due on a day, by reference."""
    rows = connection.execute(
        f"{_SELECT} where due = ? order by reference, id", (day.isoformat(),)
    )
    return [_follow_up(row) for row in rows]


def put_follow_up(connection: Connection, kept: FollowUp) -> None:
    """Keep it in the place of the one of its id."""
    put(
        connection,
        "follow_up",
        "id",
        id=kept.id,
        reference=kept.reference,
        kind=kept.kind,
        due=kept.due.isoformat(),
        outcome=kept.outcome,
    )


def _follow_up(row: tuple[str, str, str, str, str | None]) -> FollowUp:
    id, reference, kind, due, outcome = row
    return FollowUp(id, reference, kind, date.fromisoformat(due), outcome)
