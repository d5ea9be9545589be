"""From a forecast to a range that holds as often as it says, judged as it is shown.

Adaptive conformal inference (Gibbs and Candès 2021), one level per service. It is
learnt when the person is called, from the rounded range that this person was told.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from shared.trade.range import Range

SHARE: Final = 0.8
"""Of the people, how many are called within what they were told."""
_STEPS: Final = (0.05, 0.01)
"""By which a service's level moves: at first, and when many visits are known."""
_SLOWS: Final = 50
"""Visits after which the first step is halved."""
_LEVELS: Final = (-0.05, 1.15)
_NARROW: Final = 0.3
"""Below this level what is left of the width shrinks to nothing."""
_WIDE: Final = 4.0
"""How fast the width grows above level 1."""
_KEPT: Final = 800
_FEWEST: Final = 120
"""Visits of one service whose forecasts were alike, enough to stand for themselves."""
_SOME: Final = 20
_EDGES: Final = (0.7, 2.5, 6.0, 12.0, 25.0, 50.0, 90.0)
"""Minutes of the forecast between which errors are alike."""
_NEAREST: Final = [
    sorted(range(len(_EDGES) + 1), key=lambda each, at=at: abs(each - at))  # type: ignore[misc]
    for at in range(len(_EDGES) + 1)
]
"""Of each group of forecasts all of them, the most alike first."""
_TIE: Final = 1e-9
_DIGITS: Final = 3


class Told(Range, frozen=True):
    """A range as it is shown, and what it was made from."""

    forecast: float
    """Minutes, before the errors of the past were taken into account."""
    middle: float
    """Minutes, afterwards."""


class Newest:
    """The newest of some numbers, in order of size."""

    def __init__(self, newest: Iterable[float] = ()) -> None:
        self.newest: deque[float] = deque(newest)
        self._sorted = sorted(self.newest)

    def __len__(self) -> int:
        return len(self._sorted)

    def add(self, number: float) -> None:
        """One more; the oldest is forgotten."""
        self.newest.append(number)
        insort(self._sorted, number)
        if len(self.newest) > _KEPT:
            del self._sorted[bisect_left(self._sorted, self.newest.popleft())]

    def at(self, share: float) -> float:
        """The number below which that share of them lies."""
        count = len(self._sorted)
        place = round(share * (count + 1)) - 1
        return self._sorted[max(0, min(count - 1, place))]


@dataclass(slots=True)
class Level:
    """Of one service: which share of past errors a range has to span."""

    value: float
    count: int = 0

    def learn(self, held: bool, share: float) -> None:
        first, last = _STEPS
        step = max(last, first / (1 + self.count / _SLOWS))
        moved = self.value + step * (share - held)
        self.value = max(_LEVELS[0], min(_LEVELS[1], moved))
        self.count += 1


@dataclass(slots=True)
class Errors:
    """Past errors of forecasts that were alike, in usual errors."""

    signed: Newest = field(default_factory=Newest)
    """Above the forecast or below it."""
    reaches: Newest = field(default_factory=Newest)
    """Half widths by which the range, once rounded, would just have held."""


class Calibration:
    """Which range to say for a forecast of so many minutes."""

    def __init__(self, share: float = SHARE) -> None:
        self.share = share
        self.levels: dict[str, Level] = {}
        self.errors: dict[tuple[str, int], Errors] = {}

    def told(self, service: str, forecast: float) -> Told:
        """The range in whole minutes."""
        usual = usual_error(forecast)
        errors = self._alike(service, forecast)
        if errors is None:
            return shown(forecast, forecast, forecast / 2 + 1)
        middle = max(0.0, forecast + errors.signed.at(0.5) * usual)
        return shown(forecast, middle, self._reach(service, errors) * usual)

    def learn(self, service: str, told: Told, minutes: float) -> None:
        """A person who was told that range was called after so many minutes."""
        usual = usual_error(told.forecast)
        # Rounded, as they are kept.
        signed = round((minutes - told.forecast) / usual, _DIGITS)
        reach = round(_needed(told.middle, minutes) / usual, _DIGITS)
        at = _group(told.forecast)
        for key in (service, at), ("", at):
            errors = self.errors.setdefault(key, Errors())
            errors.signed.add(signed)
            errors.reaches.add(reach)
        self._level(service).learn(told.holds(minutes), self.share)

    def _level(self, service: str) -> Level:
        if service not in self.levels:
            self.levels[service] = Level(self.share)
        return self.levels[service]

    def _reach(self, service: str, errors: Errors) -> float:
        level = self._level(service).value
        reach = errors.reaches.at(min(1.0, level))
        if level > 1:
            reach *= 1 + (level - 1) * _WIDE
        return reach * min(1.0, max(0.0, level) / _NARROW)

    def _alike(self, service: str, forecast: float) -> Errors | None:
        at = _group(forecast)
        own = self.errors.get((service, at))
        if own is not None and len(own.signed) >= _FEWEST:
            return own
        for each in _NEAREST[at]:
            found = self.errors.get(("", each))
            if found is not None and len(found.signed) >= _SOME:
                return found
        return None


def usual_error(minutes: float) -> float:
    """The error that is usual where so many minutes were forecast; minutes."""
    return 1.0 + 0.8 * math.pow(minutes, 0.75)


def shown(forecast: float, middle: float, reach: float) -> Told:
    """A range rounded to whole minutes."""
    low = max(0, math.ceil(middle - reach - 0.5 - _TIE))
    high = max(low, math.floor(middle + reach + 0.5 + _TIE))
    return Told(low, high, forecast, middle)


def _needed(middle: float, minutes: float) -> float:
    """The least half width with which `shown` holds that wait."""
    above = math.ceil(minutes) - 0.5 - middle
    below = middle - math.floor(minutes) - 0.5
    return max(0.0, above, below)


def _group(minutes: float) -> int:
    return bisect_left(_EDGES, minutes)
