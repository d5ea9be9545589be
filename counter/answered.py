"""What an answer says: the hall as it is after it, and the words for the clerk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow, Hall
from shared.trade.ticket import AT_COUNTER, Ticket, TicketState
from shared.wire.codec import ticket_from_json
from shared.wire.requests import Json

_LISTED: Final = (TicketState.WAITING, TicketState.HELD, TicketState.MISSED)
_DONE: Final = {
    "call": N_("{label} called"),
    "call_ticket": N_("{label} called"),
    "recall": N_("{label} called again"),
    "start": N_("{label} started"),
    "finish": N_("{label} finished"),
    "no_show": N_("{label} did not come"),
    "hold": N_("{label} on hold"),
    "resume": N_("{label} resumed"),
    "transfer": N_("{label} transferred to {service}"),
    "requeue": N_("{label} waits again"),
    "open_counter": N_("Counter {counter} is open"),
    "pause_counter": N_("Counter {counter} is paused"),
    "close_counter": N_("Counter {counter} is closed"),
    "print_wish": N_("{label}: {station} was told"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """What one key press asks of the office."""

    do: str
    fields: Mapping[str, Any]
    finishes: str | None = None
    """The label of whom a call sends home."""


def words_for(command: Command, answer: Json, office: Office, say: Catalogue) -> str:
    """What happened, in words."""
    found = answer.get("ticket")
    if not found and command.do == "call":
        if command.finishes is None:
            return say(N_("Nobody is waiting for this counter"))
        words = N_("{label} finished. Nobody is waiting for this counter")
        return say(words, label=command.finishes)
    if found and command.finishes is not None:
        words = N_("{finished} finished, {label} called")
        return say(words, finished=command.finishes, label=found["label"])
    if command.do == "print_wish":
        wish = answer["wish"]
        return say(_DONE[command.do], label=wish["label"], station=wish["station"])
    service = office.service(found["service"]) if found else None
    return say(
        _DONE[command.do],
        label=found["label"] if found else "",
        service=service.name.say(say.language) if service else "",
        counter=command.fields.get("counter"),
    )


def hall_after(hall: Hall, number: int, answer: Json) -> Hall:
    """The hall with what a command of counter `number` was answered put into it."""
    if "wish" in answer:
        return hall
    if "counter" in answer:
        told = answer["counter"]
        found = told["ticket"] and ticket_from_json(told["ticket"])
        counter = CounterNow(
            told["counter"], told["state"], told["staff"], told["station"], found
        )
        return _with_counter(hall, counter)
    ticket = ticket_from_json(answer["ticket"]) if answer["ticket"] else None
    place = hall.counter(number)
    if place is not None and (ticket is None or _concerns(place, ticket)):
        is_here = ticket is not None and ticket.state in AT_COUNTER
        hall = _with_counter(hall, replace(place, ticket=ticket if is_here else None))
    return hall if ticket is None else _with_listed(hall, ticket)


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
