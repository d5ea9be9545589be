"""A report as a sheet in the open format that Taiwan's offices exchange (CNS 15251)."""

from __future__ import annotations

import io
from typing import Any

from odfdo import Cell, Document, Style, Table
from odfdo import Row as Line

from jiaohao.report.forms.figures import is_figure
from jiaohao.report.table import Column, Report, Row, cell
from jiaohao.report.table import Style as Kind
from shared.text.catalogue import Catalogue


def as_ods(report: Report, say: Catalogue) -> bytes:
    """The file."""
    document = Document("spreadsheet")
    document.body.clear()
    bold = document.insert_style(
        Style("table-cell", name="head", bold=True), automatic=True
    )
    table = Table(say(report.title))
    table.append(_texts([say(report.title)], bold))
    table.append(_texts([report.days]))
    table.append(Line())
    table.append(_texts([say(each.heading) for each in report.columns], bold))
    for row in report.rows:
        line = Line()
        for column in report.columns:
            line.append_cell(_cell(report, row, column, say))
        table.append(line)
    if report.note:
        table.append(Line())
        table.append(_texts([say(report.note)]))
    document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _texts(texts: list[str], style: Any = None) -> Line:
    line = Line()
    for text in texts:
        line.append_cell(Cell(text, style=style))
    return line


def _cell(report: Report, row: Row, column: Column, say: Catalogue) -> Cell:
    value, text = row[column.name], cell(report, row, column, say)
    if not is_figure(value, column):
        return Cell(text)
    if column.style is Kind.SHARE:
        return Cell(value, text=text, cell_type="percentage")
    return Cell(value, text=text)
