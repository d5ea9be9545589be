"""Rows of what is awaited of people after a visit."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Final

from shared.trade.follow_up import FollowUp

_SELECT: Final = "select id, reference, kind, due, outcome from follow_up"


def follow_up(connection: sqlite3.Connection, id: str) -> FollowUp | None:
    """What was awaited under this id, or none."""
    row = connection.execute(f"{_SELECT} where id = ?", (id,)).fetchone()
    return _follow_up(row) if row is not None else None


def due_on(connection: sqlite3.Connection, day: date) -> list[FollowUp]:
    """What is due on a day, by reference."""
    rows = connection.execute(
        f"{_SELECT} where due = ? order by reference, id", (day.isoformat(),)
    )
    return [_follow_up(row) for row in rows]


def put_follow_up(connection: sqlite3.Connection, kept: FollowUp) -> None:
    """Keep it in the place of the one of its id."""
    connection.execute(
        "insert or replace into follow_up (id, reference, kind, due, outcome)"
        " values (?, ?, ?, ?, ?)",
        (kept.id, kept.reference, kept.kind, kept.due.isoformat(), kept.outcome),
    )


def _follow_up(row: tuple[str, str, str, str, str | None]) -> FollowUp:
    id, reference, kind, due, outcome = row
    return FollowUp(id, reference, kind, date.fromisoformat(due), outcome)
