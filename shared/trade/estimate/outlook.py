"""What is said of the waits in a hall: one walk through everybody who waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from shared.trade.estimate.attendance import SLOTS, Desk
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.look_ahead import free_in, usual_pace
from shared.trade.estimate.pace import PaceNow
from shared.trade.estimate.passing import Passing
from shared.trade.estimate.waiting import MINUTE
from shared.trade.estimate.walk import Walk
from shared.trade.hall import CounterNow
from shared.trade.range import NoRange, Range

NEW: Final = 1 << 62
"""The key of who would take a number now."""
_FURTHER: Final = 3
"""Of a line the first and second have their range worked out, and then who stands so
many times as far along; those between have one between."""
_TURN: Final = itemgetter(0, 1)
_NOT_KNOWN: Final = [-1.0] * SLOTS
"""When a counter is at work of which nothing was learnt."""
_range: Final = lru_cache(4096)(Range)


class Waiting(NamedTuple):
    """One who waits, as much as its turn needs. Instants are milliseconds."""

    due_at: int
    key: int
    service: str
    priority: str
    issued_at: int


@dataclass(slots=True)
class _Line:
    """The people of one service and priority, as they are passed in turn."""

    count: int
    passed: int = 0
    next: int = 0
    """The place whose range is worked out next."""
    range: Range | None = None
    """Of the last one."""
    between: list[int] = field(default_factory=list)
    """Keys of those passed since."""

    def is_due(self) -> bool:
        return self.passed >= self.next or self.passed == self.count - 1

    def no_less(self, low: int, high: int) -> Range:
        """Whoever comes later in a line is told no less."""
        if self.range is not None:
            low, high = max(low, self.range.low), max(high, self.range.high)
        return Range(low, high)

    def know(self, found: Range, ranges: dict[int, Range]) -> None:
        """The range at the present place, and so of those before it."""
        first, parts = self.range or found, len(self.between) + 1
        low, high = found.low - first.low, found.high - first.high
        for part, key in enumerate(self.between, 1):
            ranges[key] = _range(
                first.low + low * part // parts, first.high + high * part // parts
            )
        self.between.clear()
        self.range = found
        self.next = max(self.passed + 1, self.passed * _FURTHER)


class Outlook:
    """Of one hall at one moment: how long each will wait, and who would come now."""

    def __init__(
        self,
        learner: Learner,
        waiting: Sequence[Waiting],
        counters: Iterable[CounterNow],
        now: int,
    ) -> None:
        """`waiting` in turn; `now` in milliseconds."""
        self._learner, self._waiting, self._now = learner, waiting, now
        self._counters = list(counters)
        self._firsts: dict[str, int] = {}
        for each in waiting:
            first = self._firsts.get(each.service, each.issued_at)
            self._firsts[each.service] = min(first, each.issued_at)
        self._desks = _desks(learner, self._counters, now)
        self._at_work = [each for each in self._desks if each.is_at_work(now, self)]
        self._paces: dict[str, Passing] = {}
        self._lines: dict[str, PaceNow] = {}
        self._walks: dict[str, Walk] = {}

    def first_issue(self, services: Iterable[str]) -> int | None:
        """Since when somebody waits for one of them."""
        found = [self._firsts[each] for each in services if each in self._firsts]
        return min(found, default=None)

    def why_none(self, service: str) -> NoRange | None:
        """Why nothing is said for a service; none: a range is."""
        if not any(
            service in (*each.serves, *each.helps)
            for each in self._counters
            if each.state != "closed"
        ):
            return NoRange.NOBODY
        return None if self._learner.knows_enough else NoRange.TOO_FEW

    def ranges(self, newcomers: Sequence[Waiting] = ()) -> dict[int, Range]:
        """By key, of all who wait and get one; newcomers have NEW, NEW + 1 … as key."""
        self._begin({each.service for each in (*self._waiting, *newcomers)})
        counts = Counter(each[2:4] for each in self._waiting)
        lines: dict[tuple[str, str], _Line] = {}
        ahead: Counter[str] = Counter()
        found: dict[int, Range] = {}
        walks = list({id(each): each for each in self._walks.values()}.values())
        for each in sorted((*self._waiting, *newcomers), key=_TURN):
            about, is_new = each[2:4], each.key >= NEW
            line = lines.get(about)
            if line is None:
                line = lines[about] = _Line(counts[about])
            if each.service in self._walks:
                if is_new or line.is_due():
                    told = self._told(each, ahead[each.service])
                    found[each.key] = line.no_less(told.low, told.high)
                    if not is_new:
                        line.know(found[each.key], found)
                else:
                    line.between.append(each.key)
            if not is_new:
                line.passed += 1
                ahead[each.service] += 1
                for walk in walks:
                    walk.serve(each.service)
        return self._with_slots(found, (*self._waiting, *newcomers))

    def _with_slots(
        self, found: dict[int, Range], people: Iterable[Waiting]
    ) -> dict[int, Range]:
        """Who is early for an appointment may be called at once, or wait for it and
        then as long as somebody who comes now."""
        for each in people:
            if each.due_at > self._now and each.key in found:
                early = -(-(each.due_at - self._now) // MINUTE)
                told = found[each.key]
                found[each.key] = Range(told.low, told.high + early)
        return found

    def _told(self, each: Waiting, ahead: int) -> Range:
        turns, flow = self._walks[each.service].minutes(each.service)
        pace = self._paces[each.service]
        looks = pace.minutes(turns), pace.minutes(flow)
        learner = self._learner
        paces = self._lines[each.service].minutes(ahead)
        forecasts = learner.forecasts.beside(each.service, each.priority, looks, paces)
        return learner.range_of(each.service, each.priority, forecasts)

    def _begin(self, services: set[str]) -> None:
        """A walk for the services that are served now; one with all the counters that
        would serve them for those that nobody is at work for."""
        said = {each for each in services if self.why_none(each) is None}
        served = {each for desk in self._at_work for each in desk.serves} & said
        left = said - served
        self._walks = dict.fromkeys(served, self._walk(self._at_work, served))
        if left:
            absent = [
                each
                for each in self._desks
                if each not in self._at_work and left.intersection(each.serves)
            ]
            late = self._walk([*self._at_work, *absent], left)
            self._walks |= dict.fromkeys(left, late)
        for each in self._walks:
            self._paces[each] = self._pace(each)
            self._lines[each] = self._learner.forecasts.pace(each, self._now)

    def _walk(self, desks: Sequence[Desk], asked: Iterable[str]) -> Walk:
        minutes = self._learner.minutes
        free = [(free_in(each, minutes, self._now), each.serves) for each in desks]
        return Walk(free, minutes, asked)

    def _pace(self, service: str) -> Passing:
        able = [each for each in self._desks if service in each.serves]
        working = sum(service in each.serves for each in self._at_work)
        learner = self._learner
        return usual_pace(learner.day, learner.attendance, able, working, self._now)


def _desks(learner: Learner, counters: Sequence[CounterNow], now: int) -> list[Desk]:
    """Every counter; what none of them really calls, all call that may."""
    desks = [_desk(learner, each, now) for each in counters]
    known = {service for each in desks for service in each.serves}
    for desk, counter in zip(desks, counters, strict=True):
        may = dict.fromkeys((*counter.serves, *counter.helps))
        desk.serves += [each for each in may if each not in known]
    return desks


def _desk(learner: Learner, counter: CounterNow, now: int) -> Desk:
    """A counter as it is, with what is learnt of it."""
    known = learner.attendance.desks.get(str(counter.number))
    able = (*counter.serves, *counter.helps)
    calls = known.serves if known is not None else ()
    serves = [each for each in calls if each in able]
    is_away = counter.state != "open"
    desk = Desk(serves=serves, since=now, seen=now, is_away=is_away, present=_NOT_KNOWN)
    if known is not None:
        desk.present, desk.since = known.present, known.since
    if counter.ticket is None:
        desk.seen = known.seen if known is not None else now
    else:
        desk.serving = counter.ticket.service
        is_known = known is not None and known.serving is not None
        if not is_known:
            desk.since = counter.ticket.called_at or counter.ticket.started_at or now
    return desk
