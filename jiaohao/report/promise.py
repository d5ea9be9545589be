"""What people were told of their wait, and what became of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Final

from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from jiaohao.report.visits import Visit, visits_of
from jiaohao.tally import OTHERS, Tally
from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.simple import SIMPLE, Simple
from shared.trade.estimate.waiting import MINUTE

_BEFORE: Final = timedelta(days=14)
"""So long before the first day the simpler rules begin to learn."""
_QUARTER: Final = 15 * MINUTE
COLUMNS: Final = (
    *BY_OF,
    Column("cases", N_("Cases")),
    Column("untold", N_("Told none")),
    Column("inside", N_("Inside"), Style.SHARE),
    Column("width", N_("Width"), Style.MINUTES),
    Column("mae", N_("Error"), Style.MINUTES),
    *(Column(name, words, Style.MINUTES) for name, words in OTHERS.items()),
)
NOTE: Final = N_(
    "Inside: share of people called within the range they were told. Width of the"
    " range, mean error of its middle, and the errors of simpler rules: minutes."
)


@dataclass(slots=True)
class _Group:
    """The people of one row."""

    tally: Tally = field(default_factory=Tally)
    untold: int = 0
    """Called people whom nothing was told."""

    def add(self, other: _Group) -> None:
        """The people of another row, too."""
        self.tally.add_all(other.tally)
        self.untold += other.untold


def promise(source: Source, period: Period) -> Report:
    """Of everybody who was called: by service, hour and day of the number."""
    office = source.office
    groups: dict[tuple[str, str], _Group] = {("all", ""): _Group()}
    events = source.events(period.first - _BEFORE, period.last)
    rules, hour_at = _Rules(office), _hours_of(office)
    for day, visits in groupby(visits_of(events, office), key=lambda each: each.day):
        said = rules.said(list(visits))
        if period.holds(day):
            for (service, hour), group in _by_hour(said, hour_at).items():
                for key in _keys(service, hour, day):
                    groups.setdefault(key, _Group()).add(group)
    rows = [_row(by, of, groups[by, of]) for by, of in sorted(groups, key=_order)]
    return Report("promise", period, COLUMNS, rows, NOTE)


def _by_hour(
    said: Iterable[tuple[Visit, tuple[float, ...]]], hour_at: Callable[[int], int]
) -> dict[tuple[str, int], _Group]:
    """The called people of one day by service and hour."""
    groups: dict[tuple[str, int], _Group] = {}
    for visit, guessed in said:
        if visit.called is None:
            continue
        key = visit.service, hour_at(visit.issued)
        group = groups.get(key)
        if group is None:
            group = groups[key] = _Group()
        if visit.told is None:
            group.untold += 1
        else:
            minutes = max(0, visit.called - visit.issued) / MINUTE
            group.tally.add(visit.told, guessed, minutes)
    return groups


def _hours_of(office: Office) -> Callable[[int], int]:
    """The hour of the office's clock at an instant; it turns with a quarter of UTC's,
    wherever the office is."""

    @lru_cache(maxsize=512)
    def hour_in(quarter: int) -> int:
        return clock.local(quarter * _QUARTER, office.time_zone).hour

    return lambda at: hour_in(at // _QUARTER)


def _keys(service: str, hour: int, day: date) -> Iterator[tuple[str, str]]:
    yield "all", ""
    yield "service", service
    yield "hour", f"{hour:02}"
    yield "day", day.isoformat()


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return ("all", "service", "hour", "day").index(key[0]), key[1]


def _row(by: str, of: str, group: _Group) -> Row:
    figures = group.tally.figures()
    others = figures.pop("others")
    errors = {name: others[name]["mae"] for name in SIMPLE}
    return {"by": by, "of": of, **figures, "untold": group.untold, **errors}


class _Rules:
    """The simpler rules, as the days go by."""

    def __init__(self, office: Office) -> None:
        self._simple, self._minutes = Simple(), ServiceMinutes()
        self._head_starts = {
            each.code: clock.minutes(each.head_start_minutes)
            for each in office.priorities
        }

    def said(self, visits: list[Visit]) -> list[tuple[Visit, tuple[float, ...]]]:
        """Of one day, in the order of its visits."""
        lines: dict[str, list[int]] = {}
        found: dict[int, tuple[float, ...]] = {}
        for _, what, at in sorted(_instants(visits)):
            visit = visits[at]
            if what == "ended":
                self._minutes.learn(visit.service, visit.served / MINUTE)
                continue
            line = lines.setdefault(visit.service, [])
            due = visit.issued - self._head_starts.get(visit.priority, 0)
            if what == "issued":
                mean = self._minutes.mean(visit.service)
                ahead = bisect_right(line, due)
                found[at] = self._simple.minutes(visit.service, ahead, mean)
                insort(line, due)
            else:
                del line[bisect_left(line, due)]
                if visit.called is not None:
                    minutes = max(0, visit.called - visit.issued) / MINUTE
                    self._simple.call(visit.service, minutes)
        return [(visit, found[at]) for at, visit in enumerate(visits)]


def _instants(visits: list[Visit]) -> Iterator[tuple[int, str, int]]:
    """When something happened, what, and to which of them; in the order of time an
    issue comes before a leave at the same instant."""
    for at, visit in enumerate(visits):
        yield visit.issued, "issued", at
        leaves = visit.called or visit.ended
        if leaves is not None:
            yield max(leaves, visit.issued), "left", at
        if visit.ended is not None and visit.served:
            yield max(visit.ended, visit.issued), "ended", at
