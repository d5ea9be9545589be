"""The year before beside the figures of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jiaohao.report.table import YEAR_BEFORE, Column, Report, Row
from shared.text.catalogue import N_

_HEADING: Final = N_("a year before")
_KEY: Final = ("by", "of", "question")
"""The columns that say what a row is about, as far as a report has them."""
_OF_A_TIME: Final = ("day", "week", "month")
"""What rows are by that the year before cannot have."""


def beside(report: Report, before: Report) -> Report:
    """A report with figures of `before` beside those that are to be compared."""
    known = {_key(row): row for row in before.rows}
    rows = [_row(report, row, known.get(_key(row), {})) for row in report.rows]
    there = {_key(row) for row in report.rows}
    gone = [
        row
        for row in before.rows
        if _key(row) not in there and row.get("by") not in _OF_A_TIME
    ]
    rows += [_row(report, _bare(report, row), row) for row in gone]
    report.columns = list(_columns(report.columns))
    report.rows = rows
    report.year_before = before.period
    return report


def _columns(columns: Sequence[Column]) -> Iterator[Column]:
    for each in columns:
        yield each
        if each.is_compared:
            yield Column(each.name + YEAR_BEFORE, _HEADING, each.style)


def _row(report: Report, row: Row, before: Row) -> Row:
    compared = [each.name for each in report.columns if each.is_compared]
    return row | {name + YEAR_BEFORE: before.get(name) for name in compared}


def _bare(report: Report, row: Row) -> Row:
    """Of what was there only in the year before."""
    none = dict.fromkeys((each.name for each in report.columns), None)
    return {**none, **{name: row[name] for name in _KEY if name in row}}


def _key(row: Row) -> tuple[str, ...]:
    return tuple(str(row.get(name)) for name in _KEY)
