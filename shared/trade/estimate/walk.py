"""The line in turn: each counter takes the next it serves, if visits last as usual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shared.trade.estimate.minutes import ServiceMinutes

_Places = tuple[int, ...]
"""The counters that serve something, by their place among all."""


class _Turn(NamedTuple):
    """What one more person for a service means."""

    places: _Places
    mean: float
    """Minutes."""
    shares: list[tuple[int, float]]
    """Which flows grow, and by how many minutes."""


class Walk:
    """Counters that take one person after another; asked in between when one is free.

    Twice: turn by turn, as if visits lasted just as usual, and as a flow, as if they
    lasted at random.
    """

    def __init__(
        self,
        desks: Iterable[tuple[float, Sequence[str]]],
        minutes: ServiceMinutes,
        asked: Iterable[str],
    ) -> None:
        """Of each counter the minutes until it is free, and what it serves; `asked`
        are the services that `minutes` will be asked for."""
        self._free: list[float] = []
        able: dict[str, list[int]] = {}
        for at, (free, serves) in enumerate(desks):
            self._free.append(free)
            for service in serves:
                able.setdefault(service, []).append(at)
        self.able = {each: tuple(places) for each, places in able.items()}
        """Which counters serve a service."""
        self._free_at = self._free.__getitem__
        self._turns = {
            each: _Turn(places, minutes.mean(each), [])
            for each, places in self.able.items()
        }
        self._flows: list[float] = []
        self._flow_at: dict[_Places, int] = {}
        for service in asked:
            places = self.able.get(service)
            if places is not None and places not in self._flow_at:
                self._begin_flow(places)

    def _begin_flow(self, mine: _Places) -> None:
        free = [self._free[at] for at in mine]
        flow = self._flow_at[mine] = len(self._flows)
        self._flows.append(sum(free) / len(free) if min(free) > 0 else 0.0)
        for places, mean, shares in self._turns.values():
            both = len({*mine}.intersection(places))
            if both:
                shares.append((flow, mean * both / len(places)))

    def serve(self, service: str) -> None:
        """The next person is for that service."""
        if service not in self._turns:
            return
        places, mean, shares = self._turns[service]
        first = places[0]
        if len(places) > 1:
            first = min(places, key=self._free_at)
        self._free[first] += mean
        for flow, share in shares:
            self._flows[flow] += share

    def minutes(self, service: str) -> tuple[float, float]:
        """Until a counter of that service is free for one more: in turn, as a flow."""
        places = self.able[service]
        flow = self._flows[self._flow_at[places]] / len(places)
        return min(map(self._free_at, places)), flow
