"""Whom a counter calls: in turn, and nobody who is kept for another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shared import clock
from shared.office.model import Counter
from shared.trade.hall import CounterNow
from shared.trade.missed import is_time_to_call
from shared.trade.seats import each_of
from shared.trade.ticket import Ticket
from shared.trade.turn import place_in_turn

Suits = Callable[[Ticket], bool]


class Line(Protocol):
    """Who waits, as a store or a screen knows it."""

    def first_waiting(self, service: str, suits: Suits) -> Ticket | None:
        """Who waits for a service, suits and is due first, or none."""
        ...

    def kept_waiting(self) -> Sequence[Ticket]:
        """Who waits for one counter or one member of staff, in turn."""
        ...


@dataclass(frozen=True, slots=True)
class Caller:
    """A counter that calls, and the hall around it."""

    place: Counter
    now: int
    """Milliseconds since 1970, UTC."""
    counters: Callable[[], Sequence[CounterNow]]
    """Every counter as it is; asked only where somebody is kept for one, or was sent
    on."""
    deputies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Who takes the people of a member of staff who is at no counter, in order."""
    closed: frozenset[str] = frozenset()
    """Services for which nobody is called any more today."""

    def may_call(self, ticket: Ticket) -> bool:
        """Whether a waiting ticket may come here when it is its turn.

        Not one that is kept for another or may not be called yet, nor one that was
        just sent on from here while another open counter takes its service, nor one
        whose service is closed for today.
        """
        if not self._is_callable(ticket):
            return False
        keeper = self._keeper(ticket)
        if keeper is not None:
            return keeper == self.place.number
        if ticket.sent_by != self.place.number:
            return True
        return not any(
            each.state == "open" and each.number != self.place.number
            for each in self.counters()
            if ticket.service in (*each.serves, *each.helps)
        )

    def is_kept_here(self, ticket: Ticket) -> bool:
        """Whether it waits for this very counter, whatever that serves."""
        return self._is_callable(ticket) and self._keeper(ticket) == self.place.number

    def may_help(self, ticket: Ticket) -> bool:
        """Whether it waited long enough for a counter that only helps out."""
        least = clock.minutes(self.place.helps_after_minutes)
        is_due = not least or ticket.waited(self.now) >= least
        return is_due and self.may_call(ticket)

    def place_in_turn(self, ticket: Ticket) -> tuple[bool, bool, int, int]:
        """What the people of what it serves are ordered by: whom it prefers first, and
        last who is early for an appointment."""
        is_early = ticket.is_early(self.now)
        is_other = not is_early and ticket.service not in self.place.prefers
        return is_early, is_other, *place_in_turn(ticket)

    def _is_callable(self, ticket: Ticket) -> bool:
        return ticket.service not in self.closed and is_time_to_call(ticket, self.now)

    def _keeper(self, ticket: Ticket) -> int | None:
        """The counter that alone may call it, or none."""
        if ticket.kept_for is None and ticket.officer is None:
            return None
        here = [each for each in self.counters() if each.state != "closed"]
        for each in here:
            if each.number == ticket.kept_for:
                return each.number
        if ticket.officer is None:
            return None
        for name in (ticket.officer, *self.deputies.get(ticket.officer, ())):
            for each in here:
                if name in each_of(each.staff):
                    return each.number
        return None


def next_for(caller: Caller, line: Line) -> Ticket | None:
    """Who goes to the caller next: of what it serves and who is kept for it, else of
    what it helps out with; who is early for an appointment, only where nobody else
    waits."""
    place = caller.place
    kept = [each for each in line.kept_waiting() if caller.is_kept_here(each)]
    own = [line.first_waiting(code, caller.may_call) for code in place.serves]
    found = [each for each in (*kept, *own) if each is not None]
    first = min(found, key=caller.place_in_turn, default=None)
    if first is not None and not first.is_early(caller.now):
        return first
    helped = [line.first_waiting(code, caller.may_help) for code in place.helps]
    waiting = [each for each in (*helped, first) if each is not None]
    return min(waiting, key=place_in_turn, default=None)
