"""`jiaohao backup` and `jiaohao restore`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jiaohao.deadline import office_folder
from shared.errors import DamagedCopy, OfficeMistake
from shared.machine.mount import is_same_disk
from shared.machine.share_clock import learned_clock
from shared.office.model import BACKUPS, Office
from shared.office.reader import load_office
from shared.service.reconcile import recover
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import STATION_PATIENCE
from shared.trade.recovery import WAITS, Waits
from shared.upkeep.backup import make_backup, stations_at_work
from shared.upkeep.copies import by_preference, verify
from shared.upkeep.restore import restore, what_was_added

_LOOK_SECONDS: Final = 0.3


def back_up(office: Path | None, into: Path | None, say: Catalogue) -> Iterator[str]:
    """Make a copy now; yields what to tell."""
    folder = office_folder(office)
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
    """Put a copy, else the newest, in the place of queue.db; yields what to tell.

    Raises OfficeMistake while stations work on a sound file, or without a copy.
    """
    folder = office_folder(office)
    clock = learned_clock(folder)
    chosen = _chosen(folder, copy, clock())
    busy = stations_at_work(folder, STATION_PATIENCE, clock)
    if busy:
        words = N_("Stop these stations first, then wait {seconds} seconds: {stations}")
        seconds = STATION_PATIENCE // 1000
        raise OfficeMistake(words, seconds=seconds, stations=", ".join(busy))
    rules = load_office(folder)
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
    """The copy that was named, else the best sound one."""
    if copy is not None:
        if not copy.is_file():
            raise OfficeMistake(N_("There is no file {file}."), file=copy)
        return copy
    damaged: DamagedCopy | None = None
    for found in by_preference(folder / BACKUPS, now):
        try:
            verify(found)
        except DamagedCopy as error:
            damaged = damaged or error
        else:
            return found
    if damaged is not None:
        raise damaged
    raise OfficeMistake(
        N_("There is no copy in {folder}. Name one."), folder=folder / BACKUPS
    )


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
