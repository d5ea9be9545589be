"""The line before a counter: who comes to it, in the order it would call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.desk.lines import present_place
from shared.office.model import Counter, Office
from shared.trade.calling import Caller
from shared.trade.hall import Hall
from shared.trade.missed import is_time_to_call
from shared.trade.ticket import Ticket, TicketState
from shared.trade.turn import place_in_turn


@dataclass(frozen=True, slots=True)
class Line:
    """Who waits for one counter, who is put aside, and who was missed."""

    own: tuple[Ticket, ...] = ()
    helped: tuple[Ticket, ...] = ()
    """Whom it takes when nobody of its own waits."""
    early: tuple[Ticket, ...] = ()
    """Who came early for an appointment: when nobody else waits."""
    later: tuple[Ticket, ...] = ()
    """Whom it may help once they waited long enough."""
    back: tuple[Ticket, ...] = ()
    """Who was missed, waits again, and may not be called yet."""
    closed: tuple[Ticket, ...] = ()
    """Whose service is closed for today: nobody calls them."""
    missed: tuple[Ticket, ...] = ()
    held: tuple[Ticket, ...] = ()
    """Its own first, then those of the other counters."""

    @property
    def callable(self) -> tuple[Ticket, ...]:
        """Whom the counter would call, the next one first."""
        return self.own + self.helped + self.early

    def __iter__(self) -> Iterator[Ticket]:
        yield from (*self.callable, *self.later, *self.back, *self.closed)
        yield from (*self.missed, *self.held)


def line_of(place: Counter, office: Office, hall: Hall, now: int) -> Line:
    """The line before a counter at `now` (milliseconds since 1970).

    The first of it is whom the engine calls: `shared.trade.calling.next_for`.
    """
    place = present_place(place, hall)
    caller = Caller(
        place, now, lambda: hall.counters, office.deputies, closed=hall.closed
    )
    own: list[Ticket] = []
    helped: list[Ticket] = []
    later: list[Ticket] = []
    back: list[Ticket] = []
    closed: list[Ticket] = []
    for ticket in hall.waiting():
        is_own = ticket.service in place.serves and caller.may_call(ticket)
        is_over = ticket.service in hall.closed
        if is_over or not is_time_to_call(ticket, now):
            if ticket.service in (*place.serves, *place.helps):
                (closed if is_over else back).append(ticket)
        elif is_own or caller.is_kept_here(ticket):
            own.append(ticket)
        elif ticket.service in place.helps and caller.may_call(ticket):
            (helped if caller.may_help(ticket) else later).append(ticket)
    held = hall.in_state(TicketState.HELD)
    early = [each for each in own + helped if each.is_early(now)]
    return Line(
        tuple(sorted(set(own) - set(early), key=caller.place_in_turn)),
        tuple(each for each in helped if each not in early),
        tuple(sorted(early, key=place_in_turn)),
        tuple(later),
        tuple(back),
        tuple(closed),
        tuple(hall.in_state(TicketState.MISSED)),
        tuple(sorted(held, key=lambda each: each.counter != place.number)),
    )
