"""Whose turn it is: earliest due first.

A ticket is due from when its person came, less the head start of its priority, and
the order of issue breaks ties. So order within a priority is kept, a priority passes
only those who came less than its head start before, and nobody starves: the linear
case of delay-dependent priority (Kleinrock 1964, Naval Research Logistics 11).
"""

from __future__ import annotations

from collections.abc import Iterable

from shared.trade.ticket import Ticket


def place_in_turn(ticket: Ticket) -> tuple[int, int]:
    """What tickets are ordered by: when due, then the order of issue."""
    return ticket.due_at, ticket.key


def in_turn(tickets: Iterable[Ticket]) -> list[Ticket]:
    """Tickets in the order of their turn."""
    return sorted(tickets, key=place_in_turn)
