"""`jiaohao reload`: office.toml is taken up by all stations, at once or tomorrow."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from shared.office.folder import find_folder
from shared.office.reader import read_office
from shared.station.outside import changed
from shared.station.stores import trusted_ledgers
from shared.text.catalogue import N_, Catalogue
from shared.trade.taking_up import TakenUp, take_up


def reload(folder_given: Path | None, *, id: str = "") -> tuple[TakenUp, int]:
    """Have the office work by what office.toml says; what became of it, and how many
    stations are at work. `id` is that of the event, one of its own if "".

    Raises OfficeMistakes, ShareUnavailable, ShareUnsafe, Damaged.
    """
    folder = find_folder(folder_given)
    office, text = read_office(folder)
    ledgers = trusted_ledgers(folder, office, is_reader=False)
    try:
        taken = changed(
            ledgers,
            lambda ledger: take_up(ledger, text),
            station="reload",
            id=id or f"reload-{uuid.uuid4().hex}",
        )
        stations = ledgers.read(lambda look: look.hall()).stations
        return taken, sum(each.gone_since is None for each in stations)
    finally:
        ledgers.close()


def said(taken: TakenUp, stations: int, say: Catalogue) -> Iterator[str]:
    """What became of it, in words: a line each."""
    values = {"version": taken.sheet.version, "n": stations}
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
