"""Another system's log of visits, read from CSV line by line."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from shared.errors import BadRequest
from shared.text.catalogue import N_
from shared.text.reasons import why
from shared.trade.estimate.day import DAY

NEEDED: Final = ("service", "issued_at", "called_at")
KNOWN: Final = (*NEEDED, "priority", "counter", "started_at", "ended_at")
TIMES: Final = ("issued_at", "called_at", "started_at", "ended_at")
_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_NEVER: Final = -(1 << 62)
"""In the place of an instant that is not known."""
_ROW: Final = 6

TOO_FEW: Final = N_("too few cells")
NOT_UTF8: Final = N_("not UTF-8")
NO_SERVICE: Final = N_("no service")
NOT_A_TIME: Final = N_("not a time")
NO_OFFSET: Final = N_("no offset")
CALLED_BEFORE: Final = N_("called before issued")
ENDED_BEFORE: Final = N_("ended before called")


class Visit(NamedTuple):
    """One row. Instants are milliseconds since 1970, None where not known."""

    service: str
    priority: str
    counter: str
    issued: int
    called: int | None
    ended: int | None
    said: str
    """The issue as the log writes it."""
    line: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is not used; the heading is line 1."""

    line: int
    reason: str
    """A text of the catalogues."""


class Visits:
    """Rows in the order of the file, kept as columns: there may be millions."""

    def __init__(self) -> None:
        self._numbers = array("q")
        """Of each row `_ROW` of them: kind, issued, called, ended, line, and where
        what it says of its issue ends."""
        self._kinds: dict[tuple[str, str, str], int] = {}
        """Service, priority and counter, by the order in which they came."""
        self._said = bytearray()

    def add(self, visit: Visit) -> None:
        """One more row."""
        self._said += visit.said.encode()
        called = _NEVER if visit.called is None else visit.called
        ended = _NEVER if visit.ended is None else visit.ended
        kind = self._kinds.setdefault(visit[:3], len(self._kinds))
        row = kind, visit.issued, called, ended, visit.line, len(self._said)
        self._numbers.extend(row)

    def __len__(self) -> int:
        return len(self._numbers) // _ROW

    def __iter__(self) -> Iterator[Visit]:
        return self._some(range(len(self)))

    def days(self) -> Iterator[list[Visit]]:
        """Those issued in one day after those of the day before."""
        days: dict[int, array[int]] = {}
        for row, issued in enumerate(self._numbers[1::_ROW]):
            days.setdefault(issued // DAY, array("q")).append(row)
        for day in sorted(days):
            yield list(self._some(days[day]))

    def _some(self, rows: Iterable[int]) -> Iterator[Visit]:
        kinds, numbers = list(self._kinds), self._numbers
        for row in rows:
            at = row * _ROW
            kind, issued, called, ended, line, end = numbers[at : at + _ROW]
            begin = numbers[at - 1] if at else 0
            yield Visit(
                *kinds[kind],
                issued,
                None if called == _NEVER else called,
                None if ended == _NEVER else ended,
                self._said[begin:end].decode(),
                line,
            )


@dataclass(slots=True)
class VisitLog:
    """All rows that can be used, in the order of the file, and the others."""

    visits: Visits = field(default_factory=Visits)
    skipped: list[Skipped] = field(default_factory=list)
    offset: int = 0
    """Of the first row's time to UTC, milliseconds."""


class _Unusable(Exception):
    """This row cannot be used, for a reason of the catalogues."""


def read_log(file: Path) -> VisitLog:
    """Read it; raise BadRequest where the file or a column is not there."""
    try:
        with file.open("rb") as lines:
            columns = _columns(file, next(lines, b""))
            return _read(lines, columns)
    except OSError as error:
        words = N_("{file} cannot be read: {reason}.")
        raise BadRequest(words, file=file, reason=why(error)) from error


def _columns(file: Path, heading: bytes) -> list[str]:
    """The names of the columns."""
    try:
        names = _cells(heading.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        words = N_("{file} is not UTF-8. Save it as CSV UTF-8.")
        raise BadRequest(words, file=file) from error
    names = [each.strip() for each in names]
    missing = [each for each in NEEDED if each not in names]
    if missing:
        words = N_("{file} lacks these columns: {columns}. Its first line names them.")
        raise BadRequest(words, file=file, columns=", ".join(missing))
    return names


def _read(lines: Iterator[bytes], columns: list[str]) -> VisitLog:
    found = VisitLog()
    places: dict[str, int] = {
        name: columns.index(name) for name in KNOWN if name in columns
    }
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        try:
            visit = _visit(line, number, len(columns), places)
        except UnicodeDecodeError:
            found.skipped.append(Skipped(number, NOT_UTF8))
        except _Unusable as error:
            found.skipped.append(Skipped(number, error.args[0]))
        else:
            if not found.visits:
                found.offset = _offset(visit.said)
            found.visits.add(visit)
    return found


def _cells(line: bytes) -> list[str]:
    text = line.decode("utf-8").rstrip("\r\n")
    if '"' not in text:
        return text.split(",")
    try:
        return next(csv.reader([text]), [])
    except csv.Error:
        return []


def _visit(line: bytes, number: int, width: int, places: dict[str, int]) -> Visit:
    cells = _cells(line)
    if len(cells) < width:
        raise _Unusable(TOO_FEW)
    told = {name: cells[at].strip() for name, at in places.items()}
    if not told["service"]:
        raise _Unusable(NO_SERVICE)
    issued, called, _, ended = (_instant(told.get(name, "")) for name in TIMES)
    if issued is None:
        raise _Unusable(NOT_A_TIME)
    if called is not None and called < issued:
        raise _Unusable(CALLED_BEFORE)
    if ended is not None and ended < (issued if called is None else called):
        raise _Unusable(ENDED_BEFORE)
    return Visit(
        told["service"],
        told.get("priority", ""),
        told.get("counter", ""),
        issued,
        called,
        ended,
        told["issued_at"],
        number,
    )


def _instant(text: str) -> int | None:
    """Milliseconds since 1970; None for an empty cell."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise _Unusable(NOT_A_TIME) from error
    if at.tzinfo is None:
        raise _Unusable(NO_OFFSET)
    return (at - _BEGIN) // _MILLISECOND


def _offset(text: str) -> int:
    offset = datetime.fromisoformat(text.upper()).utcoffset() or timedelta()
    return offset // _MILLISECOND
