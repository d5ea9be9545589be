"""Rows of what is learnt of waiting, and who waits now as far as that asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shared.tables.connection import Connection, put
from shared.tables.rows import IN_HAND
from shared.trade.estimate.outlook import Waiting

_CLAIMED: Final = "learnt_on"


def claim_learning(connection: Connection, day: str) -> bool:
    """True for one station of all on a business day (ISO 8601), which then learns."""
    changed = connection.execute(
        "insert into meta (key, value) values (?, ?) on conflict (key) do update"
        " set value = excluded.value where meta.value < excluded.value",
        (_CLAIMED, day),
    )
    return changed.rowcount == 1


def read_learnt(connection: Connection) -> dict[str, str]:
    """What was learnt, by the name of each part; empty where nothing is kept."""
    return dict(connection.execute("select part, body from learnt").fetchall())


def put_learnt(connection: Connection, parts: Mapping[str, str]) -> None:
    """Keep it in the place of what was kept; parts that are the same stay."""
    run = connection.execute
    known = read_learnt(connection)
    for name in known.keys() - parts.keys():
        run("delete from learnt where part = ?", (name,))
    for name, body in parts.items():
        if known.get(name) != body:
            put(connection, "learnt", "part", part=name, body=body)


def who_waits(connection: Connection, day: str) -> list[Waiting]:
    """Everybody who waits on a business day (ISO 8601), in turn."""
    rows = connection.execute(
        "select due_at, key, service, priority, issued_at from ticket"
        f" where state = 'waiting' and {IN_HAND} and day = ? order by due_at, key",
        (day,),
    )
    return list(map(Waiting._make, rows.fetchall()))
