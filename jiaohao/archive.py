"""`jiaohao archive`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jiaohao.deadline import office_folder
from shared.clock import local
from shared.machine.share_clock import learned_clock
from shared.station.office_look import office_to_begin
from shared.text.catalogue import N_, Catalogue
from shared.upkeep.archive import archive
from shared.upkeep.moving import refuse_if_left


def move_aside(
    office: Path | None, before: int | None, say: Catalogue
) -> Iterator[str]:
    """Move closed years aside; yields what to tell, as it happens."""
    folder = office_folder(office)
    refuse_if_left(folder)
    zone = office_to_begin(folder)[1].time_zone
    is_any = False
    this_year = local(learned_clock(folder)(), zone).year
    for moved in archive(folder, this_year, before=before):
        is_any = True
        words = N_("{year}: copied and verified: {file}")
        if moved.is_removed:
            words = N_(
                "{year}: {tickets} numbers and {events} events are now only there."
            )
        yield say(
            words,
            year=moved.year,
            file=moved.file,
            tickets=moved.tickets,
            events=moved.events,
        )
    if not is_any:
        yield say(N_("There is no closed year in queue.db; nothing was moved."))
