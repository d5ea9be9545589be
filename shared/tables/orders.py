"""Rows of what staff ordered: pauses, moved counters, calls for help, notices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shared.office.model import Counter, Office
from shared.tables.connection import Connection, put
from shared.trade.orders import (
    CounterMove,
    HelpCall,
    NoticeState,
    Pause,
    Paused,
    PostedNotice,
)

_KEPT_MS: Final = 86_400_000
"""So long a notice that is over is still known, to be told from one never posted."""


def is_past(until: int | None, now: int) -> bool:
    """Whether an end (milliseconds) has come."""
    return until is not None and until <= now


def places(connection: Connection, office: Office, now: int) -> Sequence[Counter]:
    """Every counter of the office with what it takes at an instant."""
    moved = {
        each.counter: each
        for each in counter_moves(connection)
        if not is_past(each.until, now)
    }
    if not moved:
        return office.counters
    return [
        replace(each, serves=moved[each.number].serves, helps=moved[each.number].helps)
        if each.number in moved
        else each
        for each in office.counters
    ]


def pauses(connection: Connection) -> list[Pause]:
    """What gives out no numbers, as it was ordered."""
    rows = connection.execute("select what, name, message, until, is_closed from pause")
    return [
        Pause(Paused(what), name, message, until, bool(is_closed))
        for what, name, message, until, is_closed in rows.fetchall()
    ]


def put_pause(connection: Connection, pause: Pause) -> None:
    """Keep a pause in the place of the one before."""
    put(
        connection,
        "pause",
        "what, name",
        what=pause.what.value,
        name=pause.name,
        message=pause.message,
        until=pause.until,
        is_closed=int(pause.is_closed),
    )


def drop_pause(connection: Connection, pause: Pause) -> None:
    """It is over."""
    connection.execute(
        "delete from pause where what = ? and name = ?", (pause.what.value, pause.name)
    )


def counter_moves(connection: Connection) -> list[CounterMove]:
    """Which counters take other services than office.toml says."""
    rows = connection.execute("select counter, serves, helps, until from counter_move")
    return [
        CounterMove(counter, tuple(json.loads(serves)), tuple(json.loads(helps)), until)
        for counter, serves, helps, until in rows.fetchall()
    ]


def put_counter_move(connection: Connection, move: CounterMove) -> None:
    """Keep what a counter takes in the place of what it took."""
    put(
        connection,
        "counter_move",
        "counter",
        counter=move.counter,
        serves=json.dumps(move.serves),
        helps=json.dumps(move.helps),
        until=move.until,
    )


def drop_counter_move(connection: Connection, counter: int) -> None:
    """The counter takes what office.toml says."""
    connection.execute("delete from counter_move where counter = ?", (counter,))


def help_calls(connection: Connection, day: str) -> list[HelpCall]:
    """Calls of a business day (ISO 8601) that nobody answered, the oldest first."""
    rows = connection.execute(
        "select id, counter, kiosk, reason, since from help_call"
        " where is_answered = 0 and day = ? order by since, id",
        (day,),
    )
    return [HelpCall(*row) for row in rows.fetchall()]


def was_help(connection: Connection, id: str) -> bool:
    """Whether a call for help was answered."""
    found = "select 1 from help_call where id = ? and is_answered = 1"
    return connection.execute(found, (id,)).fetchone() is not None


def put_help(connection: Connection, call: HelpCall, day: str) -> None:
    """Keep a call for help of a business day (ISO 8601)."""
    connection.execute(
        "insert into help_call (id, day, counter, kiosk, reason, since)"
        " values (?, ?, ?, ?, ?, ?)",
        (call.id, day, call.counter, call.kiosk, call.reason, call.since),
    )


def drop_help(connection: Connection, call: HelpCall) -> None:
    """Somebody has answered it."""
    connection.execute("update help_call set is_answered = 1 where id = ?", (call.id,))


def notices(connection: Connection) -> list[PostedNotice]:
    """Notices of staff that are not long over, the oldest first."""
    rows = connection.execute(
        "select id, text, state, since, until, service from notice"
        " order by since is not null, since, id"
    )
    return [
        PostedNotice(id, text, NoticeState(state), since, until, service)
        for id, text, state, since, until, service in rows.fetchall()
    ]


def put_notice(connection: Connection, notice: PostedNotice) -> None:
    """Keep a notice in the place of the one of its id."""
    put(
        connection,
        "notice",
        "id",
        id=notice.id,
        text=notice.text,
        state=notice.state.value,
        since=notice.since,
        until=notice.until,
        service=notice.service,
    )


def forget_before(connection: Connection, day: str, now: int) -> None:
    """Drop what belongs to business days before `day` (ISO 8601)."""
    run = connection.execute
    run("delete from help_call where day < ?", (day,))
    run("delete from notice where state = 'ended' or until < ?", (now - _KEPT_MS,))
