"""The near future by the rule of turn: who is called when, if visits last as usual."""

from __future__ import annotations

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
        """Until the call: at today's pace, and with the counters the day will have."""
        able = self._attendance.who_serve(person.service)
        if not able:
            return 0.0, 0.0
        working = [each for each in able if each.is_at_work(now, self._room)]
        flat = self._served(person, working or able, now)
        return flat, self._by_the_day(flat, able, len(working), now)

    def _served(self, person: Person, mine: list[Desk], now: int) -> float:
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
        means = {each: self._minutes.mean(each) for each in able}
        get = free.__getitem__
        for each in self._room.before(person, able):
            free[min(able[each.service], key=get)] += means[each.service]
        return min(free[: len(mine)])

    def _free_in(self, desk: Desk, now: int) -> float:
        if desk.serving is None:
            return 0.0
        return self._minutes.left(desk.serving, (now - desk.since) / MINUTE)

    def _by_the_day(
        self, flat: float, able: list[Desk], working: int, now: int
    ) -> float:
        """The same work, with as many counters in each slot as there usually are."""
        usual = self._attendance.share(able, now)
        count = working or len(able)
        more = working / usual if working and usual > 0.5 else 1.0
        more = min(2.0, max(0.5, more))
        left, passed, at = flat, 0.0, now
        is_first = bool(working)
        while passed < _LONGEST:
            end = self._day.end_of_slot(at, SLOTS)
            coming = self._attendance.share(able, at) * more / count
            pace = 1.0 if is_first else max(_LEAST, min(3.0, coming))
            span = (end - at) / MINUTE
            if left <= span * pace:
                return passed + left / pace
            left -= span * pace
            passed += span
            at = end
            is_first = False
        return _LONGEST
