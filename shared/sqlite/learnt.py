"""Rows of what is learnt of waiting, and who waits now as far as that asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from shared.sqlite.rows import IN_HAND
from shared.trade.estimate.outlook import Waiting


def read_learnt(connection: sqlite3.Connection) -> dict[str, str]:
    """What was learnt, by the name of each part; empty where nothing is kept."""
    return dict(connection.execute("select part, body from learnt").fetchall())


def put_learnt(connection: sqlite3.Connection, parts: Mapping[str, str]) -> None:
    """Keep it in the place of what was kept; parts that are the same stay."""
    run = connection.execute
    known = read_learnt(connection)
    for name in known.keys() - parts.keys():
        run("delete from learnt where part = ?", (name,))
    for name, body in parts.items():
        if known.get(name) != body:
            run(
                "insert into learnt (part, body) values (?, ?)"
                " on conflict (part) do update set body = excluded.body",
                (name, body),
            )


def who_waits(connection: sqlite3.Connection, day: str) -> list[Waiting]:
    """Everybody who waits on a business day (ISO 8601), in turn."""
    rows = connection.execute(
        "select due_at, key, service, priority, issued_at from ticket"
        f" where state = 'waiting' and {IN_HAND} and day = ? order by due_at, key",
        (day,),
    )
    return [Waiting(*row) for row in rows.fetchall()]
