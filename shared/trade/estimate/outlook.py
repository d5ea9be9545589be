"""What is said of the waits in a hall: one walk through everybody who waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
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
"""Of a line the first and second have their range worked out, then who stands so many
times as far along, and the last; those between have one between."""
_NOT_KNOWN: Final = [-1.0] * SLOTS
"""When a counter is at work of which nothing was learnt."""
_range: Final = lru_cache(4096)(Range)


_About = tuple[str, str]
"""A line: its service and its priority."""


class Waiting(NamedTuple):
    """One who waits, as much as its turn needs. Instants are milliseconds."""

    due_at: int
    key: int
    service: str
    priority: str
    issued_at: int


@dataclass(slots=True)
class _Line:
    """The people of one service and priority who wait, by their keys in turn."""

    keys: list[int] = field(default_factory=list)
    range: Range | None = None
    """The last one that was worked out."""

    def places(self) -> list[int]:
        """Whose ranges are worked out."""
        last, place, found = len(self.keys) - 1, 0, list[int]()
        while place < last:
            found.append(place)
            place = max(place + 1, place * _FURTHER)
        return [*found, last] if self.keys else found

    def no_less(self, low: int, high: int) -> Range:
        """Whoever comes later in a line is told no less."""
        if self.range is not None:
            low, high = max(low, self.range.low), max(high, self.range.high)
        return _range(low, high)

    def fill(self, ranges: dict[int, Range]) -> None:
        """Between two that were worked out the ranges change evenly."""
        for begin, end in pairwise(self.places()):
            parts = end - begin
            first, last = (ranges.get(self.keys[at]) for at in (begin, end))
            if first is None or last is None or parts == 1:
                continue
            low, high = first.low, first.high
            more_low, more_high = last.low - low, last.high - high
            for part, key in enumerate(self.keys[begin + 1 : end], 1):
                ranges[key] = _range(
                    low + more_low * part // parts, high + more_high * part // parts
                )


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
        for _, _, service, _, issued in waiting:
            if issued < self._firsts.get(service, NEW):
                self._firsts[service] = issued
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
        lines: dict[_About, _Line] = {each[2:4]: _Line() for each in newcomers}
        for each in self._waiting:
            about = each[2:4]
            if about not in lines:
                lines[about] = _Line()
            lines[about].keys.append(each.key)
        return self._called(lines, newcomers)

    def range_of(self, person: Waiting) -> Range | None:
        """The same for one alone, who waits or has NEW as key."""
        own = person[2:4]
        line = _Line([each.key for each in self._waiting if each[2:4] == own])
        newcomers = (person,) if person.key >= NEW else ()
        return self._called({own: line}, newcomers).get(person.key)

    def _called(
        self, lines: Mapping[_About, _Line], newcomers: Sequence[Waiting]
    ) -> dict[int, Range]:
        """The ranges of those lines, as all are called in turn."""
        people = sorted((*self._waiting, *newcomers))
        ahead = dict.fromkeys((each.service for each in people), 0)
        self._begin(set(ahead), {each for each, _ in lines})
        due = {
            line.keys[at]: line
            for (service, _), line in lines.items()
            if service in self._walks
            for at in line.places()
        }
        for each in newcomers:
            if each.service in self._walks:
                due[each.key] = lines[each[2:4]]
        if not due:
            return {}
        walks = list({id(each): each for each in self._walks.values()}.values())
        found: dict[int, Range] = {}
        for each in people:
            _, key, service, _, _ = each
            if key in due:
                line, told = due[key], self._told(each, ahead[service])
                found[key] = line.no_less(told.low, told.high)
                if len(found) == len(due):
                    break
                if key < NEW:
                    line.range = found[key]
            if key < NEW:
                ahead[service] += 1
                for walk in walks:
                    walk.serve(service)
        for line in lines.values():
            line.fill(found)
        return self._with_slots(found, people)

    def _with_slots(
        self, found: dict[int, Range], people: Sequence[Waiting]
    ) -> dict[int, Range]:
        """Who is early for an appointment may be called at once, or wait for it and
        then as long as somebody who comes now."""
        for each in reversed(people):
            if each.due_at <= self._now:
                break
            if each.key in found:
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

    def _begin(self, services: set[str], asked: set[str]) -> None:
        """A walk for the services that are served now; one with all the counters that
        would serve them for those that nobody is at work for. `asked` are those that
        ranges are said of."""
        said = {each for each in services if self.why_none(each) is None}
        served = {each for desk in self._at_work for each in desk.serves} & said
        left = said - served
        if asked & served:
            now = self._walk(self._at_work, asked & served)
            self._walks |= dict.fromkeys(asked & served, now)
        if asked & left:
            absent = [
                each
                for each in self._desks
                if each not in self._at_work and left.intersection(each.serves)
            ]
            late = self._walk([*self._at_work, *absent], asked & left)
            self._walks |= dict.fromkeys(asked & left, late)
        passings: dict[tuple[int, ...], Passing] = {}
        for each in self._walks:
            able = tuple(
                at for at, desk in enumerate(self._desks) if each in desk.serves
            )
            if able not in passings:
                passings[able] = self._pace([self._desks[at] for at in able])
            self._paces[each] = passings[able]
            self._lines[each] = self._learner.forecasts.pace(each, self._now)

    def _walk(self, desks: Sequence[Desk], asked: Iterable[str]) -> Walk:
        minutes = self._learner.minutes
        free = [(free_in(each, minutes, self._now), each.serves) for each in desks]
        return Walk(free, minutes, asked)

    def _pace(self, able: Sequence[Desk]) -> Passing:
        working = sum(each in self._at_work for each in able)
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
