"""The near future by the rule of turn: who is called when, if visits last as usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.trade.estimate.attendance import SLOTS, Attendance, Desk
from shared.trade.estimate.day import Day
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.waiting import MINUTE, Person, WaitingRoom

_LEAST: Final = 0.03
"""The smallest pace: nobody is told to wait for ever."""
_LONGEST: Final = 600.0
"""Minutes."""


class LookAhead:
    """Forecasts one person's wait from who waits, who serves and since when."""

    def __init__(
        self,
        day: Day,
        room: WaitingRoom,
        attendance: Attendance,
        minutes: ServiceMinutes,
    ) -> None:
        self._day = day
        self._room = room
        self._attendance = attendance
        self._minutes = minutes

    def minutes(self, person: Person, now: int) -> tuple[float, float]:
        """Until the call, with the counters the day usually has: turn by turn, as if
        visits lasted just as usual, and as a flow, as if they lasted at random."""
        able = self._attendance.who_serve(person.service)
        if not able:
            return 0.0, 0.0
        working = [each for each in able if each.is_at_work(now, self._room)]
        turns, flow = self._served(person, working or able, now)
        pace = self._usual_pace(able, len(working), now)
        return pace.passed(turns), pace.passed(flow)

    def _served(
        self, person: Person, mine: list[Desk], now: int
    ) -> tuple[float, float]:
        """Every counter takes the next it serves; until one of `mine` is free."""
        desks = list(mine)
        desks += [
            each
            for each in self._attendance.desks.values()
            if each not in mine and each.is_at_work(now, self._room)
        ]
        free = [self._free_in(each, now) for each in desks]
        able: dict[str, list[int]] = {}
        for at, desk in enumerate(desks):
            for service in desk.serves:
                able.setdefault(service, []).append(at)
        count = len(mine)
        means = {each: self._minutes.mean(each) for each in able}
        flows = {
            service: means[service] * sum(at < count for at in places) / len(places)
            for service, places in able.items()
        }
        flow = sum(free[:count]) / count if min(free[:count]) > 0 else 0.0
        get = free.__getitem__
        for each in self._room.before(person, able):
            free[min(able[each.service], key=get)] += means[each.service]
            flow += flows[each.service]
        return min(free[:count]), flow / count

    def _free_in(self, desk: Desk, now: int) -> float:
        if desk.serving is None:
            return 0.0
        return self._minutes.left(desk.serving, (now - desk.since) / MINUTE)

    def _usual_pace(self, able: list[Desk], working: int, now: int) -> _UsualPace:
        usual = self._attendance.share(able, now)
        more = working / usual if working and usual > 0.5 else 1.0
        more = min(2.0, max(0.5, more)) / (working or len(able))
        return _UsualPace(self._day, self._attendance, able, more, now, working > 0)


@dataclass(slots=True)
class _UsualPace:
    """How work passes as counters come and go in the day."""

    day: Day
    attendance: Attendance
    able: list[Desk]
    more: float
    """Pace of each counter that is usually there."""
    now: int
    is_known: bool
    """Whether the pace of this moment is 1."""

    def passed(self, work: float) -> float:
        """Minutes in which so many minutes of work at the present pace are done."""
        passed, at, pace = 0.0, self.now, 1.0
        is_known = self.is_known
        while passed < _LONGEST:
            if not is_known:
                coming = self.attendance.share(self.able, at) * self.more
                pace = max(_LEAST, min(3.0, coming))
            is_known = False
            end = self.day.end_of_slot(at, SLOTS)
            span = (end - at) / MINUTE
            if work <= span * pace:
                return passed + work / pace
            work -= span * pace
            passed += span
            at = end
        return _LONGEST
