"""What was answered and is not in queue.db, brought into it.

One by one after an outage, or all at once and in order after a copy was put back.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from typing import Final

from shared.errors import ShareUnavailable
from shared.office.model import Office
from shared.service.late_entries import hand_in
from shared.sqlite.handed_in import (
    Recovery,
    end_recovery,
    missing,
    next_found,
    read_recovery,
    skip_numbers,
    take_found,
)
from shared.sqlite.ledger import Ledger
from shared.sqlite.rows import kept_day
from shared.sqlite.snapshot import last_seq
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_
from shared.trade.day import turn_day
from shared.wire.entry import JournalEntry

_DOUBT: Final = 100
"""So many numbers of each series are left out where somebody's answers are not known:
a silent station may have given numbers that nobody else has heard of."""
_AT_MOST_SECONDS: Final = 4.0
"""How long one call goes on adding: the station that asked must hear of its worker."""


def add_entries(
    store: Store, office: Office, station: str, entries: Sequence[JournalEntry]
) -> list[bool]:
    """Hand entries in, in one transaction; which could be added.

    Raises what the share does.
    """

    def work(connection: sqlite3.Connection, now: int) -> list[bool]:
        refuse_in_recovery(connection, store)
        return [_hand_in(connection, office, station, each, now) for each in entries]

    def is_there(connection: sqlite3.Connection) -> bool:
        today = kept_day(connection)
        return not missing(
            connection, [each.id for each in entries if each.day == today]
        )

    return store.write(work, is_there)


def refuse_in_recovery(connection: sqlite3.Connection, store: Store) -> None:
    """Raise ShareUnavailable while a copy that was put back is not whole yet."""
    if read_recovery(connection) is not None:
        words = N_("a copy was put back; what was answered since is being added")
        raise ShareUnavailable(folder=store.folder, reason=words)


def recover(store: Store, office: Office, station: str) -> None:
    """Add what stations deposited to a copy that was put back, if it is time."""

    def is_due(connection: sqlite3.Connection, now: int) -> bool:
        recovery = read_recovery(connection)
        return recovery is not None and recovery.is_due(now)

    def add(connection: sqlite3.Connection, now: int) -> bool:
        recovery = read_recovery(connection)
        if recovery is None or not recovery.is_due(now):
            return False
        found = next_found(connection)
        for by, entry in found:
            _hand_in(connection, office, by, entry, now)
            take_found(connection, entry)
        if not found:
            _conclude(connection, office, station, recovery, now)
        return bool(found)

    if store.read(is_due):
        until = time.monotonic() + _AT_MOST_SECONDS
        while store.write(add) and time.monotonic() < until:
            continue


def _hand_in(
    connection: sqlite3.Connection,
    office: Office,
    station: str,
    entry: JournalEntry,
    now: int,
) -> bool:
    # A clock that was wrong must not turn the office's day.
    at = min(entry.at, now)
    ledger = Ledger(connection, office, station=station, id=entry.id, now=at)
    turn_day(ledger)
    return hand_in(ledger, entry)


def _conclude(
    connection: sqlite3.Connection,
    office: Office,
    station: str,
    recovery: Recovery,
    now: int,
) -> None:
    seq = last_seq(connection)
    lost = max(0, recovery.last_seq - seq)
    silent = sorted(set(recovery.awaited) - set(recovery.heard))
    skipped = lost + _DOUBT if lost or silent else 0
    told = {
        "from": recovery.seq,
        "added": seq - recovery.seq,
        "lost": lost,
        "silent": silent,
        "skipped": skipped,
    }
    id = f"restored-{recovery.since}"
    ledger = Ledger(connection, office, station=station, id=id, now=now)
    turn_day(ledger)
    if skipped:
        for letter in sorted({each.letter for each in office.services}):
            skip_numbers(connection, ledger.day, letter, skipped)
    ledger.record("restored", data=told)
    end_recovery(connection)
