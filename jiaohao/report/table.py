"""A report as one value: figures of some days, in rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from jiaohao.report.period import Period
from printers.papers.dates import WEEKDAYS
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue, Phrase

Row = dict[str, str | int | float | None]
BY: Final = {
    "all": N_("All"),
    "service": N_("Service"),
    "hour": N_("Hour"),
    "day": N_("Day"),
    "channel": N_("Channel"),
    "priority": N_("Priority"),
    "kind": N_("Kind"),
    "outcome": N_("Outcome"),
    "kiosk": N_("Kiosk"),
    "printer": N_("Printer"),
    "share": N_("Share"),
    "weekday": N_("Weekday"),
    "week": N_("Week"),
    "month": N_("Month"),
}
"""What the rows of a report are by, for people."""
YEAR_BEFORE: Final = "_year_before"


class Style(Enum):
    """What a column holds, and so how it is written."""

    TEXT = "text"
    WORD = "word"
    """A word for programs; people read the text of the catalogues that `words` has."""
    COUNT = "count"
    MINUTES = "minutes"
    SHARE = "share"
    """From 0 to 1; with a bar in a terminal."""
    WEEKDAY = "weekday"
    """From 1, Monday, to 7."""
    SCORE = "score"
    """From 1 to 5."""
    MARK = "mark"
    """1 or 0: yes or no."""


LEFT: Final = (Style.TEXT, Style.WORD, Style.WEEKDAY)
"""What stands at the left of its column."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, and its heading for people."""

    name: str
    heading: str
    """A text of the catalogues."""
    style: Style = Style.COUNT
    words: Mapping[str, str] = field(default_factory=dict)
    is_compared: bool = False
    """Whether the figure of the year before stands beside it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of a report: a bar for each row of one kind."""

    by: str
    column: str


@dataclass(slots=True)
class Report:
    """Figures of some days."""

    kind: str
    period: Period
    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)
    note: str = ""
    """What the columns mean; a text of the catalogues."""
    title: str = ""
    """A text of the catalogues."""
    office: Office | None = None
    chart: Chart | None = None
    before: Period | None = None
    """The days it is compared with, where that is what it is about."""
    year_before: Period | None = None
    dictionary: Mapping[str, str] = field(default_factory=dict)
    """Of data for others: what each column holds, in English."""
    licence: str = ""

    @property
    def days(self) -> str:
        """The period for people."""
        found = str(self.period)
        return found if self.before is None else f"{self.before} → {found}"

    def names(self) -> Mapping[str, Mapping[str, Phrase]]:
        """What the office calls the things that rows are by."""
        if self.office is None:
            return {}
        return {
            "service": {each.code: each.name for each in self.office.services},
            "priority": {each.code: each.name for each in self.office.priorities},
        }

    def charted(self) -> list[Row]:
        """The rows of its chart."""
        if self.chart is None:
            return []
        found = [each for each in self.rows if each.get("by") == self.chart.by]
        return [each for each in found if each[self.chart.column] is not None]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, and what stands beside it."""

    of: str
    begin: float
    part: float
    """Where it begins and how long it is, as parts of the chart's width; a figure below
    none ends where the others begin."""
    value: str


BY_OF: Final = (
    Column("by", N_("By"), Style.WORD, BY),
    Column("of", N_("Of"), Style.TEXT),
)


def cell(report: Report, row: Row, column: Column, say: Catalogue) -> str:
    """What stands in a cell, for people."""
    value = row[column.name]
    if value is None:
        return "–"
    if column.style is Style.WORD:
        return say(column.words[str(value)])
    if column.name == "of":
        phrase = report.names().get(str(row["by"]), {}).get(str(value))
        return phrase.say(say.language) if phrase is not None else str(value)
    if column.style is Style.WEEKDAY:
        return say(WEEKDAYS[int(value) - 1])
    if column.style is Style.MARK:
        return "✓" if value else ""
    if column.style is Style.SHARE and isinstance(value, int | float):
        return f"{value:.0%}"
    if column.style is Style.MINUTES and isinstance(value, int | float):
        return f"{value:z.1f}"
    if column.style is Style.SCORE and isinstance(value, int | float):
        return f"{value:.2f}"
    return str(value)


def bars(report: Report, say: Catalogue) -> tuple[str, list[Bar]]:
    """What its chart shows, and the bars."""
    rows = report.charted()
    if report.chart is None or not rows:
        return "", []
    by_name = {each.name: each for each in report.columns}
    column = by_name[report.chart.column]
    figures = [float(row[column.name] or 0) for row in rows]
    least = min(0.0, *figures)
    whole = max(0.0, *figures) - least or 1.0
    found = [
        Bar(
            cell(report, row, by_name["of"], say),
            (min(figure, 0.0) - least) / whole,
            abs(figure) / whole,
            cell(report, row, column, say),
        )
        for row, figure in zip(rows, figures, strict=True)
    ]
    return say(column.heading), found
