"""Which office counts, for a screen or a command that is about to begin."""

from __future__ import annotations

from pathlib import Path

from shared.clock import now_ms
from shared.errors import JiaohaoError
from shared.office.model import Office, named_folder
from shared.office.reader import OfficeMistakes
from shared.offline.known_office import office_at_work
from shared.safety.share_look import agreed_office
from shared.sqlite.transactions import Store
from shared.trade.office_sheet import OfficeSheet


def office_to_begin(given: Path | None) -> tuple[Path, Office]:
    """The folder (see `find_folder`) and an office that a station can begin with.

    It is office.toml; with mistakes in it the office this machine knows, else the one
    that stations agreed on. Raises OfficeMistake, ShareUnavailable.
    """
    try:
        return office_at_work(given)
    except OfficeMistakes:
        folder = named_folder(given)
        agreed = office_agreed(folder)
        if agreed is None:
            raise
        return folder, agreed[0]


def office_now(given: Path | None) -> tuple[Path, Office]:
    """The folder (see `find_folder`), and the office that stations work by today.

    Where they have not agreed on one, as `office_to_begin`.
    """
    folder, office = office_to_begin(given)
    agreed = office_agreed(folder)
    if agreed is None:
        return folder, office
    present, sheet = agreed
    is_of_today = present.business_day(now_ms()).isoformat() <= sheet.day
    # On a new day the first station will agree on the file.
    return folder, present if is_of_today else office


def office_agreed(folder: Path) -> tuple[Office, OfficeSheet] | None:
    """The office that stations agreed on; none before, or where it cannot be read."""
    store = Store(folder, is_reader=True)
    try:
        return agreed_office(store)
    except JiaohaoError:
        return None
    finally:
        store.close()
