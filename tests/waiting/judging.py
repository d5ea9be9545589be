"""The range on made-up offices, beside the fixed method and the simple rules."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from jiaohao.replay import Judgement
from jiaohao.visit_log import Visit, VisitLog
from shared.trade.estimate.calibration import Told
from shared.trade.estimate.waiting import MINUTE
from tests.waiting.offices import Made

SIMPLE: Final = ("last called", "mean", "people × minutes", "÷ counters")
EDGES: Final = (2, 5, 10, 20, 40, 80)
"""Minutes of the fixed forecast between which ratios are alike."""


@dataclass(slots=True)
class Case:
    """One person who was called, and what each rule said."""

    visit: Visit
    minutes: float
    ahead: int
    simple: tuple[float, ...]


@dataclass(slots=True)
class _Known:
    """Of one service, at a moment of the log."""

    called_issues: list[int] = field(default_factory=list)
    last: float = 0.0
    waits: list[float] = field(default_factory=list)
    total: float = 0.0
    minutes: float = 0.0
    visits: int = 0


def cases(log: VisitLog, made: Made) -> list[Case]:
    """What the simple rules said of everybody who was called; leavers not counted."""
    desks = {
        kind.code: sum(kind.code in desk.serves for desk in made.desks)
        for kind in made.kinds
    }
    called = [each for each in log.visits if each.called is not None]
    instants = sorted(
        [(each.issued, 1, at) for at, each in enumerate(called)]
        + [
            (each.called or 0, 2 if each.called == each.issued else 0, at)
            for at, each in enumerate(called)
        ]
        + [(each.ended or 0, 0, -at - 1) for at, each in enumerate(called)]
    )
    known: dict[str, _Known] = {kind.code: _Known() for kind in made.kinds}
    waiting: dict[str, list[int]] = {kind.code: [] for kind in made.kinds}
    said: dict[int, Case] = {}
    for _, what, at in instants:
        visit = called[at if at >= 0 else -at - 1]
        own, line = known[visit.service], waiting[visit.service]
        if what == 1:
            said[at] = _said(visit, own, len(line), desks[visit.service])
            insort(line, visit.issued)
        elif at < 0:
            own.minutes += ((visit.ended or 0) - (visit.called or 0)) / MINUTE
            own.visits += 1
        else:
            del line[bisect_left(line, visit.issued)]
            own.last = said[at].minutes
            own.total += own.last
            own.waits.append(own.last)
    return list(said.values())


def _said(visit: Visit, own: _Known, ahead: int, desks: int) -> Case:
    minutes = ((visit.called or 0) - visit.issued) / MINUTE
    product = ahead * own.minutes / max(1, own.visits)
    mean = own.total / max(1, len(own.waits))
    return Case(visit, minutes, ahead, (own.last, mean, product, product / desks))


@dataclass(slots=True)
class Figures:
    """Of the people who are judged, in minutes."""

    people: int
    inside: float
    width: float
    error: float
    fixed_inside: float
    fixed_width: float
    simple: tuple[float, ...]


def judged(made: Made, log: VisitLog, found: Judgement) -> dict[str, Figures]:
    """By service, "" for all: three quarters of the days to learn, the rest judged."""
    told = {visit.line: told for visit, told in found.told}
    known = sorted(cases(log, made), key=lambda each: each.visit.issued)
    first, last = known[0].visit.issued, known[-1].visit.issued
    cut = first + (last - first) * 3 // 4
    learnt = [each for each in known if each.visit.issued <= cut]
    later = [each for each in known if each.visit.issued > cut]
    fixed = Fixed(learnt)
    return {
        code: _figures(
            [each for each in later if code in ("", each.visit.service)], told, fixed
        )
        for code in ["", *sorted(kind.code for kind in made.kinds)]
    }


def _figures(people: list[Case], told: dict[int, Told], fixed: Fixed) -> Figures:
    count = len(people)
    width = inside = fixed_width = fixed_inside = 0
    error = 0.0
    for each in people:
        said, (low, high) = told[each.visit.line], fixed.told(each)
        inside += said.low <= each.minutes <= said.high
        width += said.high - said.low
        error += abs(each.minutes - (said.low + said.high) / 2)
        fixed_inside += low <= each.minutes <= high
        fixed_width += high - low
    simple = (
        sum(abs(each.minutes - each.simple[at]) for each in people) / count
        for at in range(len(SIMPLE))
    )
    totals = inside, width, error, fixed_inside, fixed_width
    return Figures(count, *(each / count for each in totals), tuple(simple))


class Fixed:
    """The fixed method: median pace of a service, times quantiles of the ratio."""

    def __init__(self, learnt: list[Case]) -> None:
        by_service: dict[str, list[float]] = {}
        for each in learnt:
            pace = each.minutes / (each.ahead + 1)
            by_service.setdefault(each.visit.service, []).append(pace)
        self._paces = {code: median(paces) for code, paces in by_service.items()}
        self._ratios: dict[int, list[float]] = {}
        for each in learnt:
            forecast = self._forecast(each)
            ratio = each.minutes / max(forecast, 0.01)
            insort(self._ratios.setdefault(bisect_left(EDGES, forecast), []), ratio)

    def told(self, case: Case) -> tuple[int, int]:
        """The range from the 10th to the 90th percentile, in whole minutes."""
        forecast = self._forecast(case)
        at = bisect_left(EDGES, forecast)
        near = min(self._ratios, key=lambda each: abs(each - at))
        ratios = self._ratios[near]
        low, high = (ratios[int(part * (len(ratios) - 1))] for part in (0.1, 0.9))
        return round(low * forecast), round(high * forecast)

    def _forecast(self, case: Case) -> float:
        return self._paces[case.visit.service] * (case.ahead + 1)
