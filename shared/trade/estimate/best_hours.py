"""When it is best to come: from how long people waited in each hour of the week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from shared.trade.estimate.day import Day

_DOUBT: Final = 8
"""So many people are counted beside an hour's own, who waited as all do on average: a
few that were lucky make no good hour."""
_GOOD: Final = 0.75
"""A best hour's wait is at most this part of the average."""
Hour = tuple[int, int]
"""Weekday from 1, Monday, to 7, and hour of the day."""


_MEMORY: Final = 300
"""People of one hour of the week after whom an older one counts about a third."""
_FIRST_WEEKDAY: Final = 3
"""1970 began on a Thursday; counted from 0, Monday."""


class Load(NamedTuple):
    """The people who took their number in one hour of the week, over some weeks."""

    people: float
    minutes: float
    """Their waits, all together."""


class Week:
    """The hours of an office's week, as people are called; older weeks count less."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._loads: dict[Hour, Load] = {}

    def call(self, issued: int, minutes: float) -> None:
        """One who took a number at an instant is called after so many minutes."""
        weekday = (self._day.number(issued) + _FIRST_WEEKDAY) % 7 + 1
        hour = weekday, self._day.slot(issued, 24)
        known, stays = self._loads.get(hour, Load(0.0, 0.0)), 1 - 1 / _MEMORY
        self._loads[hour] = Load(
            known.people * stays + 1, known.minutes * stays + minutes
        )

    def best_hours(self) -> list[Hour]:
        """See best_hours."""
        return best_hours(self._loads)

    def kept(self) -> list[Any]:
        """What is learnt, as JSON has it."""
        return [[*hour, *load] for hour, load in self._loads.items()]

    def take_up(self, kept: list[Any]) -> None:
        """Go on from what was kept."""
        self._loads = {(day, hour): Load(*load) for day, hour, *load in kept}


def best_hours(loads: Mapping[Hour, Load], most: int = 2) -> list[Hour]:
    """Of each weekday up to `most` hours in which one waits clearly less than on
    average, in the order of the week. Hours in which nobody came are none."""
    people = sum(each.people for each in loads.values())
    if not people:
        return []
    usual = sum(each.minutes for each in loads.values()) / people
    expected = {
        hour: (each.minutes + _DOUBT * usual) / (each.people + _DOUBT)
        for hour, each in loads.items()
        if each.people
    }
    found: list[Hour] = []
    for weekday in range(1, 8):
        own = sorted(
            (minutes, hour)
            for hour, minutes in expected.items()
            if hour[0] == weekday and minutes <= _GOOD * usual
        )
        found += sorted(hour for _, hour in own[:most])
    return found
