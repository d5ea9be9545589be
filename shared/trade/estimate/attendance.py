"""Which counters call a service, which are at work now, and when in the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from shared.trade.estimate.day import DAY, Day
from shared.trade.estimate.waiting import MINUTE, WaitingRoom

SLOTS: Final = 144
"""Ten minutes each, of a day."""
_PATIENCE: Final = 3 * MINUTE
"""A counter that leaves people waiting longer than this is not at work."""
_RATE: Final = 0.12
"""Weight of a new day in what is known of a slot."""
_STAY: Final = 0.995
_RARE: Final = 0.02
"""Below this share of its calls a counter does not count for a service."""
_PACES: Final = (0.03, 3.0)
"""The least and the most of all counters' pace, by that of those at work now: nobody
is told to wait for ever."""
_LONGEST: Final = 5 * 60 * MINUTE
"""A counter of which nothing was seen for so long is not at work."""


class Firsts(Protocol):
    """Whoever knows since when somebody waits."""

    def first_issue(self, services: Iterable[str]) -> int | None:
        """Since when somebody waits for one of them."""
        ...


@dataclass(slots=True, eq=False)
class Desk:
    """A counter as it shows by what it does."""

    calls: dict[str, float] = field(default_factory=dict)
    serves: list[str] = field(default_factory=list)
    """The services that it really calls."""
    serving: str | None = None
    since: int = 0
    """Since when it serves, or is free."""
    seen: int = 0
    called: int = 0
    calls_for: str = ""
    """When it last called somebody, and for which service."""
    present: list[float] = field(default_factory=lambda: [-1.0] * SLOTS)
    """By slot: share of days at work; -1 where not known, which counts as 1."""
    is_away: bool = False
    """Whether it was said that it is not at work."""

    def call(self, service: str, now: int) -> None:
        """It calls somebody; what it has not called for long is forgotten."""
        for each in self.calls:
            self.calls[each] *= _STAY
        self.calls[service] = self.calls.get(service, 0.0) + 1
        least = _RARE * sum(self.calls.values())
        self.serves = [each for each, own in self.calls.items() if own >= least]
        self.serving, self.since, self.seen = service, now, now
        self.called, self.calls_for = now, service

    def is_at_work(self, now: int, room: Firsts) -> bool:
        """Serving, or free with nobody left waiting for it."""
        if self.is_away or now - self.seen > _LONGEST:
            return False
        if self.serving is not None:
            return True
        first = room.first_issue(self.serves)
        return first is None or now - max(first, self.since) <= _PATIENCE


class Attendance:
    """All counters of an office."""

    def __init__(self, room: WaitingRoom, day: Day) -> None:
        self.desks: dict[str, Desk] = {}
        self._room = room
        self._day = day
        self.noted: int | None = None
        self._serving: dict[str, list[Desk]] = {}
        self._shares: dict[tuple[int, ...], tuple[list[list[float]], list[float]]] = {}
        """By what is known of some counters, until more is."""
        self._scaled: dict[tuple[int, float], list[float]] = {}

    def pass_time(self, now: int) -> None:
        """Note who was at work at the end of each slot that has gone by."""
        end = self.noted
        if end is None or now - end > DAY:
            end = self._day.end_of_slot(now, SLOTS)
        while end <= now:
            self._note(self._day.slot(end - 1, SLOTS), end)
            end += DAY // SLOTS
        self.noted = end

    def call(self, counter: str, service: str, now: int) -> None:
        """A counter calls somebody."""
        desk = self.desks.setdefault(counter, Desk())
        served = desk.serves
        desk.call(service, now)
        if served != desk.serves:
            self._serving.clear()

    def end(self, counter: str, now: int) -> None:
        """A counter is free again."""
        desk = self.desks.get(counter)
        if desk is not None:
            desk.serving, desk.since, desk.seen = None, now, now

    def begin(self, counter: str, service: str, now: int) -> None:
        """A counter has somebody whom it did not call now."""
        desk = self.desks.setdefault(counter, Desk())
        desk.serving, desk.since, desk.seen = service, now, now

    def say(self, counter: str, now: int, *, is_away: bool) -> None:
        """It is said whether a counter is at work."""
        desk = self.desks.setdefault(counter, Desk())
        desk.is_away, desk.since, desk.seen = is_away, now, now

    def who_serve(self, service: str) -> list[Desk]:
        """The counters that call this service, at work or not."""
        if service not in self._serving:
            self._serving[service] = [
                each for each in self.desks.values() if service in each.serves
            ]
        return self._serving[service]

    def shares(self, desks: Iterable[Desk]) -> list[float]:
        """How many of them are usually at work, by slot."""
        known = [each.present for each in desks]
        about = tuple(map(id, known))
        if about not in self._shares:
            shares = [sum(map(abs, of_slot)) for of_slot in zip(*known, strict=True)]
            # What it was made from is kept with it: an id is of one list while that is.
            self._shares[about] = known, shares or [0.0] * SLOTS
        return self._shares[about][1]

    def scaled(self, desks: Sequence[Desk], more: float) -> list[float]:
        """The same times `more`, by slot, within bounds."""
        shares = self.shares(desks)
        about = id(shares), more
        if about not in self._scaled:
            least, most = _PACES
            paces = [max(least, min(most, each * more)) for each in shares]
            self._scaled[about] = paces
        return self._scaled[about]

    def _note(self, slot: int, at: int) -> None:
        self._shares.clear()
        self._scaled.clear()
        for desk in self.desks.values():
            seen = float(desk.is_at_work(at, self._room))
            known = desk.present[slot]
            desk.present[slot] = seen if known < 0 else known + _RATE * (seen - known)
