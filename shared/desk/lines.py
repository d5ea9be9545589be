"""Who serves what at present, and who waits too long for it."""

from __future__ import annotations

from dataclasses import replace

from shared import clock
from shared.office.model import Counter, Office
from shared.trade.hall import Hall
from shared.trade.ticket import Ticket


def present_place(place: Counter, hall: Hall) -> Counter:
    """A counter with what it takes now: who leads the hall may have moved it."""
    here = hall.counter(place.number)
    if here is None or not here.serves:
        return place
    return replace(place, serves=here.serves, helps=here.helps)


def open_for(service: str, office: Office, hall: Hall) -> tuple[str, ...]:
    """The open counters that take a service first, by number."""
    places = (present_place(each, hall) for each in office.counters)
    at_work = {each.number for each in hall.counters if each.state == "open"}
    return tuple(
        str(each.number)
        for each in places
        if service in each.serves and each.number in at_work
    )


def is_late(ticket: Ticket, office: Office, now: int) -> bool:
    """Whether somebody has waited longer than the office wants."""
    target = target_of(ticket.service, office)
    return target is not None and ticket.waited(now) > clock.minutes(target)


def target_of(service: str, office: Office) -> int | None:
    """The minutes somebody should wait for a service at most, where there are any."""
    found = office.service(service)
    return found.target_minutes if found else None
