"""How long a visit keeps a counter, and how much of one under way is left."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Final

_FEWEST: Final = 8
"""Visits of a service that weigh as much as what is known of all."""
_MEMORY: Final = 400
"""Visits after which an older one weighs about a third."""
_PARTS: Final = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)
"""Elapsed minutes by the mean, at which what was left is learnt."""


class ServiceMinutes:
    """Mean minutes of the visits to each service, from call to end."""

    def __init__(self) -> None:
        self._means: dict[str, tuple[float, int]] = {}
        self._all: tuple[float, int] = (0.0, 0)
        self._left = [0.0] * len(_PARTS)
        self._lasted = [0] * len(_PARTS)

    def kept(self) -> list[Any]:
        """What is learnt, as JSON has it."""
        return [self._means, self._all, self._left, self._lasted]

    def take_up(self, kept: list[Any]) -> None:
        """Go on from what was kept."""
        means, overall, self._left, self._lasted = kept
        self._means = {each: tuple(known) for each, known in means.items()}
        self._all = tuple(overall)

    def learn(self, service: str, minutes: float) -> None:
        """A visit has ended after so many minutes."""
        mean = self.mean(service)
        lasted = minutes / mean
        for at, part in enumerate(_PARTS):
            if minutes < part * mean:
                break
            self._left[at] += lasted - part
            self._lasted[at] += 1
        self._means[service] = _learnt(self._means.get(service, (0.0, 0)), minutes)
        self._all = _learnt(self._all, minutes)

    def mean(self, service: str) -> float:
        """Minutes; of all services, where this one is little known."""
        own, count = self._means.get(service, (0.0, 0))
        overall = self._all[0] or 5.0
        return max(0.1, (own * count + overall * _FEWEST) / (count + _FEWEST))

    def left(self, service: str, elapsed: float) -> float:
        """Minutes that a visit goes on when it has lasted `elapsed` already."""
        mean = self.mean(service)
        at = max(1, bisect_right(_PARTS, elapsed / mean)) - 1
        if self._lasted[at] < _FEWEST:
            return max(mean - elapsed, mean / 2)
        return mean * self._left[at] / self._lasted[at]


def _learnt(known: tuple[float, int], minutes: float) -> tuple[float, int]:
    mean, count = known
    return mean + (minutes - mean) / min(count + 1, _MEMORY), count + 1
