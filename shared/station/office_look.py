"""Which office counts, for a screen or a command that is about to begin."""

from __future__ import annotations

from pathlib import Path

from shared.clock import now_ms
from shared.errors import JiaohaoError
from shared.office.changes import breaks_today
from shared.office.folder import OFFICE_FILE, named_folder
from shared.office.model import Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.offline.known_office import office_at_work, sound_sheet
from shared.station.stores import ledgers_of
from shared.trade.ledger import Ledgers
from shared.trade.office_sheet import OfficeSheet, Standing


def office_to_begin(given: Path | None) -> tuple[Path, Office]:
    """The folder (see `find_folder`) and an office that a station can begin with.

    It is office.toml; with mistakes in it the office this machine knows, else the one
    that stations agreed on. Raises OfficeMistake, ShareUnavailable.
    """
    try:
        return office_at_work(given)
    except OfficeMistakes:
        folder = named_folder(given)
        agreed = _in_file(folder)
        if agreed is None:
            raise
        return folder, agreed[0]


def office_now(given: Path | None, *, is_start: bool = False) -> tuple[Path, Office]:
    """The folder (see `find_folder`), and the office that stations work by today.

    Where they have not agreed on one, as `office_to_begin`. `is_start`: a station
    starts with it, and so has office.toml taken up if that breaks nothing of today.
    """
    folder, office = office_to_begin(given)
    agreed = office_agreed(folder, office)
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
    ledgers = ledgers_of(folder, present)
    try:
        has_numbers = ledgers.read(lambda look: look.has_numbers())
    except JiaohaoError:
        return False
    finally:
        ledgers.close()
    return not breaks_today(present, office, has_numbers=has_numbers)


def office_agreed(folder: Path, office: Office) -> tuple[Office, OfficeSheet] | None:
    """The office that stations agreed on; none before, or where it cannot be read.

    `office` says where its store is.
    """
    ledgers = ledgers_of(folder, office)
    try:
        return agreed_by(ledgers)
    except JiaohaoError:
        return None
    finally:
        ledgers.close()


def agreed_by(ledgers: Ledgers) -> tuple[Office, OfficeSheet] | None:
    """The office that all stations work by; none before the first station.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    return _of(ledgers.read(lambda look: look.sheet(Standing.AGREED)))


def _in_file(folder: Path) -> tuple[Office, OfficeSheet] | None:
    """As `office_agreed`, of queue.db, by who knows nothing of the office."""
    from shared.safety.share_look import agreed_sheet

    try:
        return _of(agreed_sheet(folder))
    except JiaohaoError:
        return None


def _of(sheet: OfficeSheet | None) -> tuple[Office, OfficeSheet] | None:
    if sheet is None:
        return None
    try:
        return parse_office(sheet.text.encode(), Path(OFFICE_FILE)), sheet
    except OfficeMistakes:
        # A station of another version read it otherwise.
        return None
