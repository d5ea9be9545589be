"""What commands at a counter ask of it first."""

from __future__ import annotations

from dataclasses import replace

from shared import clock
from shared.errors import (
    CounterClosed,
    NotAllowed,
    NothingCalled,
    ServiceClosed,
    UnknownCounter,
    UnknownStaff,
    WrongState,
)
from shared.office.model import Counter, Office
from shared.text.catalogue import N_
from shared.trade.calling import Caller, next_for
from shared.trade.ledger import Ledger
from shared.trade.missed import TOO_EARLY, is_time_to_call
from shared.trade.orders import closed_services
from shared.trade.reading import Reading
from shared.trade.seats import each_of
from shared.trade.staff import Role
from shared.trade.ticket import Ticket


def known_counter(office: Office, number: int) -> Counter:
    """The counter with this number. Raises UnknownCounter."""
    counter = office.counter(number)
    if counter is None:
        raise UnknownCounter(counter=number)
    return counter


def refuse_unknown(ledger: Ledger, counter: int | None) -> None:
    """Raise UnknownCounter where an act is said to be a counter's that is not there."""
    if counter is not None:
        known_counter(ledger.office, counter)


def open_counter_at(ledger: Ledger, number: int) -> Counter:
    """The counter with what it takes now; it must be open.

    Raises UnknownCounter, CounterClosed.
    """
    place = known_counter(ledger.office, number)
    now = ledger.counter(number)
    if now.state != "open":
        raise CounterClosed(counter=number)
    return replace(place, serves=now.serves, helps=now.helps)


def current_at(ledger: Ledger, number: int, label: str | None = None) -> Ticket:
    """Whom the counter has. Raises UnknownCounter, NothingCalled.

    `label` is whom the counter means; raises WrongState where it has another.
    """
    known_counter(ledger.office, number)
    ticket = ledger.ticket_at(number)
    if ticket is None:
        raise NothingCalled(counter=number)
    if label is not None and label != ticket.label:
        words = N_("Counter {counter} has {label} now. Look at the screen again.")
        raise WrongState(words, counter=number, label=ticket.label)
    return ticket


def turn_of(ledger: Ledger, place: Counter) -> Ticket | None:
    """Who goes to a counter next, or none."""
    return next_for(caller_at(ledger, place), ledger)


def caller_at(ledger: Ledger, place: Counter) -> Caller:
    """A counter that calls now."""
    closed = closed_services(ledger.pauses())
    return Caller(place, ledger.now, ledger.counters, ledger.office.deputies, closed)


def refuse_closed(ledger: Ledger, service: str) -> None:
    """Raise ServiceClosed where nobody is called for a service any more today."""
    if service in closed_services(ledger.pauses()):
        raise ServiceClosed(N_("This service is closed for today: nobody is called."))


def refuse_unknown_officer(ledger: Reading, officer: str | None) -> None:
    """Raise UnknownStaff where the office has its people sign on and none is that."""
    if officer is None or not ledger.office.has_sign_on:
        return
    if officer not in [each.name for each in ledger.staff()]:
        raise UnknownStaff(staff=officer)


def refuse_picking(ledger: Ledger, number: int) -> None:
    """Raise NotAllowed where the office wants everybody called in turn, unless a
    supervisor is signed on at the counter."""
    if not ledger.office.no_picking:
        return
    here = ledger.signed_on(number)
    roles = [each.role for each in ledger.staff() if each.name in each_of(here)]
    if not any(role.may_act_as(Role.SUPERVISOR) for role in roles):
        raise NotAllowed(
            N_("This office calls in turn: nobody is picked. Call who is next.")
        )


def refuse_too_early(ledger: Ledger, label: str) -> None:
    """Raise NotAllowed where a missed number came back and may not be called yet.

    Raises UnknownTicket.
    """
    ticket = ledger.ticket(label)
    if ticket.call_from is None or is_time_to_call(ticket, ledger.now):
        return
    at = clock.local(ticket.call_from, ledger.office.time_zone)
    raise NotAllowed(TOO_EARLY, label=ticket.label, time=at.strftime("%H:%M"))
