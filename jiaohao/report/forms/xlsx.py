"""A report as a workbook for Excel, with its chart."""

from __future__ import annotations

import io
from typing import Any, Final

import xlsxwriter

from jiaohao.report.forms.figures import FIGURES, is_figure
from jiaohao.report.table import Report, cell
from shared.text.catalogue import Catalogue

_HEAD: Final = 3
"""The line of the headings, counted from 0."""


def as_xlsx(report: Report, say: Catalogue) -> bytes:
    """The file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(say(report.title)[:31])
    sheet.write(0, 0, say(report.title), book.add_format({"bold": True}))
    sheet.write(1, 0, report.days)
    styles = {
        style: book.add_format({"num_format": each}) for style, each in FIGURES.items()
    }
    bold = book.add_format({"bold": True, "bottom": 1})
    for at, column in enumerate(report.columns):
        sheet.write(_HEAD, at, say(column.heading), bold)
        for line, row in enumerate(report.rows, _HEAD + 1):
            value = row[column.name]
            if is_figure(value, column):
                sheet.write_number(line, at, value, styles[column.style])
            else:
                sheet.write_string(line, at, cell(report, row, column, say))
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.autofit()
    _add_chart(report, book, sheet, say)
    if report.note:
        sheet.write(_HEAD + len(report.rows) + 2, 0, say(report.note))
    book.close()
    return out.getvalue()


def _add_chart(report: Report, book: Any, sheet: Any, say: Catalogue) -> None:
    rows = report.charted()
    if report.chart is None or not rows:
        return
    names = [each.name for each in report.columns]
    first = _HEAD + 1 + report.rows.index(rows[0])
    last = first + len(rows) - 1
    of, figure = names.index("of"), names.index(report.chart.column)
    heading = say(report.columns[figure].heading)
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": heading,
            "categories": [sheet.get_name(), first, of, last, of],
            "values": [sheet.get_name(), first, figure, last, figure],
        }
    )
    chart.set_legend({"none": True})
    sheet.insert_chart(_HEAD, len(names) + 1, chart)
