"""What `jiaohao doctor` says where office.toml is not what stations here read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jiaohao.doctor.finding import Examination, Finding, Level
from shared.errors import JiaohaoError
from shared.office.changes import breaks_today
from shared.office.model import named_folder
from shared.office.reader import OfficeMistakes
from shared.offline.known_office import known_office
from shared.text.catalogue import N_

_TOPIC: Final = N_("office.toml")


def look_at_office_file(examination: Examination) -> Iterator[Finding]:
    """Whether the file was changed since a station of this machine last read it."""
    folder, office = examination.folder, examination.office
    present = known_office(folder) if folder is not None else None
    if present is None or office is None or present == office:
        return
    yield Finding(
        _TOPIC,
        Level.WARNING,
        N_("It was changed since a station of this machine last began."),
        N_("Stations at work keep the older one until they are started again."),
    )
    for each in breaks_today(present, office):
        yield Finding(
            _TOPIC,
            Level.WARNING,
            each.words,
            N_(
                "– this breaks numbers given out today: put the file back, and change"
                " it after the last visitor has gone."
            ),
            values=each.values,
        )


def remedy_of(error: JiaohaoError, given: Path | None) -> str:
    """What to know where the office was not found, or ""."""
    if isinstance(error, OfficeMistakes) and known_office(named_folder(given)):
        return N_(
            "Stations of this machine go on by the last one without mistakes;"
            " jiaohao check names them."
        )
    return ""
