"""Which service the flow screen shows: the most wanted first, never the one called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from shared.trade.hall import Hall
from shared.trade.ticket import TicketState

MOST_HELD: Final = 3
"""A page is held through calls for so many times its own seconds at most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For what numbers were taken today, as far as this screen saw it.

    Who is called stays counted: the order tells nothing of a call.
    """

    day: date | None = None
    services: Mapping[int, str] = field(default_factory=dict)
    """The service that each number was taken for, by its key."""

    def look(self, hall: Hall) -> Wanted:
        """With those that joined since the last look."""
        kept = self.services if hall.day == self.day else {}
        joined = {
            each.key: each.service
            for each in hall.in_state(TicketState.WAITING)
            if each.key not in kept
        }
        if not joined and hall.day == self.day:
            return self
        return Wanted(hall.day, {**kept, **joined})

    def order(self, codes: tuple[str, ...], least: int) -> tuple[str, ...]:
        """Services, the longest lines first; under `least` people as the office has."""
        counts = Counter(self.services.values())

        def length(code: str) -> int:
            return -counts[code] if counts[code] >= least else 0

        return tuple(sorted(codes, key=length))


@dataclass(frozen=True, slots=True)
class Rotation:
    """Whose steps are shown and which page; a value, one for each look.

    Every service has its turn in a round. Its order is made at its beginning.
    """

    codes: tuple[str, ...]
    """The services, in the order of the office."""
    least: int = 3
    """From so many people on a line counts as one."""
    wanted: Wanted = field(default_factory=Wanted)
    left: tuple[str, ...] = ()
    """Services that come in this round."""
    code: str | None = None
    """The service on the screen, none before the first look."""
    page: int = 0
    since: int = 0
    """When this page came on, in milliseconds."""

    def look(
        self,
        hall: Hall | None,
        *,
        now: int,
        pages: Callable[[str], int],
        seconds: Callable[[str, int], float],
        is_held: bool = False,
    ) -> Rotation:
        """The rotation at `now`; `is_held` in the middle of a call.

        `pages` tells how many pages a service takes, `seconds` how long one stays.
        """
        seen = replace(self, wanted=self.wanted.look(hall)) if hall else self
        if self.code is None:
            return seen._next(now)
        count = pages(self.code)
        page = min(self.page, count - 1)
        needed = seconds(self.code, page) * 1000
        shown = now - self.since
        if 0 <= shown < needed or (is_held and 0 <= shown < needed * MOST_HELD):
            return seen if page == self.page else replace(seen, page=page)
        if page + 1 < count:
            return replace(seen, page=page + 1, since=now)
        return seen._next(now)

    def _next(self, now: int) -> Rotation:
        left = self.left or self.wanted.order(self.codes, self.least)
        code, left = (left[0], left[1:]) if left else (None, ())
        return replace(self, code=code, page=0, since=now, left=left)
