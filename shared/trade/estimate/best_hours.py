"""When it is best to come: from how long people waited in each hour of the week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_DOUBT: Final = 8
"""So many people are counted beside an hour's own, who waited as all do on average: a
few that were lucky make no good hour."""
_GOOD: Final = 0.75
"""A best hour's wait is at most this part of the average."""
Hour = tuple[int, int]
"""Weekday from 1, Monday, to 7, and hour of the day."""


@dataclass(frozen=True, slots=True)
class Load:
    """The people who took their number in one hour of the week, over some weeks."""

    people: int
    minutes: float
    """Their waits, all together."""


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
