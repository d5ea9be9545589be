"""Whose turn it is: earliest due first.

A ticket is due from when its person came, less the head start of its priority, and
the order of issue breaks ties. So order within a priority is kept, a priority passes
only those who came less than its head start before, and nobody starves: the linear
case of delay-dependent priority (Kleinrock 1964, Naval Research Logistics 11).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shared.office.model import Counter
from shared.trade.ticket import Ticket


def next_for(
    counter: Counter, first_waiting: Callable[[str], Ticket | None]
) -> Ticket | None:
    """Who goes to `counter` next: of what it serves, else of what it helps out with.

    `first_waiting` tells who is due first for a service code, or none.
    """
    for codes in (counter.serves, counter.helps):
        found = [first_waiting(code) for code in codes]
        waiting = [ticket for ticket in found if ticket is not None]
        if waiting:
            return min(waiting, key=place_in_turn)
    return None


def place_in_turn(ticket: Ticket) -> tuple[int, int]:
    """What tickets are ordered by: when due, then the order of issue."""
    return ticket.due_at, ticket.key


def in_turn(tickets: Iterable[Ticket]) -> list[Ticket]:
    """Tickets in the order of their turn."""
    return sorted(tickets, key=place_in_turn)
