"""Closed years, moved aside from queue.db into a file each, while the office works.

A year is copied in short reads, the copy is verified, and only then its rows are
removed in short transactions, each of which first finds every row of it in the copy.
It may be killed at any time: the next run goes on. `seq` never restarts, because the
year of the newest event always stays.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from shared.errors import DamagedCopy, OfficeMistake, ShareUnavailable
from shared.machine.plain_file import copy_file, make_folder, refuse_unless_plain
from shared.machine.portion import Portion
from shared.machine.share_clock import learned_clock
from shared.office.folder import BACKUPS
from shared.sqlite.connection import new_database
from shared.sqlite.reasons import why_not_written
from shared.sqlite.schema import migrate
from shared.sqlite.transactions import Store
from shared.sqlite.years import KEYS, Rows, bounds_of, closed_years, days_of, series_of
from shared.text.catalogue import N_
from shared.upkeep.copies import ARCHIVE, verify
from shared.upkeep.copy import put_rows, transaction

_COPIED_AT_ONCE: Final = 2_000
_FEWEST, _MOST = 500, 8_000
"""Rows removed in one transaction; as many as `_SHORT` seconds allow."""
_SHORT: Final = 0.05
"""Seconds a removing transaction aims at, so that nobody waits for it."""
_REST: Final = 3
"""The pause after a transaction, in its own lengths; then the file is the office's."""
_LEAST_REST: Final = 0.02
_STALE_SECONDS: Final = 86_400
"""Age of a half-made copy after which whoever made it is surely gone."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A closed year and where it lies now."""

    year: int
    file: Path
    tickets: int
    events: int
    is_removed: bool
    """Whether it is out of queue.db too; before that it is copied and verified."""


def archive(
    folder: Path, this_year: int, *, before: int | None = None
) -> Iterator[Moved]:
    """Move the years before `before` aside, else all before `this_year`.

    Yields each twice, when copied and when removed. Raises OfficeMistake for a year
    that is not closed, and what the share does.
    """
    store = Store(folder, clock=learned_clock(folder))
    try:
        years, open_year = store.read(lambda connection, _: closed_years(connection))
        limit = min(open_year, this_year)
        if before is not None and before > limit and years:
            raise OfficeMistake(
                N_("The year {year} is not closed; name {limit} at most."),
                year=before - 1,
                limit=limit,
            )
        for year in years:
            if year < min(limit, before or limit):
                yield from _move(store, year)
    finally:
        store.close()


def _move(store: Store, year: int) -> Iterator[Moved]:
    bounds = store.read(lambda connection, _: bounds_of(connection, year))
    target = store.folder / BACKUPS / ARCHIVE.format(year=year)
    try:
        counts = _copy(store, target, year, bounds)
        if not any(counts.values()):
            return
        moved = Moved(year, target, counts["ticket"], counts["event"], False)
        yield moved
        store.write(lambda connection, _: _allow(connection, f"{year + 1}-01-01"))
        with closing(_open(target)) as copy:
            # The years are found by their events and tickets, so these go last.
            _remove_series(store, copy, year)
            for table, (first, end) in bounds.items():
                _remove(store, copy, Rows(table, year), first, end)
    except (OSError, sqlite3.Error) as error:
        reason = why_not_written(error)
        raise ShareUnavailable(folder=target.parent, reason=reason) from error
    yield replace(moved, is_removed=True)


def _copy(
    store: Store, target: Path, year: int, bounds: dict[str, tuple[int, int]]
) -> dict[str, int]:
    """Add what queue.db has of the year to its archive; counts the rows it found."""
    make_folder(target.parent)
    _forget_stale(target, store.clock())
    part = target.with_name(f"{target.stem}-{uuid.uuid4().hex[:8]}.part")
    if target.exists():
        verify(target)
        copy_file(target, part)
    try:
        with closing(new_database(part)) as copy:
            with transaction(copy):
                migrate(copy)
                marks = store.read(lambda connection, _: _marks(connection))
                copy.executemany("insert or replace into meta values (?, ?)", marks)
                put_rows(
                    copy,
                    "series",
                    store.read(lambda c, _: series_of(c, year)),
                    "ignore",
                )
            counts = {
                table: _copy_rows(store, copy, Rows(table, year), *limits)
                for table, limits in bounds.items()
            }
        verify(part)
        if any(counts.values()):
            os.replace(part, target)
            _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _copy_rows(
    store: Store, copy: sqlite3.Connection, wanted: Rows, first: int, end: int
) -> int:
    count = 0
    while first < end:
        rows = store.read(wanted.page(first, end, _COPIED_AT_ONCE))
        if not rows:
            break
        with transaction(copy):
            # One there already stays: whether it is the same is seen at removing.
            put_rows(copy, wanted.table, rows, "ignore")
        count += len(rows)
        first = _key_of(copy, wanted.table, rows[-1]) + 1
    return count


def _remove(
    store: Store, copy: sqlite3.Connection, wanted: Rows, first: int, end: int
) -> None:
    """Remove what the copy has, a little at a time."""
    portion = Portion(_FEWEST, most=_MOST, seconds=_SHORT)
    while rows := store.read(wanted.page(first, end, portion.size)):
        after = _key_of(copy, wanted.table, rows[-1]) + 1
        with portion.taken():
            store.write(*_removal(copy, wanted, first, after))
        first = after
        time.sleep(max(_LEAST_REST, _REST * portion.spent))


def _removal(
    copy: sqlite3.Connection, wanted: Rows, first: int, after: int
) -> tuple[
    Callable[[sqlite3.Connection, int], None], Callable[[sqlite3.Connection], bool]
]:
    """The work of one transaction, and how a fresh look tells that it was done."""
    kept = set(wanted.between(copy, first, after))

    def remove(connection: sqlite3.Connection, _now: int) -> None:
        _demand(copy, kept.issuperset(wanted.between(connection, first, after)))
        wanted.remove(connection, first, after)

    def is_gone(connection: sqlite3.Connection) -> bool:
        return not wanted.between(connection, first, after, 1)

    return remove, is_gone


def _remove_series(store: Store, copy: sqlite3.Connection, year: int) -> None:
    kept = set(series_of(copy, year))

    def remove(connection: sqlite3.Connection, _now: int) -> None:
        _demand(copy, kept.issuperset(series_of(connection, year)))
        connection.execute(
            "delete from series where day >= ? and day < ?", days_of(year)
        )

    store.write(remove, lambda connection: not series_of(connection, year))


def _marks(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "select key, value from meta where key in ('office', 'day')"
    ).fetchall()


def _allow(connection: sqlite3.Connection, day: str) -> None:
    """Let events before a day be removed: a trigger refuses all others."""
    connection.execute(
        "insert into meta (key, value) values ('archived_before', ?)"
        " on conflict (key) do update set value = max(value, excluded.value)",
        (day,),
    )


def _key_of(copy: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> int:
    names = [each[1] for each in copy.execute(f"pragma table_info({table})")]
    key: int = row[names.index(KEYS[table])]
    return key


def _demand(copy: sqlite3.Connection, is_in_the_copy: bool) -> None:
    if not is_in_the_copy:
        file = copy.execute("pragma database_list").fetchone()[2]
        words = N_("it lacks what queue.db has of that year")
        raise DamagedCopy(file=file, reason=words)


def _open(file: Path) -> sqlite3.Connection:
    refuse_unless_plain(file)
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _forget_stale(target: Path, now: int) -> None:
    for part in target.parent.glob(f"{target.stem}-*.part*"):
        if now / 1000 - part.stat().st_mtime > _STALE_SECONDS:
            part.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Let a new name outlive a power cut, where folders can be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
