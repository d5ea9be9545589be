"""Which forecasts are right for a line, and by how much: learnt visit by visit.

A Kalman filter whose weights drift back to where they began (an Ornstein-Uhlenbeck
walk), so that nothing runs away where forecasts say the same or say nothing.
"""

from __future__ import annotations

from operator import mul
from typing import Final

_STAY: Final = 0.9999
"""Part of what was learnt that one more visit leaves."""
_NOISE: Final = 20.0
"""How little one visit tells: those of one day err alike."""
_MOST: Final = 4.0
"""Errors beyond so many usual ones are learnt from as if they were so large."""


class Fit:
    """Minutes as a sum of weighted forecasts."""

    def __init__(self, start: tuple[float, ...], doubt: tuple[float, ...]) -> None:
        """`start`: the weights before anything is known; `doubt`: their variances."""
        self.count = 0
        self.weights = list(start)
        self._start = start
        self._doubt = doubt
        self.spread = [
            [value if at == row else 0.0 for at in range(len(start))]
            for row, value in enumerate(doubt)
        ]

    def forecast(self, forecasts: tuple[float, ...]) -> float:
        """Minutes, not below none."""
        total = 0.0
        for weight, each in zip(self.weights, forecasts, strict=True):
            total += weight * each
        return max(0.0, total)

    def learn(self, forecasts: tuple[float, ...], minutes: float, usual: float) -> None:
        """What came true; `usual` is the error that is usual there, in minutes."""
        scaled = [each / usual for each in forecasts]
        weights, spread = self.weights, self.spread
        error = minutes / usual
        for weight, each in zip(weights, scaled, strict=True):
            error -= weight * each
        error = max(-_MOST, min(_MOST, error))
        turned = [sum(map(mul, row, scaled)) for row in spread]
        below = _NOISE + sum(map(mul, turned, scaled))
        drift, noise = _STAY * _STAY, 1 - _STAY * _STAY
        for at, turn in enumerate(turned):
            gain = turn / below
            learnt = weights[at] + gain * error
            weights[at] = self._start[at] + _STAY * (learnt - self._start[at])
            row = [
                (known - gain * value) * drift
                for known, value in zip(spread[at], turned, strict=True)
            ]
            row[at] += noise * self._doubt[at]
            spread[at] = row
        self.count += 1
