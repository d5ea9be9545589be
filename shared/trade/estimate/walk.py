"""The line in turn: each counter takes the next it serves, if visits last as usual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shared.trade.estimate.minutes import ServiceMinutes


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
        self.able: dict[str, list[int]] = {}
        """Which counters serve a service."""
        for at, (free, serves) in enumerate(desks):
            self._free.append(free)
            for service in serves:
                self.able.setdefault(service, []).append(at)
        self._free_at = self._free.__getitem__
        self._means = {each: minutes.mean(each) for each in self.able}
        self._flows: dict[str, float] = {}
        self._shares: dict[str, list[tuple[str, float]]] = {
            each: [] for each in self.able
        }
        for service in asked:
            if service in self.able:
                self._begin_flow(service)

    def _begin_flow(self, service: str) -> None:
        mine = self.able[service]
        free = [self._free[at] for at in mine]
        self._flows[service] = sum(free) / len(free) if min(free) > 0 else 0.0
        for other, places in self.able.items():
            both = sum(at in mine for at in places)
            if both:
                share = self._means[other] * both / len(places)
                self._shares[other].append((service, share))

    def serve(self, service: str) -> None:
        """The next person is for that service."""
        places = self.able.get(service)
        if places is None:
            return
        self._free[min(places, key=self._free_at)] += self._means[service]
        for other, share in self._shares[service]:
            self._flows[other] += share

    def minutes(self, service: str) -> tuple[float, float]:
        """Until a counter of that service is free for one more: in turn, as a flow."""
        places = self.able[service]
        flow = self._flows[service] / len(places)
        return min(self._free[at] for at in places), flow
