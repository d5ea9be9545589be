"""What can be forecast of one person's wait, each in its own way, in minutes."""

from __future__ import annotations

from typing import Final

from shared.trade.estimate.attendance import Attendance
from shared.trade.estimate.day import Day
from shared.trade.estimate.look_ahead import LookAhead
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.pace import Pace
from shared.trade.estimate.waiting import MINUTE, Person, WaitingRoom

START: Final = (0.0, 0.0, 0.85, 0.0, 0.0, 0.0, 0.15)
"""How much each forecast weighs before anything is learnt."""
DOUBT: Final = (1.0, 0.02, 0.05, 0.02, 0.005, 0.02, 0.05)
"""How far, as a variance, the weights may have to go from there."""
_SLOTS: Final = 48
_NEW: Final = 0.05
"""Weight of a new wait in what is usual at that time of day."""


class Forecasts:
    """All of them, learning as people are called."""

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
        self._ahead = LookAhead(day, room, attendance, minutes)
        self._last: dict[tuple[str, str], float] = {}
        self._usual: dict[tuple[str, int], float] = {}
        self._paces: dict[str, Pace] = {}

    def of(self, person: Person, now: int) -> tuple[float, ...]:
        """One; look ahead twice; last called; usual now; pace of the line twice."""
        ahead = self._room.ahead(person)
        pace, pace_by_day = self._pace(person.service).minutes(ahead, now)
        if self._attendance.desks:
            flat, by_day = self._ahead.minutes(person, now)
        else:
            flat, by_day = pace, pace_by_day
        last = self._last.get((person.service, person.priority), 0.0)
        slot = self._day.slot(now, _SLOTS)
        usual = self._usual.get((person.service, slot), last)
        return (1.0, flat, by_day, last, usual, pace, pace_by_day)

    def call(self, person: Person, now: int) -> None:
        """A person is called."""
        minutes = (now - person.issued) / MINUTE
        self._pace(person.service).call(person.issued, now)
        self._last[person.service, person.priority] = minutes
        key = person.service, self._day.slot(person.issued, _SLOTS)
        usual = self._usual.get(key, minutes)
        self._usual[key] = usual + _NEW * (minutes - usual)

    def _pace(self, service: str) -> Pace:
        if service not in self._paces:
            self._paces[service] = Pace(self._day)
        return self._paces[service]
