"""What `jiaohao doctor` looks at in queue.db itself: speed, room, soundness, copies."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jiaohao.doctor.finding import Finding, Level
from shared.errors import RESTORE, Damaged
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.safety.file_check import quick_check
from shared.safety.scratch import Scratch
from shared.sqlite.reasons import why_failed
from shared.sqlite.transactions import Store
from shared.tables.turns import HOUR_MS
from shared.text.catalogue import N_
from shared.text.reasons import why
from shared.upkeep.copies import by_preference, made_at, verify

_SPEED: Final = N_("speed")
_RIGHTS: Final = N_("rights of the office folder")
_SPACE: Final = N_("space on the share")
_SOUND: Final = N_("soundness of queue.db")
_COPY: Final = N_("last copy")
_TIMES: Final = 5
_SLOW_MS: Final = 500
"""Milliseconds a commit may take before it is said."""
_LITTLE_SPACE: Final = 200 * 2**20
_CHECK_SECONDS: Final = 2.0
"""How long the check may keep writers waiting."""
_OLD_HOURS: Final = 26
_LARGEST_VERIFIED: Final = 64 * 2**20
"""Bytes of a copy that is read through here; each was when it was made."""


def look_at_file(folder: Path, now: int) -> Iterator[Finding]:
    """The file as it is at `now`, the share's time."""
    yield _speed(folder)
    yield _space(folder)
    yield _rights(folder)
    yield _soundness(folder)
    yield _last_copy(folder, now)


def _speed(folder: Path) -> Finding:
    """What a commit and a look cost, tried on a scratch file."""
    scratch = Scratch(folder, f"doctor-{os.getpid()}")
    store = Store(folder, is_reader=True)
    try:
        scratch.create()
        commits = [_milliseconds(scratch.next_number) for _ in range(_TIMES + 1)]
        looks = [_milliseconds(store.news_mark) for _ in range(_TIMES + 1)]
    except (OSError, sqlite3.Error) as error:
        return Finding(
            _SPEED,
            Level.UNUSABLE,
            N_("Nothing can be written in {folder} ({reason})."),
            N_("Give this user the right to write there; free some space."),
            {"folder": folder / BACKUPS, "reason": why_failed(error)},
        )
    finally:
        store.close()
        with contextlib.suppress(OSError, sqlite3.Error):
            scratch.forget()
        scratch.remove()
    commit = statistics.median(commits[1:])
    values: dict[str, object] = {
        "commit": f"{commit:.1f}",
        "look": f"{statistics.median(looks[1:]):.1f}",
    }
    words = N_("A commit takes {commit} ms, a look {look} ms.")
    if commit > _SLOW_MS:
        remedy = N_("Wire the network; look at the server's disk.")
        return Finding(_SPEED, Level.WARNING, words, remedy, values)
    return Finding(_SPEED, Level.FINE, words, values=values)


def _space(folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        words = N_("{folder} does not say how much is free ({reason}).")
        values: dict[str, object] = {"folder": folder, "reason": why(error)}
        return Finding(_SPACE, Level.WARNING, words, values=values)
    values = {"megabytes": free // 2**20}
    words = N_("{megabytes} MB free")
    if free < _LITTLE_SPACE:
        remedy = N_("Free some space on the server: a full share stops the office.")
        return Finding(_SPACE, Level.WARNING, words, remedy, values)
    return Finding(_SPACE, Level.FINE, words, values=values)


def _rights(folder: Path) -> Finding:
    """Whether other users of this machine may read or change the office's files."""
    words, remedy = N_("Only its user and group may read it here."), ""
    level = Level.FINE
    modes = [each.stat().st_mode for each in (folder, folder / QUEUE_FILE)]
    is_reached = all(each.stat().st_mode & stat.S_IXOTH for each in folder.parents)
    if is_reached and modes[0] & stat.S_IXOTH:
        if any(mode & stat.S_IWOTH for mode in modes):
            words = N_("Every user of this machine may change the office's files.")
            level, remedy = Level.WARNING, _CLOSE_IT
        elif modes[1] & stat.S_IROTH:
            words = N_("Every user of this machine may read who waited for what.")
            level, remedy = Level.WARNING, _CLOSE_IT
    return Finding(_RIGHTS, level, words, remedy, {"folder": folder})


_CLOSE_IT: Final = N_(
    "Let only the stations' group in (docs/operator.md): chmod o= {folder}"
)


def _soundness(folder: Path) -> Finding:
    """SQLite's quick check, ended before anybody has to wait long for it."""
    store = Store(folder, is_reader=True)
    try:
        found = quick_check(store, _CHECK_SECONDS)
    except Damaged as error:
        return Finding(_SOUND, Level.UNUSABLE, error.words, values=dict(error.values))
    finally:
        store.close()
    if found is None:
        words = N_("Not read to its end in {seconds} s; others would have to wait.")
        remedy = N_("To check it through and through: jiaohao backup")
        return Finding(
            _SOUND, Level.FINE, words, remedy, {"seconds": round(_CHECK_SECONDS)}
        )
    if found != "ok":
        words = N_("SQLite finds it broken: {found}")
        return Finding(_SOUND, Level.UNUSABLE, words, RESTORE, {"found": found})
    return Finding(_SOUND, Level.FINE, N_("nothing wrong with it"))


def _last_copy(folder: Path, now: int) -> Finding:
    newest = next(iter(by_preference(folder / BACKUPS, now)), None)
    if newest is None:
        words = N_("There is none yet; the stations make one every hour.")
        return Finding(_COPY, Level.WARNING, words, _MAKE_ONE)
    values: dict[str, object] = {"file": newest.name}
    try:
        if newest.stat().st_size <= _LARGEST_VERIFIED:
            verify(newest)
    except (Damaged, OSError) as error:
        values["reason"] = (
            why(error) if isinstance(error, OSError) else error.values["reason"]
        )
        words = N_("{file} cannot be trusted ({reason})")
        return Finding(_COPY, Level.WARNING, words, _MAKE_ONE, values)
    hours = max(0, now - (made_at(newest) or now)) / HOUR_MS
    values["hours"] = f"{hours:.1f}"
    words = N_("{file}, {hours} hours old, sound")
    if hours > _OLD_HOURS:
        return Finding(_COPY, Level.WARNING, words, _MAKE_ONE, values)
    return Finding(_COPY, Level.FINE, words, values=values)


_MAKE_ONE: Final = N_("Make one now: jiaohao backup")


def _milliseconds(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
