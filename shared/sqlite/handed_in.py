"""Rows about the file itself: whose it is, whose the reserves are, what is put back.

After a copy was put back, the file is *recovering*: every station deposits what it
answered since, and only when all have, or time is up, it is added in the order it
happened and numbers are given out again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from shared.clock import Clock, from_rfc3339
from shared.wire.entry import JournalEntry, entry_from_json, entry_json
from shared.wire.requests import to_json

RECOVERY_MS: Final = 30_000
"""How long stations are waited for that were at work when the copy was made."""
SETTLE_MS: Final = 8_000
"""How long those are waited for that began later: a worker is back within seven."""
_AT_WORK_MS: Final = 60_000
"""Stations seen so long before the last sign of life in the copy are waited for."""
_AT_ONCE: Final = 100
"""Entries added in one transaction."""
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
LATE_MS: Final = 1000
"""What is written down later than this says when it happened."""
_NEWEST: Final = 20_000
"""Events among which one is looked for that has no index."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is known of a copy that was put back and is not complete yet."""

    seq: int
    """The last event of the copy."""
    since: int
    """When the copy was put back, in milliseconds since 1970."""
    awaited: tuple[str, ...]
    """Stations that were at work when the copy was made."""
    heard: tuple[str, ...] = ()
    """Stations that have deposited what they have."""
    last_seq: int = 0
    """The last event any of them knew of."""

    def is_due(self, now: int) -> bool:
        """Whether nobody is waited for any longer."""
        waited = now - self.since
        if not 0 <= waited < RECOVERY_MS:
            return True
        # A copy made at night knows of nobody; who works now is not to be forgotten.
        are_all_heard = bool(self.heard) and set(self.awaited) <= set(self.heard)
        return are_all_heard and waited >= SETTLE_MS


def office_id(connection: sqlite3.Connection) -> str:
    """The mark every file of this office carries."""
    row = connection.execute("select value from meta where key = 'office'").fetchone()
    return row[0] if row else ""


def claim_reserve(
    connection: sqlite3.Connection, kiosk: str, journal: str, today: str, until: str
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
    connection.execute(
        "insert into meta (key, value) values (?, ?)"
        " on conflict (key) do update set value = excluded.value",
        (key, f"{journal} {until}"),
    )
    return True


def missing(
    connection: sqlite3.Connection, ids: list[str], bodies: Mapping[str, str] = _NONE
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


def begin_recovery(connection: sqlite3.Connection, clock: Clock) -> Recovery:
    """Mark a copy as put back just now; `connection` is to the copy's own file."""
    run = connection.execute
    seq = run("select max(seq) from event").fetchone()[0] or 0
    rows = run(
        "select name from station"
        " where seen_at > (select max(seen_at) from station) - ? order by name",
        (_AT_WORK_MS,),
    ).fetchall()
    recovery = Recovery(seq, clock(), tuple(row[0] for row in rows), (), seq)
    run("delete from station")
    run("delete from found")
    _put(connection, recovery)
    return recovery


def read_recovery(connection: sqlite3.Connection) -> Recovery | None:
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
    )


def deposit(
    connection: sqlite3.Connection,
    station: str,
    entries: list[JournalEntry],
    last_seq: int,
    *,
    is_all: bool,
) -> None:
    """Keep what a station answered since the copy; nothing twice."""
    recovery = read_recovery(connection)
    if recovery is None:
        # It is over: what the file lacks is handed in one by one.
        return
    connection.executemany(
        "insert into found (id, seq, at, station, entry) values (?, ?, ?, ?, ?)"
        " on conflict (id) do nothing",
        [
            (_mark(each), each.seq, each.at, station, to_json(entry_json(each)))
            for each in entries
        ],
    )
    if not is_all:
        return
    heard = tuple(sorted({*recovery.heard, station}))
    newest = max(recovery.last_seq, last_seq)
    _put(
        connection,
        Recovery(recovery.seq, recovery.since, recovery.awaited, heard, newest),
    )


def next_found(connection: sqlite3.Connection) -> list[tuple[str, JournalEntry]]:
    """The station and the entry of what comes next in the order it happened."""
    rows = connection.execute(
        "select station, entry from found order by at, seq limit ?", (_AT_ONCE,)
    ).fetchall()
    return [(station, entry_from_json(json.loads(entry))) for station, entry in rows]


def take_found(connection: sqlite3.Connection, entry: JournalEntry) -> None:
    """An entry is in the file now."""
    connection.execute("delete from found where id = ?", (_mark(entry),))


def _mark(entry: JournalEntry) -> str:
    # The same id may be used again on another day.
    return f"{entry.day} {entry.id}"


def has_event(connection: sqlite3.Connection, entry: JournalEntry) -> bool:
    """Whether a command of an earlier day is in the file, by its newest events."""
    rows = connection.execute(
        "select kind, at, data from event where id = ?"
        " and (day = ? or kind = 'not_added')"
        " and seq > (select max(seq) from event) - ?",
        (entry.id, entry.day, _NEWEST),
    ).fetchall()
    # The same id may have turned the day, which ends that day's visits under it.
    return any(
        kind == "not_added"
        or at - entry.at <= LATE_MS
        or "happened" in json.loads(data or "{}")
        for kind, at, data in rows
    )


def called_at(connection: sqlite3.Connection, day: str, label: str) -> int:
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


def skip_numbers(
    connection: sqlite3.Connection, day: str, letter: str, count: int
) -> None:
    """Leave numbers of a series out: they may be on somebody's paper."""
    connection.execute(
        "insert into series (day, letter, last) values (?, ?, ?)"
        " on conflict (day, letter) do update set last = last + excluded.last",
        (day, letter, count),
    )


def end_recovery(connection: sqlite3.Connection) -> None:
    """The file is whole again, as far as it can be."""
    connection.execute("delete from meta where key = 'recovering'")


def last_restored(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the event of the last recovery says; it is among the newest."""
    row = connection.execute(
        "select data from event where kind = 'restored' and seq > ("
        " select max(seq) - ? from event) order by seq desc limit 1",
        (_NEWEST,),
    ).fetchone()
    none = {"added": 0, "lost": 0, "silent": [], "skipped": 0}
    return none if row is None else json.loads(row[0])


def _put(connection: sqlite3.Connection, recovery: Recovery) -> None:
    body = {
        "seq": recovery.seq,
        "since": recovery.since,
        "awaited": recovery.awaited,
        "heard": recovery.heard,
        "last_seq": recovery.last_seq,
    }
    connection.execute(
        "insert into meta (key, value) values ('recovering', ?)"
        " on conflict (key) do update set value = excluded.value",
        (to_json(body),),
    )
