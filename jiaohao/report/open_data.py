"""Open data (004 D8): counts and waits of whole months; nobody is to be found there.

Each month is a table of its own, made from that month alone: what is published again
later says the same, so two files never tell more than one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from jiaohao.report.counts import visits_in
from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.suppression import (
    FEWEST,
    TOTAL,
    Cell,
    left_out,
    left_out_of_line,
)
from jiaohao.report.table import BY, Column, Report, Row, Style
from jiaohao.report.visits import Visit
from shared import clock
from shared.text.catalogue import N_
from shared.trade.estimate.waiting import MINUTE

LICENCE: Final = "OGDL-Taiwan-1.0 (https://data.gov.tw/license)"
STEP: Final = 5
"""Minutes to which waits are rounded."""
COLUMNS: Final = (
    Column("month", N_("Month"), Style.TEXT),
    Column("by", N_("By"), Style.WORD, BY),
    Column("date", N_("Date"), Style.TEXT),
    Column("hour", N_("Hour"), Style.TEXT),
    Column("service", N_("Service"), Style.TEXT),
    Column("numbers", N_("Numbers")),
    Column("wait_minutes", N_("Mean wait")),
)
DICTIONARY: Final = {
    "month": "Calendar month, YYYY-MM, office time.",
    "by": "day: one row a day and service; hour: one row an hour of the day.",
    "date": "Day, YYYY-MM-DD; empty: all days of the month.",
    "hour": "Hour in which numbers were taken, 00 to 23; empty: all hours.",
    "service": "Code of the service; empty: all services.",
    "numbers": f"Numbers taken; empty: 1 to {FEWEST - 1}, or left out to protect such.",
    "wait_minutes": f"Mean minutes from number to call, rounded to {STEP}; empty: fewer"
    f" than {FEWEST} people, or left out with the numbers.",
}
NOTE: Final = N_(
    "Whole months that are over. Cells under 5 people are left out, and others so that"
    " none can be computed back. Licence: OGDL-Taiwan-1.0, https://data.gov.tw/license"
)


@dataclass(slots=True)
class _Count:
    numbers: int = 0
    called: int = 0
    minutes: float = 0.0

    def add(self, visit: Visit) -> None:
        self.numbers += 1
        if visit.called is not None:
            self.called += 1
            self.minutes += visit.waited / MINUTE


@dataclass(slots=True)
class _Month:
    by_day: dict[Cell, _Count] = field(default_factory=dict)
    by_hour: dict[str, _Count] = field(default_factory=dict)


def open_data(source: Source, period: Period) -> Report:
    """The months that lie in the period and are over."""
    found = Report("open-data", period, COLUMNS, note=NOTE)
    found.dictionary, found.licence = DICTIONARY, LICENCE
    for month in _months(period, source.today):
        found.rows += _rows(f"{month.first:%Y-%m}", _counted(source, month))
    return found


def _months(period: Period, today: date) -> Iterator[Period]:
    first = period.first.replace(day=1)
    if first < period.first:
        first = (first + timedelta(days=32)).replace(day=1)
    while True:
        after = (first + timedelta(days=32)).replace(day=1)
        last = after - timedelta(days=1)
        if last > period.last or last >= today:
            return
        yield Period(first, last)
        first = after


def _counted(source: Source, month: Period) -> _Month:
    found = _Month()
    for visit in visits_in(source, month):
        day = visit.day.isoformat()
        hour = f"{clock.local(visit.issued, source.office.time_zone).hour:02}"
        service = visit.service
        cells = ((day, service), (day, TOTAL), (TOTAL, service), (TOTAL, TOTAL))
        for cell in cells:
            found.by_day.setdefault(cell, _Count()).add(visit)
        found.by_hour.setdefault(hour, _Count()).add(visit)
    return found


def _rows(month: str, found: _Month) -> list[Row]:
    days = _whole(found.by_day)
    hidden = left_out({cell: each.numbers for cell, each in days.items()})
    rows = [
        _row(month, "day", cell, "", days[cell], is_shown=cell not in hidden)
        for cell in sorted(days)
    ]
    hours = {hour: each.numbers for hour, each in found.by_hour.items()}
    # With the sum of the month all hours are hidden: together they are that sum.
    whole = sum(hours.values())
    is_known = (TOTAL, TOTAL) not in hidden
    gone = left_out_of_line(hours, whole) if is_known else set(hours)
    return rows + [
        _row(month, "hour", (TOTAL, TOTAL), hour, each, is_shown=hour not in gone)
        for hour, each in sorted(found.by_hour.items())
    ]


def _whole(counts: dict[Cell, _Count]) -> dict[Cell, _Count]:
    """With a zero for every service on a day without it."""
    days = {day for day, _ in counts}
    services = {service for _, service in counts}
    return {
        (day, service): counts.get((day, service), _Count())
        for day in days
        for service in services
    }


def _row(
    month: str, by: str, cell: Cell, hour: str, count: _Count, *, is_shown: bool
) -> Row:
    mean = count.minutes / count.called if count.called >= FEWEST else None
    return {
        "month": month,
        "by": by,
        "date": cell[0],
        "hour": hour,
        "service": cell[1],
        "numbers": count.numbers if is_shown else None,
        "wait_minutes": (
            round(mean / STEP) * STEP if is_shown and mean is not None else None
        ),
    }
