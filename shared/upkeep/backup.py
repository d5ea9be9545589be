"""Copies of queue.db: made while the office works, verified, kept by a simple rule.

Every hour of today, and the last copy of each of thirty days before. One station of
all makes it, in a process of its own: `python -m shared.upkeep.backup FOLDER`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from shared.clock import Clock, now_ms
from shared.errors import Damaged, JiaohaoError, ShareUnavailable
from shared.office.model import BACKUPS
from shared.safety.file_check import refuse_if_unsound
from shared.sqlite.schema import APPLICATION_ID
from shared.sqlite.snapshot import last_seq
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_
from shared.upkeep.copy import copy_into

HOUR_MS: Final = 3_600_000
DAYS_KEPT: Final = 30
_PATTERN: Final = "queue-????????-??????.db"
_NAME: Final = "queue-%Y%m%d-%H%M%S.db"


def is_due(store: Store) -> bool:
    """Whether a copy is due; true for one station of all, which then makes it.

    While the share is away none is.
    """
    try:
        return store.write(claim)
    except JiaohaoError:
        return False


def claim(connection: sqlite3.Connection, now: int) -> bool:
    """Whether a copy is due; true for one station of all, which then makes it."""
    return take_turn(connection, now, "backup_at", HOUR_MS)


def take_turn(connection: sqlite3.Connection, now: int, key: str, every: int) -> bool:
    """True for one station of all in `every` milliseconds; `key` names what it does."""
    connection.execute(
        "insert into meta (key, value) values (?, '0') on conflict (key) do nothing",
        (key,),
    )
    return (
        connection.execute(
            "update meta set value = ? where key = ?"
            " and cast(value as integer) not between ? and ?",
            (str(now), key, now - every + 1, now),
        ).rowcount
        == 1
    )


def make_backup(folder: Path, *, into: Path | None = None) -> Path:
    """Copy queue.db, verify the copy and forget old ones; returns the copy's file.

    `into` is another folder than the office's own. Raises ShareUnavailable, Damaged.
    """
    place = into or folder / BACKUPS
    target = place / datetime.now().strftime(_NAME)
    copy_queue(folder, target)
    try:
        prune(place, datetime.now())
    except OSError as error:
        raise ShareUnavailable(folder=place, reason=error.strerror) from error
    return target


def copy_queue(folder: Path, target: Path) -> None:
    """Copy queue.db of any version to `target`, there only once it is verified.

    Raises ShareUnavailable, Damaged.
    """
    store = Store(folder, is_reader=True, oldest=1)
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            part.unlink()

        seq = copy_into(store, part)
        verify(part, at_least=seq)
        os.replace(part, target)
    except OSError as error:
        raise ShareUnavailable(folder=target.parent, reason=error.strerror) from error
    except sqlite3.Error as error:
        raise ShareUnavailable(folder=target.parent, reason=str(error)) from error
    finally:
        store.close()
        with contextlib.suppress(OSError):
            part.unlink()


def verify(file: Path, *, at_least: int = 0) -> int:
    """Check a copy through and through; returns its last seq. Raises Damaged."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        found = connection.execute("pragma integrity_check").fetchone()[0]
        owner = connection.execute("pragma application_id").fetchone()[0]
        if found != "ok" or owner != APPLICATION_ID:
            raise Damaged(file=file, reason=N_("its content is broken"))
        # Put back, it would be refused by every station.
        refuse_if_unsound(connection, file)
        seq = last_seq(connection)
    except sqlite3.Error as error:
        raise Damaged(file=file, reason=N_("its content is broken")) from error
    finally:
        connection.close()
    if seq < at_least:
        raise Damaged(file=file, reason=N_("it lacks the newest events"))
    return seq


def backups(place: Path) -> list[Path]:
    """The copies in a folder, oldest first."""
    return sorted(place.glob(_PATTERN))


def prune(place: Path, now: datetime) -> None:
    """Remove the copies that the rule no longer keeps."""
    found = backups(place)
    for file in set(found) - kept(found, now):
        file.unlink(missing_ok=True)


def kept(files: Iterable[Path], now: datetime) -> set[Path]:
    """All copies of today, and the last of each of the thirty days before.

    A name that cannot be read is kept too.
    """
    last_of_day: dict[object, Path] = {}
    chosen: set[Path] = set()
    for file in sorted(files):
        try:
            made = datetime.strptime(file.name, _NAME)
        except ValueError:
            chosen.add(file)
            continue
        if made.date() >= now.date():
            chosen.add(file)
        elif made.date() >= now.date() - timedelta(days=DAYS_KEPT):
            last_of_day[made.date()] = file
    return chosen | set(last_of_day.values())


def stations_at_work(folder: Path, patience: int, clock: Clock = now_ms) -> list[str]:
    """The names of stations seen within `patience` milliseconds; none if unsound."""
    store = Store(folder, clock=clock, is_reader=True, oldest=1, patience=1)

    def names(connection: sqlite3.Connection, now: int) -> list[str]:
        refuse_if_unsound(connection, store.file)
        seen_after = now - patience
        rows = connection.execute(
            "select name from station where seen_at > ? order by name", (seen_after,)
        ).fetchall()
        return [row[0] for row in rows]

    try:
        return store.read(names)
    except (Damaged, ShareUnavailable):
        return []
    finally:
        store.close()


if __name__ == "__main__":
    make_backup(Path(sys.argv[1]))
