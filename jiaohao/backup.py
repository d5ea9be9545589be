"""`jiaohao backup` and `jiaohao restore`."""

from __future__ import annotations

from pathlib import Path

from shared.errors import OfficeMistake
from shared.office import BACKUPS, find_folder
from shared.store_backup import backups, make_backup, restore, stations_at_work
from shared.store_station import STATION_PATIENCE
from shared.text import N_, Catalogue


def back_up(office: Path | None, into: Path | None, say: Catalogue) -> str:
    """Make a copy now; returns what to tell."""
    file = make_backup(find_folder(office), into=into)
    return say(N_("Copied and verified: {file}"), file=file)


def put_back(office: Path | None, copy: Path | None, say: Catalogue) -> str:
    """Put a copy, else the newest, in the place of queue.db; returns what to tell.

    Raises OfficeMistake while stations are at work or when there is no copy.
    """
    folder = find_folder(office)
    busy = stations_at_work(folder, STATION_PATIENCE)
    if busy:
        words = N_("Stop these stations first, then wait {seconds} seconds: {stations}")
        seconds = STATION_PATIENCE // 1000
        raise OfficeMistake(words, seconds=seconds, stations=", ".join(busy))
    found = backups(folder / BACKUPS)
    if copy is None and not found:
        raise OfficeMistake(
            N_("There is no copy in {folder}. Name one."), folder=folder / BACKUPS
        )
    chosen = copy or found[-1]
    if not chosen.is_file():
        raise OfficeMistake(N_("There is no file {file}."), file=chosen)
    seq, aside = restore(folder, chosen)
    lines = [
        say(
            N_("{file} is in place. Its last event is {seq}; later ones are lost"),
            file=chosen.name,
            seq=seq,
        )
    ]
    if aside is not None:
        lines.append(say(N_("The file that was there is kept: {file}"), file=aside))
    return "\n".join(lines)
