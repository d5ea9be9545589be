"""What was answered and is not in queue.db, brought into it.

One by one after an outage, or all at once and in order after a copy was put back.
"""

from __future__ import annotations

import sqlite3

from shared.entry import Entry
from shared.errors import ShareUnavailable
from shared.hand_in import hand_in
from shared.office import Office
from shared.store import Store
from shared.store_book import Book
from shared.store_hall import last_seq
from shared.store_recovery import (
    Recovery,
    end_recovery,
    missing,
    next_found,
    read_recovery,
    take_found,
)
from shared.text import N_


def add_entry(store: Store, office: Office, station: str, entry: Entry) -> bool:
    """Hand an entry in; whether it could be added. Raises what the share does."""

    def work(connection: sqlite3.Connection, _now: int) -> bool:
        refuse_in_recovery(connection, store)
        return _hand_in(connection, office, station, entry)

    def is_there(connection: sqlite3.Connection) -> bool:
        is_of_today = entry.day == Book.kept_day(connection)
        return not is_of_today or not missing(connection, [entry.id])

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
            _hand_in(connection, office, by, entry)
            take_found(connection, entry.id)
        if not found:
            _conclude(connection, office, station, recovery, now)
        return bool(found)

    if store.read(is_due):
        while store.write(add):
            continue


def _hand_in(
    connection: sqlite3.Connection, office: Office, station: str, entry: Entry
) -> bool:
    book = Book(connection, office, station=station, id=entry.id, now=entry.at)
    book.turn_day()
    return hand_in(book, entry)


def _conclude(
    connection: sqlite3.Connection,
    office: Office,
    station: str,
    recovery: Recovery,
    now: int,
) -> None:
    seq = last_seq(connection)
    told = {
        "from": recovery.seq,
        "added": seq - recovery.seq,
        "lost": max(0, recovery.last_seq - seq),
        "silent": sorted(set(recovery.awaited) - set(recovery.heard)),
    }
    id = f"restored-{recovery.since}"
    book = Book(connection, office, station=station, id=id, now=now)
    book.turn_day()
    book.record("restored", data=told)
    end_recovery(connection)
