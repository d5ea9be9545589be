"""What an office's own days teach about waiting: fed with instants, asked for a range.

Instants are milliseconds since 1970 and come in their order; whoever feeds them knows
no more than had happened. Nothing here knows where they come from.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from typing import Final

from shared.trade.estimate.attendance import Attendance
from shared.trade.estimate.best_hours import Week
from shared.trade.estimate.calibration import SHARE, Calibration, Told, usual_error
from shared.trade.estimate.day import Day
from shared.trade.estimate.fit import Fit
from shared.trade.estimate.forecasts import DOUBT, Forecasts
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.waiting import MINUTE, Person, WaitingRoom

FEWEST: Final = 60
"""Calls known before anything is promised."""
_OWN: Final = 150
"""Calls of one priority after which it has a fit of its own."""
_GONE: Final = 6 * 60 * MINUTE
"""Who came so long before a new day began has gone."""
_NO_END: Final = 1.2
"""Where ends are not told, a visit is taken to last so many times the mean."""
_LONGEST: Final = 5.0
"""A longer gap, in means, was no visit."""
_LONGEST_WAIT: Final = 12 * 60.0
"""Minutes; a longer one was made by a clock, or by nobody."""
_LOST_END: Final = 4 * 60 * MINUTE
"""Where they are, a visit without one is over after this."""


class Learner:
    """One office's knowledge of its waits."""

    def __init__(
        self,
        offset: int = 0,
        share: float = SHARE,
        *,
        head_starts: Mapping[str, float] | None = None,
    ) -> None:
        """`offset`: of the office's time to UTC, milliseconds; `head_starts` as for
        WaitingRoom."""
        self.day = Day(offset)
        self.room = WaitingRoom(head_starts)
        self.minutes = ServiceMinutes()
        self.week = Week(self.day)
        self.attendance = Attendance(self.room, self.day)
        self.forecasts = Forecasts(self.day, self.room, self.attendance, self.minutes)
        self.calibration = Calibration(share)
        self.fits: dict[tuple[str, str | None], Fit] = {}
        self._newest: dict[tuple[str, str], Person] = {}
        self._assumed_ends: list[tuple[int, str, int]] = []
        self.are_ends_told = head_starts is not None
        self.calls = 0
        self.today = -1

    @property
    def knows_enough(self) -> bool:
        """Whether a range may be said at all."""
        return self.calls >= FEWEST

    def set_offset(self, offset: int) -> None:
        """The office's time has another offset to UTC from now on, milliseconds."""
        self.day.offset = offset

    def issue(self, service: str, priority: str, now: int) -> Person:
        """One takes a number; what this person was told is kept in it.

        Who takes one in the same line at the same moment is told the same.
        """
        self._pass_time(now)
        person = Person(service, priority, now)
        beside = self._newest.get((service, priority))
        if beside is not None and beside.issued == now:
            person.forecasts, person.told = beside.forecasts, beside.told
        else:
            person.forecasts = self.forecasts.of(person, now)
            person.told = self._range(person, person.forecasts)
            self._newest[service, priority] = person
        self.room.come(person)
        return person

    def told(self, person: Person, now: int) -> Told | None:
        """The range of minutes from now for one who waits or would; None if too few
        visits are known."""
        told = self._range(person, self.forecasts.of(person, now))
        return told if self.knows_enough else None

    def come_back(self, person: Person, now: int) -> None:
        """One waits again, at the old place; nothing is learnt from this wait."""
        self._pass_time(now)
        self.room.come(person)

    def begin(self, person: Person, now: int, counter: str) -> None:
        """A counter serves somebody whom it does not call now."""
        self._pass_time(now)
        self.room.leave(person)
        self.attendance.begin(counter, person.service, now)
        self._assume_end(counter, person.service, now)
        person.called = now

    def free(self, counter: str, now: int) -> None:
        """A counter has nobody, since when is not known."""
        self._pass_time(now)
        self.attendance.end(counter, now)

    def say(self, counter: str, now: int, *, is_away: bool) -> None:
        """It is said whether a counter is at work."""
        self._pass_time(now)
        self.attendance.say(counter, now, is_away=is_away)

    def range_of(
        self, service: str, priority: str, forecasts: tuple[float, ...]
    ) -> Told:
        """The range that those forecasts come to in a line."""
        fit = self.fits.get((service, priority))
        if fit is None or fit.count < _OWN:
            fit = self.fits.get((service, None))
        fit = fit or Fit(self.forecasts.start(), DOUBT)
        return self.calibration.told(service, fit.forecast(forecasts))

    def call(self, person: Person, now: int, counter: str = "") -> None:
        """A counter calls a person; without a name it is any counter."""
        self._pass_time(now)
        self.room.call(person)
        self.forecasts.call(person, now)
        if counter:
            self._end_before(counter, person, now)
            self.attendance.call(counter, person.service, now)
            self._assume_end(counter, person.service, now)
        self._learn(person, (now - person.issued) / MINUTE)
        person.called = now
        self.calls += 1

    def end(self, person: Person, now: int, counter: str = "") -> None:
        """The visit is over, or the person did not come or left before the call."""
        self._pass_time(now)
        if person.called is None:
            self.room.leave(person)
            return
        desk = self.attendance.desks.get(counter)
        if desk is None or desk.serving is None or desk.since != person.called:
            return
        self.are_ends_told = True
        self.minutes.learn(person.service, (now - desk.since) / MINUTE)
        self.attendance.end(counter, now)

    def _learn(self, person: Person, minutes: float) -> None:
        """What a call says of what was promised."""
        if person.told is None or minutes > _LONGEST_WAIT:
            return
        self.week.call(person.issued, minutes)
        self.calibration.learn(person.service, person.told, minutes)
        usual = usual_error(person.told.forecast)
        for key in (person.service, None), (person.service, person.priority):
            self.fit_of(*key).learn(person.forecasts, minutes, usual)

    def _range(self, person: Person, forecasts: tuple[float, ...]) -> Told:
        return self.range_of(person.service, person.priority, forecasts)

    def fit_of(self, service: str, priority: str | None) -> Fit:
        """Of one line, or of a whole service."""
        key = service, priority
        if key not in self.fits:
            self.fits[key] = Fit(self.forecasts.start(), DOUBT)
        return self.fits[key]

    def _end_before(self, counter: str, person: Person, now: int) -> None:
        """A counter that calls again has ended what it had. Where ends are not told,
        its visit lasted until now if this person waited all the while."""
        desk = self.attendance.desks.get(counter)
        if self.are_ends_told or desk is None or person.issued > desk.called:
            return
        minutes = (now - desk.called) / MINUTE
        if 0 < minutes < _LONGEST * self.minutes.mean(desk.calls_for):
            self.minutes.learn(desk.calls_for, minutes)

    def _assume_end(self, counter: str, service: str, now: int) -> None:
        lasts = _LOST_END
        if not self.are_ends_told:
            lasts = round(self.minutes.mean(service) * _NO_END * MINUTE)
        heapq.heappush(self._assumed_ends, (now + lasts, counter, now))

    def _pass_time(self, now: int) -> None:
        while self._assumed_ends and self._assumed_ends[0][0] <= now:
            at, counter, since = heapq.heappop(self._assumed_ends)
            desk = self.attendance.desks[counter]
            if desk.serving is not None and desk.since == since:
                self.attendance.pass_time(at)
                self.attendance.end(counter, at)
        self.attendance.pass_time(now)
        today = self.day.number(now)
        if today != self.today:
            self.today = today
            self.room.clear(now - _GONE)
