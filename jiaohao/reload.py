"""`jiaohao reload`: office.toml is taken up by all stations, at once or tomorrow."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from shared.machine.share_clock import ShareClock
from shared.office.model import find_folder
from shared.office.reader import read_office
from shared.safety.lock_proof import AtWork
from shared.safety.share_look import stations_of, take_up_office
from shared.safety.trust import LockTrust
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_, Catalogue
from shared.trade.taking_up import TakenUp


def reload(folder_given: Path | None) -> tuple[TakenUp, list[AtWork]]:
    """Have the office work by what office.toml says; what became of it.

    Raises OfficeMistakes, ShareUnavailable, ShareUnsafe, Damaged.
    """
    folder = find_folder(folder_given)
    office, text = read_office(folder)
    clock = ShareClock(folder)
    store = Store(folder, clock=clock)
    try:
        trust = LockTrust(store, clock, "")
        trust.before_join()
        taken = take_up_office(
            store,
            office,
            text,
            id=f"reload-{uuid.uuid4().hex}",
            fingerprint=trust.fingerprint,
        )
        return taken, stations_of(store)
    finally:
        store.close()


def said(taken: TakenUp, stations: list[AtWork], say: Catalogue) -> Iterator[str]:
    """What became of it, in words: a line each."""
    values = {"version": taken.sheet.version, "n": len(stations)}
    if taken.breaks:
        yield say(
            N_(
                "office.toml {version} waits for the next business day, since it would"
                " break numbers given out today:"
            ),
            **values,
        )
        for each in taken.breaks:
            yield f"  {each.said(say)}"
        yield say(N_("Until then all stations work by the one they have."))
    elif taken.is_new:
        words = N_("All stations take up office.toml {version}; at work: {n}.")
        yield say(words, **values)
        yield say(N_("Screens show it within seconds, a kiosk once nobody uses it."))
    else:
        yield say(N_("All stations work by office.toml {version} already."), **values)
