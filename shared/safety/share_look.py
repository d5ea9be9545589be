"""What a look at an office's share finds: its time, its stations, what was proven."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from shared.errors import DayDoubted, ShareUnavailable
from shared.machine.host import MountFingerprint
from shared.machine.share_clock import ShareClock
from shared.office.model import OFFICE_FILE, Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.safety.file_watch import IntegrityWatch
from shared.safety.lock_proof import (
    AtWork,
    Proof,
    forget_proofs,
    read_proofs,
    refuse_if_failed,
    stations_at_work,
)
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.tables.handed_in import office_id
from shared.tables.sheets import read_sheet
from shared.tables.snapshot import last_instant
from shared.text.catalogue import N_
from shared.trade.day import refuse_leap, turn_day
from shared.trade.hall import Hall
from shared.trade.ledger import Ledger, Reading
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.taking_up import TakenUp, take_up


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


Result = TypeVar("Result")


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


def accept_day(store: Store, office: Office) -> str:
    """Believe the clock: turn the day; which it is now (ISO 8601).

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """

    def turn(ledger: Ledger) -> str:
        turn_day(ledger, is_meant=True)
        return ledger.day

    return SqliteLedgers(store, office).write(turn, station="doctor", id="accept-day")


def take_up_office(
    store: Store,
    office: Office,
    text: str,
    *,
    id: str,
    fingerprint: MountFingerprint | None,
) -> TakenUp:
    """Have all stations work by an office.toml (`text`, read as `office`).

    `fingerprint` is this host on the share, none where it is no share.

    Raises OfficeMistakes, ShareUnavailable, ShareUnsafe, Damaged.
    """
    return from_outside(
        store,
        office,
        lambda ledger: take_up(ledger, text),
        station="reload",
        id=id,
        fingerprint=fingerprint,
    )


def from_outside(
    store: Store,
    office: Office,
    work: Callable[[Ledger], Result],
    *,
    station: str,
    id: str,
    fingerprint: MountFingerprint | None,
) -> Result:
    """Carry out a change that no station asks for, by the office that counts.

    `fingerprint` is this host on the share, none where it is no share.
    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    IntegrityWatch(store).look()
    if fingerprint is not None:
        proofs = store.read(lambda connection, _: read_proofs(connection))
        refuse_if_failed(store.folder, proofs, fingerprint)
    # By the clock of the office that goes on: when its day ends may be what changes.
    agreed = agreed_office(store)
    ledgers = SqliteLedgers(store, agreed[0] if agreed is not None else office)

    def whole(ledger: Ledger) -> Result:
        if ledger.recovery() is not None:
            words = N_("a copy was put back; what was answered since is being added")
            raise ShareUnavailable(folder=store.folder, reason=words)
        return work(ledger)

    return ledgers.write(whole, station=station, id=id)


def agreed_office(store: Store) -> tuple[Office, OfficeSheet] | None:
    """The office that all stations work by; none before the first station.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    sheet = store.read(lambda connection, _: read_sheet(connection, Standing.AGREED))
    if sheet is None:
        return None
    try:
        return parse_office(sheet.text.encode(), Path(OFFICE_FILE)), sheet
    except OfficeMistakes:
        # A station of another version read it otherwise.
        return None


def hall_of(
    store: Store, office: Office, look: Callable[[Reading], Hall] | None = None
) -> Hall:
    """Everything a screen shows, where the file can be trusted, as `look` finds it.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    IntegrityWatch(store).look()

    def hall(reading: Reading) -> Hall:
        refuse_leap(reading)
        return reading.hall() if look is None else look(reading)

    return SqliteLedgers(store, office).read(hall)


def stations_of(store: Store) -> list[AtWork]:
    """Which stations are at work. Raises ShareUnavailable, Damaged."""
    return store.read(stations_at_work)


def forget_proven(store: Store, mark: str) -> int:
    """Forget what was proven of a mount; how many proofs that were."""
    return store.write(lambda connection, _: forget_proofs(connection, mark))
