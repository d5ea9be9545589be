"""Rows about visits beside their tickets: groups, and what can be taken back."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Final

from shared.tables.connection import Connection, put
from shared.tables.rows import TICKET_COLUMNS, row_of, ticket_of
from shared.trade.act import Act
from shared.trade.hall import Group
from shared.trade.label import label
from shared.trade.ticket import Ticket

_KEPT: Final = "state = 'waiting' and (kept_for is not null or officer is not null)"
"""The condition of the index `kept`: only a query that repeats it is found by it."""


def groups(connection: Connection, day: str) -> tuple[Group, ...]:
    """The groups that are together on a business day (ISO 8601), by counter."""
    members: dict[str, list[str]] = defaultdict(list)
    for group, letter, number in connection.execute(
        "select in_group, letter, number from ticket"
        " where in_group is not null and state = 'held' and day = ?"
        " order by due_at, key",
        (day,),
    ):
        members[group].append(label(letter, number))
    if not members:
        return ()
    return tuple(
        Group(id, counter, service, place, since, tuple(members[id]))
        for id, counter, service, place, since in connection.execute(
            "select id, counter, service, place, since from visit_group"
            " where day = ? order by counter",
            (day,),
        )
        if id in members
    )


def keep_group(connection: Connection, group: Group, day: str) -> None:
    """Keep what the members of a group have in common."""
    connection.execute("delete from visit_group where id = ?", (group.id,))
    put(
        connection,
        "visit_group",
        "counter",
        counter=group.counter,
        id=group.id,
        day=day,
        service=group.service,
        place=group.place,
        since=group.since,
    )


def kept_waiting(connection: Connection) -> list[Ticket]:
    """Who waits for one counter or one member of staff, in turn."""
    rows = connection.execute(
        f"select {TICKET_COLUMNS} from ticket where {_KEPT} order by due_at, key"
    )
    return [ticket_of(row) for row in rows.fetchall()]


def release(connection: Connection, counter: int) -> None:
    """Nobody waits for this counter alone any longer."""
    connection.execute(
        f"update ticket set kept_for = null where {_KEPT} and kept_for = ?", (counter,)
    )


def put_act(connection: Connection, act: Act) -> None:
    """Keep what a counter did last."""
    rows = [row_of(each) for each in act.before]
    before = json.dumps(rows, ensure_ascii=False)
    put(
        connection,
        "act",
        "counter",
        counter=act.counter,
        seq=act.seq,
        at=act.at,
        before=before,
    )


def read_act(connection: Connection, counter: int) -> Act | None:
    """What a counter did last, or none."""
    row = connection.execute(
        "select seq, at, before from act where counter = ?", (counter,)
    ).fetchone()
    if row is None:
        return None
    before = tuple(ticket_of(tuple(each)) for each in json.loads(row[2]))
    return Act(counter, row[0], row[1], before)


def drop_act(connection: Connection, counter: int) -> None:
    """It cannot be taken back any longer."""
    connection.execute("delete from act where counter = ?", (counter,))


def forget_before(connection: Connection, day: str) -> None:
    """Drop what belongs to business days before `day` (ISO 8601)."""
    connection.execute("delete from visit_group where day < ?", (day,))
    connection.execute("delete from act")
