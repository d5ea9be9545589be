"""The newest call on the board: who it is, how long it stands out, who is next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from display.content.hearing import Hearing
from shared.trade.hall import Call, Hall

STAND_OUT_MS: Final = 20_000
FLASH_MS: Final = 7_000
FLASH_HALF_MS: Final = 500
"""Half a flash: once a second, well under the three a second that may harm."""
LEAST_MS: Final = 4_000
"""What every call has as the newest before the next takes its place."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A call and when this board began to show it, by the board's own clock."""

    call: Call
    since: int

    def stands_out(self, now: int) -> bool:
        """Whether it is still marked as new."""
        return 0 <= now - self.since < STAND_OUT_MS

    def is_bright(self, now: int) -> bool:
        """Whether it has the bright ground: flashing at first, then steady."""
        shown = now - self.since
        is_flashing = shown < FLASH_MS
        return self.stands_out(now) and not (
            is_flashing and shown // FLASH_HALF_MS % 2 == 1
        )

    def had_its_time(self, now: int) -> bool:
        """Whether the next one may take its place."""
        return not 0 <= now - self.since < LEAST_MS


@dataclass(frozen=True, slots=True)
class Announcements:
    """The newest call and those that wait to be it; a value, one for each look."""

    newest: Announced | None = None
    before: tuple[Announced, ...] = ()
    """Calls that were the newest and still stand out."""
    queue: tuple[Call, ...] = ()
    hearing: Hearing = field(default_factory=Hearing)

    def look(self, hall: Hall, *, now: int, known_at: int) -> Announcements:
        """What is announced at `now`, going by a hall confirmed at `known_at`."""
        news, hearing = self.hearing.listen(hall.calls, now=now, known_at=known_at)
        queue = (*self.queue, *news) if hall.calls else ()
        newest = self.newest if hall.calls else None
        before = tuple(each for each in self.before if each.stands_out(now))
        if newest is None and hall.calls and not queue:
            newest = Announced(hall.calls[0], hall.calls[0].at)
        if queue and (newest is None or newest.had_its_time(now)):
            if newest is not None and newest.stands_out(now):
                before = (newest, *before)
            newest, queue = Announced(queue[0], now), queue[1:]
        return Announcements(newest, before, queue, hearing)

    def is_new_since(self, last: Announcements, now: int) -> bool:
        """Whether a call has become the newest since the `last` look."""
        newest = self.newest
        return newest is not None and newest != last.newest and newest.stands_out(now)

    def is_marked(self, label: str, counter: int, now: int) -> bool:
        """Whether this number at this counter is still marked as newly called."""
        return any(
            (each.call.label, each.call.counter) == (label, counter)
            for each in self.before
            if each.stands_out(now)
        )
