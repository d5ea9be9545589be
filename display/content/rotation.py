"""Which service the flow screen shows: those just called, those awaited, the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from display.content.hearing import Hearing
from shared.trade.hall import Hall


@dataclass(frozen=True, slots=True)
class Rotation:
    """Whose steps are shown and whose come next; a value, one for each look.

    Every service has its turn in a round, those with people waiting before the
    others; a service just called comes before the round goes on.
    """

    codes: tuple[str, ...]
    """The services, in the order of the office."""
    seconds: int
    """How long a page stays."""
    code: str | None = None
    """The service on the screen, none before the first look."""
    page: int = 0
    since: int = 0
    """When this page came on, in milliseconds."""
    called: tuple[str, ...] = ()
    """Services called since they were last shown."""
    shown: frozenset[str] = frozenset()
    """Services that had their turn in this round."""
    hearing: Hearing = field(default_factory=Hearing)

    def look(
        self,
        hall: Hall | None,
        *,
        now: int,
        known_at: int,
        pages: Callable[[str], int],
    ) -> Rotation:
        """The rotation at `now`; `pages` tells how many pages a service takes."""
        heard = self._heard(hall, now, known_at)
        if self.code is None:
            return heard._next(hall, now)
        if 0 <= now - self.since < self.seconds * 1000:
            return replace(heard, page=min(self.page, pages(self.code) - 1))
        if self.page + 1 < pages(self.code):
            return replace(heard, page=self.page + 1, since=now)
        return heard._next(hall, now)

    def _heard(self, hall: Hall | None, now: int, known_at: int) -> Rotation:
        if hall is None:
            return self
        news, hearing = self.hearing.listen(hall.calls, now=now, known_at=known_at)
        called = [
            call.service
            for call in news
            if call.service in self.codes and call.service != self.code
        ]
        return replace(
            self,
            called=tuple(dict.fromkeys((*self.called, *called))),
            hearing=hearing,
        )

    def _next(self, hall: Hall | None, now: int) -> Rotation:
        shown = self.shown
        if not shown.issuperset(self.codes):
            left = [each for each in self.codes if each not in shown]
        else:
            shown = frozenset()
            left = [each for each in self.codes if each != self.code]
        awaited = [each for each in left if _is_awaited(hall, each)]
        code = next(iter((*self.called, *awaited, *left, *self.codes)))
        return replace(
            self,
            code=code,
            page=0,
            since=now,
            called=self.called[1:],
            shown=shown | {code},
        )


def _is_awaited(hall: Hall | None, code: str) -> bool:
    service = hall.service(code) if hall else None
    return service is not None and service.waiting > 0
