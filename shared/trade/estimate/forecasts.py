"""What can be forecast of one person's wait, each in its own way, in minutes."""

from __future__ import annotations

from typing import Final

from shared.trade.estimate.attendance import Attendance
from shared.trade.estimate.day import Day
from shared.trade.estimate.look_ahead import LookAhead
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.pace import Pace, PaceNow
from shared.trade.estimate.waiting import MINUTE, Person, WaitingRoom

START: Final = (0.0, 0.45, 0.45, 0.0, 0.0, 0.1)
"""How much each forecast weighs before anything is learnt."""
START_BARE: Final = (0.0, 0.3, 0.2, 0.4, 0.0, 0.1)
"""The same where nobody says which counter calls."""
DOUBT: Final = (0.5, 0.02, 0.02, 0.002, 0.01, 0.02)
"""How far, as a variance, the weights may have to go from there."""


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
        self.last: dict[tuple[str, str], float] = {}
        self.paces: dict[str, Pace] = {}

    def of(self, person: Person, now: int) -> tuple[float, ...]:
        """One; two looks ahead; the last called; the pace, now and by the day."""
        paces = self.pace(person.service, now).minutes(self._room.ahead(person))
        looks = self._ahead.minutes(person, now) if self._attendance.desks else None
        return self.beside(person.service, person.priority, looks, paces)

    def beside(
        self,
        service: str,
        priority: str,
        looks: tuple[float, float] | None,
        paces: tuple[float, float],
    ) -> tuple[float, ...]:
        """All of them, where the looks ahead are known (none: no counters are) and what
        the pace of the line says."""
        last = self.last.get((service, priority), 0.0)
        return (1.0, *(looks or (paces[1], paces[1])), last, *paces)

    def pace(self, service: str, now: int) -> PaceNow:
        """How fast a service's line moves."""
        return self.pace_of(service).now(now)

    def start(self) -> tuple[float, ...]:
        """The weights to begin with."""
        return START if self._attendance.desks else START_BARE

    def call(self, person: Person, now: int) -> None:
        """A person is called."""
        minutes = (now - person.issued) / MINUTE
        self.pace_of(person.service).call(person.issued, now)
        if person.forecasts:
            self.last[person.service, person.priority] = minutes

    def pace_of(self, service: str) -> Pace:
        """Of one service."""
        if service not in self.paces:
            self.paces[service] = Pace(self._day)
        return self.paces[service]
