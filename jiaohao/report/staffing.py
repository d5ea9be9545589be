"""The load by weekday and hour, and the best hours to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jiaohao.report.counts import share, visits_in
from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import Column, Report, Row, Style
from jiaohao.report.visits import Visit
from shared import clock
from shared.text.catalogue import N_
from shared.trade.estimate.best_hours import Hour, Load, best_hours
from shared.trade.estimate.waiting import MINUTE

COLUMNS: Final = (
    Column("weekday", N_("Weekday"), Style.WEEKDAY),
    Column("hour", N_("Hour"), Style.TEXT),
    Column("people", N_("People a day"), Style.MINUTES),
    Column("mean", N_("Mean wait"), Style.MINUTES),
    Column("busy", N_("Counters busy"), Style.MINUTES),
    Column("best", N_("Best hour to come"), Style.MARK),
)
NOTE: Final = N_(
    "By the hour the number was taken. Counters busy: mean number of counters that had"
    " somebody in that hour. Counters, not people: nobody is compared."
)


@dataclass(slots=True)
class _Hour:
    people: int = 0
    called: int = 0
    waited: float = 0.0
    served: float = 0.0
    """Minutes at counters that fell into this hour."""
    days: set[date] = field(default_factory=set)


def staffing(source: Source, period: Period) -> Report:
    """A row for each hour of the week in which somebody came."""
    hours: dict[Hour, _Hour] = {}
    days: dict[int, set[date]] = {}
    for visit in visits_in(source, period):
        days.setdefault(visit.day.isoweekday(), set()).add(visit.day)
        own = hours.setdefault(_hour(source, visit.issued), _Hour())
        own.people += 1
        if visit.called is not None:
            own.called += 1
            own.waited += visit.waited / MINUTE
        for hour, minutes in _at_counter(source, visit):
            hours.setdefault(hour, _Hour()).served += minutes
    loads = {hour: Load(each.called, each.waited) for hour, each in hours.items()}
    best = set(best_hours(loads))
    rows: list[Row] = [
        {
            "weekday": weekday,
            "hour": f"{hour:02}",
            "people": share(own.people, len(days.get(weekday, ()))),
            "mean": share(own.waited, own.called),
            "busy": share(own.served / 60, len(days.get(weekday, ()))),
            "best": int((weekday, hour) in best),
        }
        for (weekday, hour), own in sorted(hours.items())
    ]
    return Report("staffing", period, COLUMNS, rows, NOTE)


def _hour(source: Source, at: int) -> Hour:
    wall = clock.local(at, source.office.time_zone)
    return wall.isoweekday(), wall.hour


def _at_counter(source: Source, visit: Visit) -> list[tuple[Hour, float]]:
    """Minutes of a visit in each hour it reached into, from its end backwards."""
    found = []
    end, left = visit.ended or 0, visit.served / MINUTE
    while left > 0 and end:
        wall = clock.local(end - 1, source.office.time_zone)
        part = min(left, wall.minute + wall.second / 60 + 1 / 60)
        found.append(((wall.isoweekday(), wall.hour), part))
        left -= part
        end -= round(part * MINUTE)
    return found
