"""Copies of queue.db: made while the office works, and verified.

Every hour one station of all makes one, in a process of its own:
`python -m shared.upkeep.backup FOLDER`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

from shared.clock import Clock
from shared.errors import OfficeMistake, ShareUnavailable
from shared.machine import log
from shared.machine.plain_file import made, make_folder
from shared.machine.share_clock import learned_clock
from shared.office.folder import BACKUPS
from shared.sqlite.reasons import why_not_written
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_
from shared.upkeep.copies import contents, new_copy, prune, verify
from shared.upkeep.copy import copy_into


def make_backup(
    folder: Path, *, into: Path | None = None, clock: Clock | None = None
) -> Path:
    """Copy queue.db, verify the copy and forget old ones; returns the copy's file.

    `into` is another folder than the office's own; `clock` dates it, else the share's.
    Raises OfficeMistake where that is not there, ShareUnavailable, Damaged.
    """
    clock = learned_clock(folder) if clock is None else clock
    place = folder / BACKUPS if into is None else into
    try:
        place = place if into is None else _chosen(into)
        target = new_copy(place, clock())
        copy_queue(folder, target)
        prune(place, clock(), contents(target).instant)
    except OSError as error:
        reason = why_not_written(error)
        raise ShareUnavailable(folder=place, reason=reason) from error
    return target


def _chosen(into: Path) -> Path:
    """A folder that a person named; a mount point is there with its disk only."""
    if not into.is_dir():
        words = N_("There is no folder {folder}. Is its disk plugged in? Else make it.")
        raise OfficeMistake(words, folder=into)
    return into.resolve()


def copy_queue(folder: Path, target: Path) -> None:
    """Copy queue.db of any version to `target`, there only once it is verified.

    Raises ShareUnavailable, Damaged.
    """
    store = Store(folder, is_reader=True, oldest=1)
    part = target.with_suffix(".part")
    try:
        make_folder(target.parent)
        part.unlink(missing_ok=True)
        os.close(made(part))
        seq = copy_into(store, part)
        verify(part, at_least=seq)
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        reason = why_not_written(error)
        raise ShareUnavailable(folder=target.parent, reason=reason) from error
    finally:
        store.close()
        with contextlib.suppress(OSError):
            part.unlink()


if __name__ == "__main__":
    log.join()
    make_backup(Path(sys.argv[1]))
