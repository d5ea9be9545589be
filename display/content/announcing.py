"""The calls of the board, each with its full time: who is the newest, who is next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from display.content.hearing import Hearing
from shared.office.model import Display, Office
from shared.trade.hall import Call, Hall
from shared.trade.ticket import TicketState

STAND_OUT_MS: Final = 20_000
FLASH_MS: Final = 2_000
FLASH_HALF_MS: Final = 500
"""Half a flash: once a second, well under the three a second that may harm."""
LEAST_MS: Final = 8_000
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
        """Whether it has the bright ground: it swaps twice, then is steady."""
        shown = now - self.since
        return not (0 <= shown < FLASH_MS and shown // FLASH_HALF_MS % 2 == 1)

    def had_its_time(self, now: int, least: int) -> bool:
        """Whether the next one may take its place."""
        return not 0 <= now - self.since < least


@dataclass(frozen=True, slots=True)
class Announcements:
    """The newest call and those that wait to be it; a value, one for each look."""

    least: int = LEAST_MS
    """Milliseconds that every call has."""
    newest: Announced | None = None
    before: tuple[Announced, ...] = ()
    """Calls that were the newest and still stand out."""
    queue: tuple[Call, ...] = ()
    nth: int = 1
    """Which of the calls that came together the newest is."""
    hearing: Hearing = field(default_factory=Hearing)

    def look(self, hall: Hall, *, now: int, known_at: int) -> Announcements:
        """What is announced at `now`, going by a hall confirmed at `known_at`."""
        news, hearing = self.hearing.listen(hall.calls, now=now, known_at=known_at)
        is_valid = valid_calls(hall)
        queue = tuple(each for each in (*self.queue, *news) if is_valid(each))
        newest = self.newest if self.newest and is_valid(self.newest.call) else None
        before = tuple(
            each for each in self.before if each.stands_out(now) and is_valid(each.call)
        )
        nth = self.nth
        is_free = newest is None or newest.had_its_time(now, self.least)
        if queue and is_free:
            if newest is not None and newest.stands_out(now):
                before = (newest, *before)
            nth = self.nth + 1 if newest is not None and self.queue else 1
            newest, queue = Announced(queue[0], now), queue[1:]
        elif newest is None:
            last = next((each for each in hall.calls if is_valid(each)), None)
            newest = Announced(last, min(last.at, now)) if last else None
        elif is_free:
            nth = 1
        return Announcements(self.least, newest, before, queue, nth, hearing)

    @property
    def together(self) -> int:
        """How many calls came together, the newest among them."""
        return self.nth + len(self.queue)

    def is_announcing(self, now: int) -> bool:
        """Whether a call has its time now."""
        newest = self.newest
        return newest is not None and not newest.had_its_time(now, self.least)

    def is_new_since(self, last: Announcements, now: int) -> bool:
        """Whether a call has become the newest since the `last` look."""
        newest = self.newest
        is_other = newest is not None and newest != last.newest
        return is_other and newest is not None and newest.since == now

    def is_marked(self, label: str, counter: int, now: int) -> bool:
        """Whether this number at this counter is newly called, shown large or not yet.

        The newest itself is not among them.
        """
        calls = [each.call for each in self.before if each.stands_out(now)]
        return any(
            (each.label, each.counter) == (label, counter)
            for each in (*calls, *self.queue)
        )


def call_ms(office: Office) -> int:
    """How long every call has on the board: on the first, where there are several."""
    return 1000 * next(iter(office.displays), Display("")).call_seconds


def valid_calls(hall: Hall) -> Callable[[Call], bool]:
    """Tells whether a call still holds: neither undone nor its number back in line."""
    waiting = {each.label for each in hall.in_state(TicketState.WAITING)}
    known = {each.seq for each in hall.calls}
    oldest = min(known, default=0)

    def is_valid(call: Call) -> bool:
        is_undone = call.seq >= oldest and call.seq not in known
        return bool(known) and not is_undone and call.label not in waiting

    return is_valid
