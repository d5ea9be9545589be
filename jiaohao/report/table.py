"""A report as one value, and as text, CSV or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from jiaohao.report.period import Period
from shared.text.catalogue import Catalogue, columns
from shared.wire.json_text import Json, to_json

Row = dict[str, str | int | float | None]
_BAR: Final = 10
"""Columns of a full bar."""


class Style(Enum):
    """What a column holds, and so how it is written."""

    TEXT = "text"
    WORD = "word"
    """A word for programs; people read the text of the catalogues that `words` has."""
    COUNT = "count"
    MINUTES = "minutes"
    SHARE = "share"
    """From 0 to 1; with a bar in a terminal."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, and its heading for people."""

    name: str
    heading: str
    """A text of the catalogues."""
    style: Style = Style.COUNT
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """Figures of some days."""

    kind: str
    period: Period
    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)
    note: str = ""
    """What the columns mean; a text of the catalogues."""


def as_json(report: Report, _say: Catalogue) -> str:
    """One object with `rows`."""
    told: Json = {
        "report": report.kind,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "rows": report.rows,
    }
    return to_json(told)


def as_csv(report: Report, _say: Catalogue) -> str:
    """A table whose first line names the columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([each.name for each in report.columns])
    for row in report.rows:
        cells = [row[each.name] for each in report.columns]
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue().rstrip("\n")


def as_text(report: Report, say: Catalogue) -> str:
    """A table for a terminal."""
    lines = [[say(each.heading) for each in report.columns]]
    lines += [[_cell(row, each, say) for each in report.columns] for row in report.rows]
    widths = [max(map(columns, each)) for each in zip(*lines, strict=True)]
    is_text = [each.style in (Style.TEXT, Style.WORD) for each in report.columns]
    table = [
        "  ".join(
            _padded(cell, width, is_left)
            for cell, width, is_left in zip(line, widths, is_text, strict=True)
        ).rstrip()
        for line in lines
    ]
    lines_of_text = [f"{report.period.first} – {report.period.last}", "", *table]
    if report.note:
        lines_of_text += ["", say(report.note)]
    return "\n".join(lines_of_text)


def _cell(row: Row, column: Column, say: Catalogue) -> str:
    value = row[column.name]
    if value is None:
        return "–"
    if column.style is Style.WORD:
        return say(column.words[str(value)])
    if column.style is Style.SHARE and isinstance(value, int | float):
        full = round(value * _BAR)
        return f"{'█' * full}{'░' * (_BAR - full)} {value:>4.0%}"
    if column.style is Style.MINUTES and isinstance(value, int | float):
        return f"{value:.1f}"
    return str(value)


def _padded(cell: str, width: int, is_left: bool) -> str:
    blanks = " " * (width - columns(cell))
    return cell + blanks if is_left else blanks + cell


FORMATS: Final[dict[str, Callable[[Report, Catalogue], str]]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
}
