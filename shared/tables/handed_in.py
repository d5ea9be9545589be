"""Rows about the file itself: whose it is, whose the reserves are, what is put back.

After a copy was put back, the file is *recovering*: every station deposits what it
answered since, and only when all have, or time is up, it is added in the order it
happened and numbers are given out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from shared.clock import Clock, from_rfc3339
from shared.tables.connection import Connection, put
from shared.tables.rows import kept_day
from shared.trade.recovery import LATE_MS, WAITS, Deposit, Recovery, Waits

_AT_WORK_MS: Final = 60_000
"""Stations seen so long before the last sign of life in the copy are waited for."""
_AT_ONCE: Final = 100
"""Entries added in one transaction."""
_NEWEST: Final = 20_000
"""Events among which one is looked for that has no index."""


def office_id(connection: Connection) -> str:
    """The mark every file of this office carries."""
    row = connection.execute("select value from meta where key = 'office'").fetchone()
    return row[0] if row else ""


def claim_reserve(
    connection: Connection, kiosk: str, journal: str, *, today: str, until: str
) -> bool:
    """Whether a journal has the kiosk's reserve from `today`; it is kept to `until`.

    The days are ISO 8601. A reserve belongs to one journal: a kiosk whose disk was
    wiped, or a second machine under its name, does not know which numbers are out.
    """
    key = f"reserve {kiosk}"
    row = connection.execute("select value from meta where key = ?", (key,)).fetchone()
    if row is not None:
        holder, _, its_end = row[0].partition(" ")
        if holder != journal and its_end >= today:
            return False
        if row[0] == f"{journal} {until}":
            return True
    put(connection, "meta", "key", key=key, value=f"{journal} {until}")
    return True


def missing(
    connection: Connection, ids: Sequence[str], bodies: Mapping[str, str]
) -> list[str]:
    """Which of these ids have no answer in the file, or another than in `bodies`."""
    run = connection.execute
    known = "select body from answer where id = ?"
    found = {id: run(known, (id,)).fetchone() for id in ids}
    return [
        id
        for id, row in found.items()
        if row is None or row[0] != bodies.get(id, row[0])
    ]


def begin_recovery(
    connection: Connection, clock: Clock, waits: Waits = WAITS
) -> Recovery:
    """Mark a copy as put back just now; `connection` is to the copy's own file."""
    run, now = connection.execute, clock()
    seq = run("select max(seq) from event").fetchone()[0] or 0
    # A sign of life from the future is of a station whose clock was wrong.
    rows = run(
        "select name from station where seen_at <= ? and seen_at >"
        " (select max(seen_at) from station where seen_at <= ?) - ? order by name",
        (now + _AT_WORK_MS, now + _AT_WORK_MS, _AT_WORK_MS),
    ).fetchall()
    names = tuple(row[0] for row in rows)
    recovery = Recovery(seq, now, names, (), seq, waits)
    run("delete from station")
    run("delete from found")
    _put(connection, recovery)
    return recovery


def given_numbers(connection: Connection) -> list[tuple[str, str, int]]:
    """Day, letter and last number of each series that may still go on."""
    day = kept_day(connection)
    return connection.execute(
        "select day, letter, last from series where day >= ?", (day,)
    ).fetchall()


def pass_numbers(connection: Connection, given: Iterable[tuple[str, str, int]]) -> None:
    """See that no series gives a number out again that is on somebody's paper."""
    for series in given:
        connection.execute(
            "insert into series (day, letter, last) values (?, ?, ?)"
            " on conflict (day, letter) do update set last = excluded.last"
            " where series.last < excluded.last",
            series,
        )


def read_recovery(connection: Connection) -> Recovery | None:
    """The recovery that is under way, or none."""
    row = connection.execute(
        "select value from meta where key = 'recovering'"
    ).fetchone()
    if row is None:
        return None
    found = json.loads(row[0])
    return Recovery(
        found["seq"],
        found["since"],
        tuple(found["awaited"]),
        tuple(found["heard"]),
        found["last_seq"],
        Waits(**found.get("waits", {})),
    )


def deposit(
    connection: Connection,
    station: str,
    deposits: Sequence[Deposit],
    last_seq: int,
    *,
    is_all: bool,
) -> None:
    """Keep what a station answered since the copy; nothing twice."""
    recovery = read_recovery(connection)
    if recovery is None:
        # It is over: what the file lacks is handed in one by one.
        return
    for each in deposits:
        connection.execute(
            "insert into found (id, seq, at, station, entry) values (?, ?, ?, ?, ?)"
            " on conflict (id) do nothing",
            (each.mark, each.seq, each.at, station, each.body),
        )
    if not is_all:
        return
    heard = tuple(sorted({*recovery.heard, station}))
    newest = max(recovery.last_seq, last_seq)
    _put(connection, replace(recovery, heard=heard, last_seq=newest))


def next_deposits(connection: Connection) -> list[Deposit]:
    """What comes next of what was deposited, in the order it happened."""
    rows = connection.execute(
        "select id, seq, at, station, entry from found order by at, seq limit ?",
        (_AT_ONCE,),
    ).fetchall()
    return [Deposit(*row) for row in rows]


def take_deposit(connection: Connection, deposit: Deposit) -> None:
    """It is in the file now."""
    connection.execute("delete from found where id = ?", (deposit.mark,))


def has_event(connection: Connection, id: str, day: str, asked_at: int) -> bool:
    """Whether a command of an earlier day is in the file, by its newest events."""
    rows = connection.execute(
        "select kind, at, data from event where id = ?"
        " and (day = ? or kind = 'not_added')"
        " and seq > (select max(seq) from event) - ?",
        (id, day, _NEWEST),
    ).fetchall()
    # The same id may have turned the day, which ends that day's visits under it.
    return any(
        kind == "not_added"
        or at - asked_at <= LATE_MS
        or "happened" in json.loads(data or "{}")
        for kind, at, data in rows
    )


def called_at(connection: Connection, day: str, label: str) -> int:
    """When a ticket was really called last, in milliseconds; 0: never."""
    row = connection.execute(
        "select at, data from event where day = ? and kind in ('called', 'recalled')"
        " and kind = 'called' and ticket = ? order by seq desc limit 1",
        (day, label),
    ).fetchone()
    if row is None:
        return 0
    at, data = row
    happened = json.loads(data or "{}").get("happened")
    return from_rfc3339(happened) if happened else at


def end_recovery(connection: Connection) -> None:
    """The file is whole again, as far as it can be."""
    connection.execute("delete from meta where key = 'recovering'")


def last_restored(connection: Connection) -> dict[str, Any]:
    """What the event of the last recovery says; it is among the newest."""
    row = connection.execute(
        "select data from event where kind = 'restored' and seq > ("
        " select max(seq) - ? from event) order by seq desc limit 1",
        (_NEWEST,),
    ).fetchone()
    none = {"added": 0, "lost": 0, "silent": [], "skipped": 0}
    return none if row is None else json.loads(row[0])


def _put(connection: Connection, recovery: Recovery) -> None:
    told = json.dumps(asdict(recovery), ensure_ascii=False)
    put(connection, "meta", "key", key="recovering", value=told)
