"""What one station of all does for the office: whose turn it is, and when again."""

from __future__ import annotations

from typing import Final

from shared.tables.connection import Connection

HOUR_MS: Final = 3_600_000


def claim_copy(connection: Connection, now: int) -> bool:
    """Whether a copy is due; true for one station of all, which then makes it."""
    return take_turn(connection, now, "backup_at", HOUR_MS)


def take_turn(connection: Connection, now: int, key: str, every: int) -> bool:
    """True for one station of all in `every` milliseconds; `key` names what it does."""
    connection.execute(
        "insert into meta (key, value) values (?, '0') on conflict (key) do nothing",
        (key,),
    )
    return (
        connection.execute(
            "update meta set value = ? where key = ?"
            " and cast(value as integer) not between ? and ?",
            (str(now), key, now - every + 1, now),
        ).rowcount
        == 1
    )
