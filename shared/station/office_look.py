"""Which office counts, for a screen or a command that is about to begin."""

from __future__ import annotations

from pathlib import Path

from shared.clock import now_ms
from shared.errors import JiaohaoError
from shared.office.changes import breaks_today
from shared.office.model import Office, named_folder
from shared.office.reader import OfficeMistakes
from shared.offline.known_office import office_at_work, sound_sheet
from shared.safety.share_look import agreed_office
from shared.sqlite.ledgers import SqliteLedgers
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


def office_now(given: Path | None, *, is_start: bool = False) -> tuple[Path, Office]:
    """The folder (see `find_folder`), and the office that stations work by today.

    Where they have not agreed on one, as `office_to_begin`. `is_start`: a station
    starts with it, and so has office.toml taken up if that breaks nothing of today.
    """
    folder, office = office_to_begin(given)
    agreed = office_agreed(folder)
    if agreed is None:
        return folder, office
    present, sheet = agreed
    is_of_today = present.business_day(now_ms()).isoformat() <= sheet.day
    if is_of_today and not (is_start and _will_count(folder, present, office)):
        return folder, present
    # On a new day the first station will agree on the file.
    return folder, office


def _will_count(folder: Path, present: Office, office: Office) -> bool:
    """Whether a station that starts has office.toml taken up; see `taking_up.agree`."""
    if sound_sheet(folder) is None:
        return False
    store = Store(folder, is_reader=True)
    try:
        ledgers = SqliteLedgers(store, office)
        has_numbers = ledgers.read(lambda look: look.has_numbers())
    except JiaohaoError:
        return False
    finally:
        store.close()
    return not breaks_today(present, office, has_numbers=has_numbers)


def office_agreed(folder: Path) -> tuple[Office, OfficeSheet] | None:
    """The office that stations agreed on; none before, or where it cannot be read."""
    store = Store(folder, is_reader=True)
    try:
        return agreed_office(store)
    except JiaohaoError:
        return None
    finally:
        store.close()
