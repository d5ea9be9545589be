"""Bringing queue.db to this program's schema while stations are at work.

One of all new stations does it, in a process of its own, after a verified copy was
made; the others wait for it. A station of the version before is refused from the
next command on and told to update: every transaction looks at the version first.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Final

from shared.clock import Clock
from shared.errors import JiaohaoError
from shared.machine import log
from shared.machine.share_clock import learned_clock
from shared.office.folder import BACKUPS
from shared.sqlite.schema import migrate, version_of
from shared.sqlite.transactions import Store
from shared.tables.migrations import SCHEMA_VERSION
from shared.tables.turns import take_turn
from shared.upkeep.backup import copy_queue
from shared.upkeep.copies import free_file

CLAIM_MS: Final = 60_000
"""How long others leave it to a station that said it would; then it has died."""
_LONGEST_MIGRATION: Final = 120.0
"""Seconds: a new index over years takes longer than any command may."""
_NAME: Final = "queue-before-update-{version}-%Y%m%d-%H%M%S.db"
_UPDATING: Final = "updating_at"


def update(folder: Path, clock: Clock | None = None) -> Path | None:
    """Copy queue.db, then migrate it; returns the copy's file.

    `clock` dates it, else the share's. None when there is nothing to do or another
    does it. Raises what the share does; the file then is as it was.
    """
    clock = learned_clock(folder) if clock is None else clock
    store = Store(folder, clock=clock, oldest=1)
    try:
        version = store.write(_claim)
        if version is None:
            return None
        store.close()
        name = _NAME.format(version=version)
        copy = free_file(folder / BACKUPS, name, clock())
        try:
            copy_queue(folder, copy)
        except JiaohaoError:
            store.write(_leave_it)
            raise
        store.write(_migrate, _is_new, longest=_LONGEST_MIGRATION)
    finally:
        store.close()
    return copy


def _claim(connection: sqlite3.Connection, now: int) -> int | None:
    version = version_of(connection)
    is_ours = version < SCHEMA_VERSION and take_turn(
        connection, now, _UPDATING, CLAIM_MS
    )
    return version if is_ours else None


def _leave_it(connection: sqlite3.Connection, _now: int) -> None:
    connection.execute("delete from meta where key = ?", (_UPDATING,))


def _migrate(connection: sqlite3.Connection, now: int) -> None:
    migrate(connection)
    _leave_it(connection, now)


def _is_new(connection: sqlite3.Connection) -> bool:
    return version_of(connection) >= SCHEMA_VERSION


if __name__ == "__main__":
    log.join()
    try:
        update(Path(sys.argv[1]))
    except JiaohaoError as error:
        print(error.values.get("reason", error.words))
        sys.exit(error.exit_status)
