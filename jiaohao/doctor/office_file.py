"""What `jiaohao doctor` says of office.toml: which one counts, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.doctor.finding import Examination, Finding, Level
from shared.office.changes import breaks_today
from shared.offline.known_office import file_version
from shared.station.office_look import office_agreed
from shared.text.catalogue import N_

_TOPIC: Final = N_("office.toml")


def look_at_office_file(examination: Examination) -> Iterator[Finding]:
    """Which office.toml all stations work by, and whether it is the one there."""
    folder, office = examination.folder, examination.office
    if folder is None or office is None:
        return
    agreed = within(LONGEST_LOOK, folder, lambda: office_agreed(folder, office))
    if agreed is None:
        return
    present, sheet = agreed
    values: dict[str, object] = {"version": sheet.version, "file": file_version(folder)}
    if present == office:
        words = N_("all stations work by version {version}")
        yield Finding(_TOPIC, Level.FINE, words, values=values)
        return
    yield Finding(
        _TOPIC,
        Level.WARNING,
        N_("It was changed (version {file}); all stations work by version {version}."),
        N_("To have them take it up: jiaohao reload"),
        values,
    )
    for each in breaks_today(present, office):
        yield Finding(
            _TOPIC,
            Level.WARNING,
            each.words,
            N_(
                "– this would break numbers given out today: it waits for the next"
                " business day."
            ),
            values=each.values,
        )


def remedy_of(examination: Examination) -> str:
    """What to know where office.toml has mistakes or is not there, or ""."""
    if examination.office is None:
        return ""
    return N_(
        "Stations go on by the last one without mistakes; jiaohao check names them."
    )


def look_at_maintenance(examination: Examination) -> Iterator[Finding]:
    """Whether the staff get to the kiosks' page for maintenance."""
    office = examination.office
    if office is None or not office.kiosks:
        return
    words = N_("It opens by F12 and the PIN.")
    if office.maintenance is None:
        words = N_("No PIN is set, so it stays shut: jiaohao staff kiosk-pin")
    elif office.maintenance.has_corner:
        words = N_("It opens by F12, or five touches in the upper right, and the PIN.")
    yield Finding(N_("page for maintenance"), Level.FINE, words)
