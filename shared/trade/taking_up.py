"""Which office.toml the office works by today, and when another takes its place.

All stations work by one sheet, so that a letter is one series on one day, whoever
edits the file meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shared.office.changes import Break, breaks_today
from shared.office.differences import differences
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.office.version import version_of
from shared.trade.day import turn_day
from shared.trade.ledger import Ledger
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.reading import Reading


class OfficeOutdated(Exception):
    """Whoever asks works by another sheet than the office does today."""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What became of a sheet that somebody wants to be taken up."""

    sheet: OfficeSheet
    is_new: bool
    """Whether the office worked by another one until now."""
    breaks: tuple[Break, ...] = ()
    """Why it waits for the next day; nothing: it is agreed."""


def refuse_outdated(reading: Reading, version: str, *, is_reader: bool) -> None:
    """Raise OfficeOutdated unless `version` is what the office works by today.

    One who only reads cannot agree on a sheet for a new day, and goes by the last.
    """
    mark = reading.sheet_mark()
    if mark is None and is_reader:
        return
    if mark is None or mark[0] != version or (mark[1] < reading.day and not is_reader):
        raise OfficeOutdated


def agree(
    ledger: Ledger, found: str | None, known: str | None, *, is_start: bool = False
) -> OfficeSheet | None:
    """The sheet for today: whoever is first on a day agrees on what lies there.

    So does a station at its start (`is_start`), if that breaks nothing of today: who
    edits the file and starts a station again wants it to count. `found` is what
    office.toml says, none where it has mistakes or is away; then the one that waits
    counts, the one of the day before, and what this machine `known`.
    """
    before = ledger.sheet(Standing.AGREED)
    if ledger.recovery() is not None:
        return before
    if before is not None and before.day >= ledger.day:
        return _begun_anew(ledger, before, found) if is_start else before
    waiting = ledger.sheet(Standing.WAITING)
    others = (each.text for each in (waiting, before) if each is not None)
    text = found if found is not None else next(others, known)
    if text is None:
        return None
    sheet = OfficeSheet(text, ledger.day, ledger.now)
    is_change = before is not None and before.version != sheet.version
    _let_count(ledger, sheet, is_told=is_change)
    return sheet


def _begun_anew(ledger: Ledger, before: OfficeSheet, found: str | None) -> OfficeSheet:
    """The sheet for a station that starts in the middle of a day."""
    if found is None or version_of(found) == before.version:
        return before
    new = parse_office(found.encode(), Path(OFFICE_FILE))
    if _breaks(ledger, before, new):
        return before
    sheet = OfficeSheet(found, ledger.day, ledger.now)
    _let_count(ledger, sheet)
    return sheet


def _let_count(ledger: Ledger, sheet: OfficeSheet, *, is_told: bool = True) -> None:
    """Have all stations work by a sheet from now on; the first one is no event."""
    if is_told:
        turn_day(ledger)
        _record(ledger, sheet)
    ledger.put_sheet(Standing.AGREED, sheet)
    ledger.drop_sheet(Standing.WAITING)


def take_up(ledger: Ledger, text: str) -> TakenUp:
    """Have all stations work by a sheet at once, or from the next day on.

    Raises OfficeMistakes.
    """
    new = parse_office(text.encode(), Path(OFFICE_FILE))
    turn_day(ledger)
    sheet = OfficeSheet(text, ledger.day, ledger.now)
    before = ledger.sheet(Standing.AGREED)
    if before is not None and before.version == sheet.version:
        ledger.drop_sheet(Standing.WAITING)
        return TakenUp(before, is_new=False)
    is_of_today = before is not None and before.day >= ledger.day
    breaks: tuple[Break, ...] = ()
    if before is not None and is_of_today:
        breaks = _breaks(ledger, before, new)
    if not breaks:
        _let_count(ledger, sheet)
        return TakenUp(sheet, is_new=True)
    waiting = ledger.sheet(Standing.WAITING)
    if waiting is not None and waiting.version == sheet.version:
        return TakenUp(waiting, is_new=False, breaks=breaks)
    ledger.put_sheet(Standing.WAITING, sheet)
    _record(ledger, sheet, is_waiting=True)
    return TakenUp(sheet, is_new=True, breaks=breaks)


def _breaks(ledger: Ledger, before: OfficeSheet, new: Office) -> tuple[Break, ...]:
    """What `new` would break of the day that goes on."""
    try:
        present = parse_office(before.text.encode(), Path(OFFICE_FILE))
    except OfficeMistakes:
        # Of another version, which read it otherwise.
        return ()
    return tuple(breaks_today(present, new, has_numbers=ledger.has_numbers()))


def _record(ledger: Ledger, sheet: OfficeSheet, *, is_waiting: bool = False) -> None:
    before = ledger.sheet(Standing.AGREED)
    changed = differences(before.text, sheet.text) if before is not None else []
    data = {"version": sheet.version, "waits": is_waiting, "changed": changed}
    ledger.record("office_changed", data=data)
