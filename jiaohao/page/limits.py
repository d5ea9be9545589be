"""How often one address may ask, and how wrong codes are slowed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_MOST_ASKERS: Final = 10_000
"""Addresses that are remembered: the one not heard of longest is forgotten."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limit:
    """So many at once, and so many a second after that, for each who asks."""

    def __init__(self, burst: int, a_second: float, clock: Callable[[], float]) -> None:
        """`clock` gives seconds."""
        self._burst, self._a_second, self._clock = burst, a_second, clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Seconds until `asker` may ask; 0: it may, and it counts."""
        now = self._clock()
        bucket = self._buckets.pop(asker, None) or _Bucket(self._burst, now)
        earned = max(0.0, now - bucket.at) * self._a_second
        bucket.left, bucket.at = min(self._burst, bucket.left + earned), now
        self._buckets[asker] = bucket
        if len(self._buckets) > _MOST_ASKERS:
            self._buckets.popitem(last=False)
        if bucket.left >= 1:
            bucket.left -= 1
            return 0.0
        return (1 - bucket.left) / self._a_second
