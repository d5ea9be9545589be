"""What a look at an office's share finds: its time, its stations, what was proven."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from shared.machine.host import MountFingerprint
from shared.machine.share_clock import ShareClock
from shared.safety.lock_proof import (
    AtWork,
    Proof,
    forget_proofs,
    read_proofs,
    stations_at_work,
)
from shared.sqlite.snapshot import last_instant
from shared.sqlite.transactions import Store


@dataclass(frozen=True, slots=True)
class ShareSeen:
    """One look at the share. Instants are milliseconds since 1970."""

    now: int
    newest: int
    """The instant of the newest event, 0 before the first."""
    proofs: list[Proof]
    stations: list[AtWork]


def look_at_share(
    store: Store, clock: ShareClock, fingerprint: MountFingerprint | None
) -> ShareSeen:
    """Look at the share; its time is learned first where it is one.

    Raises ShareUnavailable, Damaged.
    """
    if fingerprint is not None:
        clock.learn(store.read(lambda connection, _: last_instant(connection)))

    def work(connection: sqlite3.Connection, now: int) -> ShareSeen:
        return ShareSeen(
            now,
            last_instant(connection),
            read_proofs(connection),
            stations_at_work(connection, now),
        )

    return store.read(work)


def stations_of(store: Store) -> list[AtWork]:
    """Which stations are at work. Raises ShareUnavailable, Damaged."""
    return store.read(stations_at_work)


def forget_proven(store: Store, mark: str) -> int:
    """Forget what was proven of a mount; how many proofs that were."""
    return store.write(lambda connection, _: forget_proofs(connection, mark))
