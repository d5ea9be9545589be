"""A copy put in the place of queue.db, while stations have that file open.

The file itself stays and gets the copy's content: where another is moved in its place,
other hosts go on seeing the one they have open (measured on SMB: for good).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path
from typing import Any, BinaryIO, Final

from shared.clock import Clock, now_ms
from shared.errors import (
    Damaged,
    DamagedCopy,
    JiaohaoError,
    ShareUnavailable,
    ShareUnsafe,
)
from shared.machine.plain_file import copy_bytes, copy_file, make_folder, opened
from shared.machine.progress import get_on
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.safety.file_check import examine, is_whole
from shared.safety.file_watch import IntegrityWatch
from shared.sqlite.connection import new_database
from shared.sqlite.reasons import UNSOUND, is_damage, reason_of, why_not_written
from shared.sqlite.schema import migrate, version_of
from shared.sqlite.transactions import Store
from shared.tables.event_log import last_instant
from shared.tables.handed_in import (
    begin_recovery,
    given_numbers,
    last_restored,
    office_id,
    pass_numbers,
)
from shared.tables.migrations import SCHEMA_VERSION
from shared.tables.presence import stations_at_work
from shared.trade.recovery import WAITS, Waits
from shared.upkeep.copies import AHEAD_MS, free_file, verify

_REPLACED: Final = "replaced-%Y%m%d-%H%M%S.db"
_LOCK_SECONDS: Final = 60.0
"""How long it is tried to have the file alone: a dead machine's lock may lie on it."""
_LET_GO_SECONDS: Final = 30.0
"""How long stations may have a deleted file open: they see it by their next write."""
_REST_SECONDS: Final = 0.05
_BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside the file; the last two only in WAL mode."""
_COUNTERS: Final = (24, 92)
"""Where the header says by which commit the file and its size were written."""
_LEAP: Final = 1_000_000
"""Commits by which the counter goes on: all that was read before is out of date."""


def restore(
    folder: Path, copy: Path, clock: Clock = now_ms, *, waits: Waits = WAITS
) -> tuple[int, Path | None]:
    """Put a verified copy in the place of queue.db.

    Stations that work go on with it and bring what they answered since (recovery).
    Returns the copy's last seq, and where the file that was there now lies, if any.
    Raises DamagedCopy when the copy itself is broken, ShareUnavailable.
    """
    seq = verify(copy)
    file = folder / QUEUE_FILE
    part = folder / f"{QUEUE_FILE}.part"
    aside = None
    try:
        part.unlink(missing_ok=True)
        copy_file(copy, part)
        is_there = _can_be_read(file)
        given = _given_by(file) if is_there else []
        _mark_as_put_back(part, given, clock, waits)
        if is_there:
            aside = _kept_aside(folder, file, clock())
            _write_over(file, part)
            part.unlink()
        else:
            _move(part, file)
    except OSError as error:
        reason = why_not_written(error)
        raise ShareUnavailable(folder=folder, reason=reason) from error
    return seq, aside


def office_of(folder: Path) -> str:
    """The mark of the office that queue.db belongs to; "" where it cannot be read."""
    store = Store(folder, is_reader=True, oldest=1)
    try:
        return store.read(lambda connection, _: office_id(connection))
    except JiaohaoError:
        return ""
    finally:
        store.close()


def users_of_sound(folder: Path, clock: Clock) -> list[str]:
    """The stations at work on a queue.db that needs no copy; none if it needs one.

    One that turns out not to be whole is marked, so that they stop. Raises
    ShareUnavailable.
    """
    store = Store(folder, clock=clock, is_reader=True, oldest=1)
    try:
        IntegrityWatch(store).look()
        names = [each.name for each in store.read(stations_at_work)]
        is_ahead = store.read(lambda c, now: last_instant(c) > now + AHEAD_MS)
    except (Damaged, ShareUnavailable, ShareUnsafe):
        return []
    finally:
        store.close()
    if not names or is_ahead:
        return []
    try:
        return names if examine(folder) else []
    except Damaged:
        return []


def _given_by(file: Path) -> list[tuple[str, str, int]]:
    """The numbers that the file which is replaced gave out, if it can be trusted."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            return given_numbers(connection) if is_whole(connection) else []
    except (sqlite3.Error, Damaged):
        return []


def _can_be_read(file: Path) -> bool:
    try:
        os.close(opened(file))
    except FileNotFoundError:
        return False
    return True


def _move(part: Path, file: Path) -> None:
    """On SMB a deleted file lies there until all have let go of it."""
    give_up = time.monotonic() + _LET_GO_SECONDS
    while True:
        try:
            os.replace(part, file)
            return
        except PermissionError:
            if time.monotonic() > give_up:
                raise
        get_on()
        time.sleep(_REST_SECONDS)


def _mark_as_put_back(
    file: Path, given: list[tuple[str, str, int]], clock: Clock, waits: Waits
) -> None:
    connection = new_database(file)
    try:
        if version_of(connection) < SCHEMA_VERSION:
            migrate(connection)
        connection.execute("begin immediate")
        pass_numbers(connection, given)
        begin_recovery(connection, clock, waits)
        connection.execute("commit")
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedCopy(file=file, reason=UNSOUND) from error
        raise ShareUnavailable(folder=file.parent, reason=reason_of(error)) from error
    finally:
        connection.close()


def _kept_aside(folder: Path, file: Path, now: int) -> Path:
    """Keep a copy of the bytes that are there, broken or not."""
    make_folder(folder / BACKUPS)
    kept = free_file(folder / BACKUPS, _REPLACED, now)
    for suffix in ("", *_BESIDE):
        with contextlib.suppress(FileNotFoundError):
            copy_file(_named(file, suffix), _named(kept, suffix))
    return kept


def _write_over(file: Path, part: Path) -> None:
    # Opened first and closed last: closing it drops the locks of this process.
    with os.fdopen(opened(file, os.O_RDWR), "r+b") as out:
        alone = _alone(file)
        if alone is None:
            # It is no database: nobody uses it, nor what a writer left beside it.
            for suffix in _BESIDE:
                _named(file, suffix).unlink(missing_ok=True)
        with contextlib.closing(alone) if alone else contextlib.nullcontext():
            _put_bytes(out, part)


def _put_bytes(out: BinaryIO, part: Path) -> None:
    out.seek(_COUNTERS[0])
    commits = int.from_bytes(out.read(4), "big") + _LEAP
    out.seek(0)
    with part.open("rb") as new:
        copy_bytes(new, out)
    out.truncate()
    for place in _COUNTERS:
        out.seek(place)
        out.write((commits % 2**32).to_bytes(4, "big"))
    out.flush()
    os.fsync(out.fileno())


def _alone(file: Path) -> sqlite3.Connection | None:
    """A connection with the file to itself, waited for; none where it is broken."""
    give_up = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            connection = new_database(file)
            try:
                if connection.execute("pragma journal_mode").fetchone()[0] == "wal":
                    connection.execute("pragma journal_mode = delete")
                connection.execute("begin exclusive")
            except BaseException:
                connection.close()
                raise
            return connection
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return None
            if time.monotonic() > give_up:
                reason = reason_of(error)
                raise ShareUnavailable(folder=file.parent, reason=reason) from error
        get_on()
        time.sleep(_REST_SECONDS)


def _named(file: Path, suffix: str) -> Path:
    return file.with_name(f"{file.name}{suffix}")


def what_was_added(store: Store) -> dict[str, Any]:
    """What the event of the last recovery says. Raises ShareUnavailable, Damaged."""
    return store.read(lambda connection, _: last_restored(connection))
