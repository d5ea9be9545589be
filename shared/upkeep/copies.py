"""The copies of queue.db in a folder: their dates, what is in them, which are kept.

A copy is dated by the share's clock. One from the future, made while a clock was wrong,
never makes another go and is never preferred.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from shared.errors import DamagedCopy
from shared.machine.plain_file import NotPlain, refuse_linked, refuse_unless_plain
from shared.machine.progress import told_by
from shared.safety.file_check import is_unsound
from shared.sqlite.reasons import UNSOUND, reason_of
from shared.sqlite.schema import APPLICATION_ID
from shared.tables.event_log import last_instant, last_seq
from shared.tables.handed_in import office_id
from shared.text.catalogue import N_

DAYS_KEPT: Final = 30
"""Days before today of which the last copy stays; those that have one."""
AHEAD_MS: Final = 86_400_000
"""Milliseconds by which a date may be ahead: machines may stand in other time zones."""
ARCHIVE: Final = "archive-{year}.db"
"""A closed year, moved aside."""
_PATTERN: Final = "queue-????????-??????.db"
_NAME: Final = "queue-%Y%m%d-%H%M%S.db"
_SECOND_MS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sound copy holds."""

    seq: int
    """Its last event, 0 before the first."""
    instant: int
    """When that was written, in milliseconds since 1970."""
    office: str
    """The mark of its office; "" in a file of the first versions."""


def copies_in(place: Path) -> list[Path]:
    """The copies in a folder, in the order of their dates. Raises NotPlain."""
    refuse_linked(place)
    return sorted(place.glob(_PATTERN))


def archives_in(place: Path) -> list[Path]:
    """The closed years in a folder, in their order. Raises NotPlain."""
    refuse_linked(place)
    return sorted(place.glob(ARCHIVE.format(year="[0-9][0-9][0-9][0-9]")))


def new_copy(place: Path, now: int) -> Path:
    """A file that is not there yet, for a copy made at an instant."""
    return free_file(place, _NAME, now)


def free_file(place: Path, name: str, now: int) -> Path:
    """The same for another `name`, in which strftime puts the date."""
    while (file := place / _wall(now).strftime(name)).exists():
        now += _SECOND_MS
    return file


def made_at(file: Path) -> int | None:
    """When a copy was made (milliseconds since 1970), by its name; none: not told."""
    try:
        return round(datetime.strptime(file.name, _NAME).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def by_preference(place: Path, now: int) -> list[Path]:
    """The copies in a folder, that with the newest content first.

    What is from the future comes after all others, what cannot be read at the end.
    """
    ranked: list[tuple[bool, bool, int, int, Path]] = []
    for file in copies_in(place):
        try:
            found = contents(file)
        except (DamagedCopy, NotPlain):
            ranked.append((False, False, 0, 0, file))
            continue
        latest = max(found.instant, made_at(file) or 0)
        is_credible = latest <= now + AHEAD_MS
        ranked.append((True, is_credible, found.instant, found.seq, file))
    return [file for *_, file in sorted(ranked, reverse=True)]


def contents(file: Path) -> Contents:
    """What a copy holds, not checked through. Raises DamagedCopy."""
    return _looked(file, is_thorough=False)


def verify(file: Path, *, at_least: int = 0) -> int:
    """Check a copy through and through; returns its last seq. Raises DamagedCopy.

    `at_least` is an event that it must have.
    """
    found = _looked(file, is_thorough=True)
    if found.seq < at_least:
        raise DamagedCopy(file=file, reason=N_("it lacks the newest events"))
    return found.seq


def prune(place: Path, now: int, newest: int) -> None:
    """Remove the copies that the rule no longer keeps.

    `newest` is the instant of the newest event: where the clock is far ahead of it, the
    copies that were made until then stay.
    """
    found = copies_in(place)
    days = [_wall(now).date(), _wall(min(now, newest)).date()]
    for file in set(found) - kept(found, days):
        file.unlink(missing_ok=True)


def kept(files: Iterable[Path], days: Iterable[date]) -> set[Path]:
    """All copies of these days, and the last of each of the thirty days before each.

    Days without a copy do not count: a clock that leaps leaves them all. Those of later
    days are kept too, and a name that cannot be read.
    """
    days = set(days)
    chosen: set[Path] = set()
    last_of_day: dict[date, Path] = {}
    for file in sorted(files):
        try:
            made = datetime.strptime(file.name, _NAME).date()
        except ValueError:
            chosen.add(file)
            continue
        if made in days or made > max(days):
            chosen.add(file)
        last_of_day[made] = file
    for day in days:
        before = sorted(made for made in last_of_day if made < day)
        chosen |= {last_of_day[made] for made in before[-DAYS_KEPT:]}
    return chosen


def _wall(instant: int) -> datetime:
    return datetime.fromtimestamp(instant / 1000)


def _looked(file: Path, *, is_thorough: bool) -> Contents:
    refuse_unless_plain(file)
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            run = connection.execute
            is_ours = run("pragma application_id").fetchone()[0] == APPLICATION_ID
            # Put back, one that is marked would be refused by every station.
            is_sound = is_ours and not is_unsound(connection)
            if is_sound and is_thorough:
                with told_by(connection):
                    is_sound = run("pragma integrity_check(1)").fetchone()[0] == "ok"
            if is_sound:
                seq, instant = last_seq(connection), last_instant(connection)
                return Contents(seq, instant, office_id(connection))
    except sqlite3.Error as error:
        raise DamagedCopy(file=file, reason=reason_of(error)) from error
    raise DamagedCopy(file=file, reason=UNSOUND)
