"""What a look at an office's share finds: its time, its stations, what was proven."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from shared.errors import DayDoubted
from shared.machine.host import MountFingerprint
from shared.machine.share_clock import ShareClock
from shared.office.model import Office
from shared.safety.file_watch import IntegrityWatch
from shared.safety.lock_proof import (
    Proof,
    forget_proofs,
    read_proofs,
    refuse_if_failed,
)
from shared.safety.trust import LockTrust
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.tables.event_log import last_instant
from shared.tables.handed_in import office_id
from shared.tables.presence import AtWork, stations_at_work
from shared.tables.sheets import read_sheet
from shared.trade.day import refuse_leap
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.reading import Reading


@dataclass(frozen=True, slots=True)
class ShareSeen:
    """One look at the share. Instants are milliseconds since 1970."""

    office: str
    """The mark of the office that queue.db belongs to."""
    now: int
    newest: int
    """The instant of the newest event, 0 before the first."""
    proofs: list[Proof]
    stations: list[AtWork]
    doubt: DayDoubted | None
    """Why no day can be turned by the clock, or none."""


def look_at_share(
    store: Store,
    office: Office,
    *,
    clock: ShareClock,
    fingerprint: MountFingerprint | None,
) -> ShareSeen:
    """Look at the share; its time is learned first where it is one.

    Raises ShareUnavailable, Damaged.
    """
    IntegrityWatch(store).look()
    ledgers = SqliteLedgers(store, office)
    if fingerprint is not None:
        clock.learn(store.read(lambda connection, _: last_instant(connection)))

    def work(connection: sqlite3.Connection, now: int) -> ShareSeen:
        return ShareSeen(
            office_id(connection),
            now,
            last_instant(connection),
            read_proofs(connection),
            stations_at_work(connection, now),
            _doubt(ledgers.look(connection, now)),
        )

    return store.read(work)


def _doubt(reading: Reading) -> DayDoubted | None:
    try:
        refuse_leap(reading)
    except DayDoubted as error:
        return error
    return None


def trusted_ledgers(folder: Path, office: Office, *, is_reader: bool) -> SqliteLedgers:
    """The way to a file that can be trusted, by its share's time, without a station.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    clock = ShareClock(folder)
    store = Store(folder, clock=clock, is_reader=is_reader)
    try:
        trust = LockTrust(store, clock, "")
        # Who only reads may have no right to write where the time is learned.
        trust.before_join(must_know_time=not is_reader)
        IntegrityWatch(store).look()
        if trust.fingerprint is not None and not is_reader:
            proofs = store.read(lambda connection, _: read_proofs(connection))
            refuse_if_failed(folder, proofs, trust.fingerprint)
    except BaseException:
        store.close()
        raise
    return SqliteLedgers(store, office)


def agreed_sheet(folder: Path) -> OfficeSheet | None:
    """The office.toml that stations agreed on, where nothing else is known of it.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    store = Store(folder, is_reader=True)
    try:
        return store.read(lambda connection, _: read_sheet(connection, Standing.AGREED))
    finally:
        store.close()


def forget_proven(store: Store, mark: str) -> int:
    """Forget what was proven of a mount; how many proofs that were."""
    return store.write(lambda connection, _: forget_proofs(connection, mark))
