"""`jiaohao backup` and `jiaohao restore`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jiaohao.deadline import office_folder
from shared.errors import DamagedCopy, JiaohaoError, OfficeMistake
from shared.machine.mount import is_same_disk
from shared.machine.plain_file import NotPlain
from shared.machine.share_clock import learned_clock
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.office.model import Office
from shared.offline.known_office import recall
from shared.service.reconcile import recover
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.station.office_look import office_to_begin
from shared.text.catalogue import N_, Catalogue
from shared.trade.recovery import WAITS, Waits
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import by_preference, contents, verify
from shared.upkeep.moving import refuse_if_left
from shared.upkeep.restore import (
    office_of,
    restore,
    users_of_sound,
    what_was_added,
)

_LOOK_SECONDS: Final = 0.3


def back_up(office: Path | None, into: Path | None, say: Catalogue) -> Iterator[str]:
    """Make a copy now; yields what to tell."""
    folder = office_folder(office)
    refuse_if_left(folder)
    file = make_backup(folder, into=into)
    yield say(N_("Copied and verified: {file}"), file=file)
    if into is None:
        return
    if is_same_disk(into, folder):
        words = N_("Look: {folder} lies on the office's own disk; both go with it.")
        yield say(words, folder=into)
    elif is_same_disk(into, Path(into.anchor or os.sep)):
        words = N_("Look: {folder} lies on this machine's own disk, no other.")
        yield say(words, folder=into)


def put_back(
    office: Path | None, copy: Path | None, say: Catalogue, *, waits: Waits = WAITS
) -> Iterator[str]:
    """Put a copy, else the best, in the place of queue.db; yields what to tell.

    Raises OfficeMistake where there is none, or no need: stations work on a sound file
    and no copy was named.
    """
    folder = office_folder(office)
    refuse_if_left(folder)
    clock = learned_clock(folder)
    users = users_of_sound(folder, clock) if copy is None else []
    if users:
        words = N_(
            "{file} is sound, and in use by {stations}. Nothing was changed. To put an"
            " older copy in its place all the same, name it."
        )
        file = folder / QUEUE_FILE
        raise OfficeMistake(words, file=file, stations=", ".join(users))
    chosen = _chosen(folder, copy, clock())
    rules = office_to_begin(folder)[1]
    seq, aside = restore(folder, chosen, clock, waits=waits)
    words = N_("{file} is in place. Its last event is {seq}.")
    yield say(words, file=chosen.name, seq=seq)
    if aside is not None:
        yield say(N_("The file that was there is kept: {file}"), file=aside)
    yield say(N_("Waiting for what the stations have answered since …"))
    told = _recovered(Store(folder, clock=clock), rules)
    yield say(N_("Added from the stations: {added} events."), added=told["added"])
    if told["silent"]:
        words = N_(
            "Nothing came from: {stations}. What they answered since is added"
            " when they start again."
        )
        yield say(words, stations=", ".join(told["silent"]))
    if told["lost"]:
        yield say(N_("Not found: {lost} events."), lost=told["lost"])
    if told["skipped"]:
        words = N_("{skipped} numbers of each series are left out; some may be out.")
        yield say(words, skipped=told["skipped"])


def _chosen(folder: Path, copy: Path | None, now: int) -> Path:
    """The copy that was named, else the best sound one of this office."""
    own = _office_mark(folder)
    if copy is not None:
        if not copy.is_file():
            raise OfficeMistake(N_("There is no file {file}."), file=copy)
        if _is_of_another(copy, own):
            raise OfficeMistake(N_("{file} is the copy of another office."), file=copy)
        return copy
    damaged: JiaohaoError | None = None
    for found in by_preference(folder / BACKUPS, now):
        try:
            if _is_of_another(found, own):
                continue
            verify(found)
        except (DamagedCopy, NotPlain) as error:
            damaged = damaged or error
        else:
            return found
    if damaged is not None:
        raise damaged
    raise OfficeMistake(
        N_("There is no copy in {folder}. Name one."), folder=folder / BACKUPS
    )


def _office_mark(folder: Path) -> str:
    """The mark of this office as this machine knows it, else by its file, else ""."""
    known = recall(folder)
    return known.office if known is not None else office_of(folder)


def _is_of_another(copy: Path, own: str) -> bool:
    """Whether a copy has another mark; one of the first versions has none."""
    return bool(own) and contents(copy).office not in ("", own)


def _recovered(store: Store, office: Office) -> dict[str, Any]:
    """Wait until the copy is whole again; what the event says of it."""
    try:
        ledgers = SqliteLedgers(store, office)
        while ledgers.read(lambda reading: reading.recovery()):
            recover(ledgers, "restore")
            time.sleep(_LOOK_SECONDS)
        return what_was_added(store)
    finally:
        store.close()
