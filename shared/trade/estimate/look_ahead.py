"""The near future by the rule of turn: who is called when, if visits last as usual."""

from __future__ import annotations

from collections.abc import Sequence

from shared.trade.estimate.attendance import SLOTS, Attendance, Desk
from shared.trade.estimate.day import Day
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.passing import Passing
from shared.trade.estimate.waiting import MINUTE, Person, WaitingRoom
from shared.trade.estimate.walk import Walk


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
        mine = working or able
        desks = [*mine, *self._others(mine, now)]
        walk = Walk(
            [(free_in(each, self._minutes, now), each.serves) for each in desks],
            self._minutes,
            (person.service,),
        )
        for each in self._room.before(person, walk.able):
            walk.serve(each.service)
        pace = usual_pace(self._day, self._attendance, able, len(working), now)
        turns, flow = walk.minutes(person.service)
        return pace.minutes(turns), pace.minutes(flow)

    def _others(self, mine: list[Desk], now: int) -> list[Desk]:
        return [
            each
            for each in self._attendance.desks.values()
            if each not in mine and each.is_at_work(now, self._room)
        ]


def free_in(desk: Desk, minutes: ServiceMinutes, now: int) -> float:
    """Minutes until a counter is free, as its visits usually go."""
    if desk.serving is None:
        return 0.0
    return minutes.left(desk.serving, max(0, now - desk.since) / MINUTE)


def usual_pace(
    day: Day, attendance: Attendance, able: Sequence[Desk], working: int, now: int
) -> Passing:
    """How work passes for a service as counters come and go in the day: `able` serve
    it, at work or not; so many of them are at work now, whose pace is 1."""
    shares = attendance.shares(able)
    usual = shares[day.slot(now, SLOTS)]
    more = working / usual if working and usual > 0.5 else 1.0
    more = min(2.0, max(0.5, more)) / (working or len(able))
    paces = attendance.scaled(able, more)
    return Passing(day, SLOTS, now, paces.__getitem__, first=1.0 if working else None)
