"""A report for a terminal, and for programs: JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Final

from jiaohao.report.table import LEFT, Column, Report, Row, Style, cell
from shared.text.catalogue import Catalogue, columns
from shared.wire.json_text import Json, to_json

_BAR: Final = 10
"""Columns of a full bar."""


def as_json(report: Report, _say: Catalogue) -> str:
    """One object with `rows`."""
    told: Json = {
        "report": report.kind,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
    }
    if report.year_before is not None:
        told["year_before"] = {
            "from": report.year_before.first.isoformat(),
            "to": report.year_before.last.isoformat(),
        }
    if report.dictionary:
        told["licence"] = report.licence
        told["dictionary"] = dict(report.dictionary)
    return to_json({**told, "rows": report.rows})


def as_csv(report: Report, _say: Catalogue) -> str:
    """A table whose first line names the columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([each.name for each in report.columns])
    for row in report.rows:
        cells = [row[each.name] for each in report.columns]
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue().rstrip("\n")


def dictionary(report: Report) -> str:
    """What each column holds, and the licence, as a table of its own."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["column", "meaning"])
    writer.writerows(report.dictionary.items())
    writer.writerow(["(licence)", report.licence])
    return out.getvalue()


def as_text(report: Report, say: Catalogue) -> str:
    """A table for a terminal."""
    lines = [[say(each.heading) for each in report.columns]]
    for row in report.rows:
        lines.append([_cell(report, row, each, say) for each in report.columns])
    widths = [max(map(columns, each)) for each in zip(*lines, strict=True)]
    is_left = [each.style in LEFT for each in report.columns]
    table = [
        "  ".join(
            _padded(text, width, left)
            for text, width, left in zip(line, widths, is_left, strict=True)
        ).rstrip()
        for line in lines
    ]
    head = [say(report.title)] if report.title else []
    found = [*head, report.days, "", *table]
    if report.note:
        found += ["", say(report.note)]
    return "\n".join(found)


def _cell(report: Report, row: Row, column: Column, say: Catalogue) -> str:
    text, value = cell(report, row, column, say), row[column.name]
    if column.style is Style.SHARE and isinstance(value, int | float):
        full = min(_BAR, round(value * _BAR))
        return f"{'█' * full}{'░' * (_BAR - full)} {text:>4}"
    return text


def _padded(text: str, width: int, is_left: bool) -> str:
    blanks = " " * (width - columns(text))
    return text + blanks if is_left else blanks + text
