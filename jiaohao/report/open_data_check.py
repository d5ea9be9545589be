"""Whether a file of open data holds no more than it may."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from jiaohao.report.open_data import COLUMNS, STEP
from jiaohao.report.suppression import (
    FEWEST,
    TOTAL,
    Cell,
    bridges,
    gives_away,
    weak_lines,
)
from shared.errors import BadRequest
from shared.text.catalogue import N_, Sentence
from shared.text.reasons import why

_NAMES: Final = [each.name for each in COLUMNS]
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_HOUR: Final = re.compile(r"([01]\d|2[0-3])?")
_SERVICE: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,31})?")
_LABEL: Final = re.compile(r"[A-Z]{1,2}\d{3,}")
"""A number as it is printed on a ticket."""
Line = Mapping[str, str]


def faults(file: Path) -> Iterator[Sentence]:
    """What a CSV or JSON file holds that it may not, line by line and month by month.

    Raises BadRequest where it is no file of open data at all.
    """
    lines = _lines(file)
    months: dict[str, list[Line]] = {}
    for number, line in enumerate(lines, 1):
        wrong = [name for name in _NAMES if not _is_allowed(name, line)]
        if wrong:
            told = ", ".join(wrong)
            words = N_("Row {number}: this may not stand in {columns}.")
            yield Sentence(words, {"number": number, "columns": told})
        else:
            months.setdefault(line["month"], []).append(line)
    for month, own in sorted(months.items()):
        if _tells_too_much(own):
            words = N_("{month}: what was left out can be computed back.")
            yield Sentence(words, {"month": month})


def _lines(file: Path) -> list[Line]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        found = _of_json(text) if text.lstrip().startswith("{") else _of_csv(text)
        lines: list[Line] = [
            {str(key): _text(each) for key, each in row.items()} for row in found
        ]
    except OSError as error:
        words = N_("{file} cannot be read: {reason}.")
        raise BadRequest(words, file=file, reason=why(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, csv.Error) as error:
        raise _no_open_data(file) from error
    if any(sorted(line) != sorted(_NAMES) for line in lines):
        raise _no_open_data(file)
    return lines


def _of_json(text: str) -> list[Any]:
    return list(json.loads(text)["rows"])


def _of_csv(text: str) -> list[Any]:
    reader = csv.DictReader(io.StringIO(text))
    if list(reader.fieldnames or ()) != _NAMES:
        raise ValueError(reader.fieldnames)
    return list(reader)


def _no_open_data(file: Path) -> BadRequest:
    words = N_("{file} is no file of open data: its columns are not {columns}.")
    return BadRequest(words, file=file, columns=", ".join(_NAMES))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _is_allowed(name: str, line: Line) -> bool:
    value = line[name]
    if name == "month":
        return bool(_MONTH.fullmatch(value))
    if name == "by":
        return value in ("day", "hour")
    if name == "date":
        return not value or (value.startswith(line["month"]) and _is_day(value))
    if name == "hour":
        return bool(_HOUR.fullmatch(value)) and (line["by"] == "hour") == bool(value)
    if name == "service":
        return bool(_SERVICE.fullmatch(value)) and not _LABEL.fullmatch(value)
    if not value:
        return True
    if not value.isascii() or not value.isdigit():
        return False
    number = int(value)
    if name == "numbers":
        return number == 0 or number >= FEWEST
    return number % STEP == 0 and int(line["numbers"] or 0) >= FEWEST


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _tells_too_much(lines: list[Line]) -> bool:
    """Whether sums give away a cell of one month."""
    days: dict[Cell, int] = {}
    hours: dict[str, int] = {}
    hidden: set[Cell] = set()
    hidden_hours: set[str] = set()
    for line in lines:
        count = int(line["numbers"] or 0)
        if line["by"] == "hour":
            hours[line["hour"]] = count
            if not line["numbers"]:
                hidden_hours.add(line["hour"])
        else:
            cell = line["date"], line["service"]
            days[cell] = count
            if not line["numbers"]:
                hidden.add(cell)
    if any(weak_lines(days, hidden)) or bridges(hidden):
        return True
    whole = None if (TOTAL, TOTAL) in hidden else days.get((TOTAL, TOTAL), 0)
    return gives_away(hours, hidden_hours, whole)
