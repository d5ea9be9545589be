"""`jiaohao move-store`: the queue is taken to where office.toml says it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shared.errors import OfficeMistake
from shared.office.folder import find_folder
from shared.office.reader import load_office
from shared.postgres.moving import ServerSide
from shared.text.catalogue import N_, Catalogue
from shared.upkeep.moving import FileSide, conclude, move


def move_store(given: Path | None, say: Catalogue) -> Iterator[str]:
    """Take it there, or end what was cut off; yields what to tell.

    queue.db says where the office went from it, so that the way back needs no address.
    Raises StationsAtWork, OfficeMistake, RowsDiffer, and what both stores do.
    """
    folder = find_folder(given)
    wanted = load_office(folder).store
    file = FileSide(folder)
    at = file.moved_to()
    if wanted and at not in ("", wanted):
        words = N_(
            "The queue is in {at}. Take it back to the file first: without [store] in"
            " office.toml say jiaohao move-store, then again with the new address."
        )
        raise OfficeMistake(words, at=at)
    place = wanted or str(folder)
    if not wanted and not at:
        yield say(N_("The queue is in {place} already; nothing was done."), place=place)
        return
    server = ServerSide(wanted or at)
    left = server.moved_to()
    if wanted and at and not left:
        yield say(N_("The queue is in {place} already; nothing was done."), place=place)
        return
    source, target = (file, server) if wanted else (server, file)
    is_cut_off = bool(at and left)
    counts = (conclude if is_cut_off else move)(source, target, file.columns())
    words = N_(
        "Moved to {place}, and compared row by row: {events} events, {tickets} numbers,"
        " {answers} answers of today."
    )
    yield say(
        words,
        place=place,
        events=counts["event"],
        tickets=counts["ticket"],
        answers=counts["answer"],
    )
    yield say(N_("Start the stations again."))
