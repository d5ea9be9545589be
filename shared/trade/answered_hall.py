"""What an answer does to the hall, until the next one is heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shared.trade.commands import Answer
from shared.trade.hall import CounterNow, Hall
from shared.trade.ticket import AT_COUNTER, Ticket, TicketState

_LISTED: Final = (TicketState.WAITING, TicketState.HELD, TicketState.MISSED)


def hall_after(hall: Hall, number: int, answer: Answer) -> Hall:
    """The hall with what a command of counter `number` was answered put into it."""
    place = hall.counter(number)
    if place is not None:
        hall = _with_counter(hall, counter_after(place, answer))
    ticket = answer.get("ticket")
    return _with_listed(hall, ticket) if isinstance(ticket, Ticket) else hall


def counter_after(place: CounterNow, answer: Answer) -> CounterNow:
    """A counter after a command that was asked for it, or about anybody."""
    told = answer.get("counter")
    if isinstance(told, CounterNow):
        return told
    if "ticket" not in answer:
        return place
    ticket = answer["ticket"]
    if not isinstance(ticket, Ticket):
        return replace(place, ticket=None)
    if not _concerns(place, ticket):
        return place
    is_here = ticket.state in AT_COUNTER
    return replace(place, ticket=ticket if is_here else None)


def _concerns(counter: CounterNow, ticket: Ticket) -> bool:
    was_here = counter.ticket is not None and counter.ticket.key == ticket.key
    is_here = ticket.state in AT_COUNTER and ticket.counter == counter.number
    return was_here or is_here


def _with_counter(hall: Hall, counter: CounterNow) -> Hall:
    counters = tuple(
        counter if each.number == counter.number else each for each in hall.counters
    )
    return replace(hall, counters=counters)


def _with_listed(hall: Hall, ticket: Ticket) -> Hall:
    others = tuple(each for each in hall.tickets if each.key != ticket.key)
    tickets = (*others, ticket) if ticket.state in _LISTED else others
    after = replace(hall, tickets=tickets)
    services = tuple(
        replace(
            each,
            waiting=each.waiting
            + len(after.waiting(each.code))
            - len(hall.waiting(each.code)),
        )
        for each in hall.services
    )
    return replace(after, services=services)
