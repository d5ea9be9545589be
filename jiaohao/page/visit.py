"""How it stands with one number: what its page says, before any words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.trade.hall import Group, Hall
from shared.trade.ticket import AT_COUNTER, Ticket, TicketState
from shared.trade.ticket_code import CodedNumber
from shared.trade.turn import place_in_turn


class Standing(StrEnum):
    """What the page of a number is about."""

    WAITING = "waiting"
    NEAR = "near"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    DONE = "done"
    CANCELLED = "cancelled"
    UNSEEN = "unseen"
    """A number of today that is in no hall: a kiosk without the share gave it out."""
    OLD = "old"
    """What is known is too old to go by."""
    OTHER_DAY = "other_day"
    UNKNOWN = "unknown"
    """The code is nobody's."""


_OF_STATE = {
    TicketState.WAITING: Standing.WAITING,
    TicketState.CALLED: Standing.CALLED,
    TicketState.SERVING: Standing.SERVING,
    TicketState.HELD: Standing.HELD,
    TicketState.MISSED: Standing.MISSED,
    TicketState.DONE: Standing.DONE,
    TicketState.CANCELLED: Standing.CANCELLED,
    TicketState.EXPIRED: Standing.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One number as its holder may see it."""

    standing: Standing
    label: str = ""
    day: date | None = None
    ticket: Ticket | None = None
    ahead: int | None = None
    """People who go before, or would if one who stepped out came back now; else
    none."""
    place: str | None = None
    """Where to go instead of the counter: of a group."""
    is_closed: bool = False
    """Whether nobody is called for its service any more today."""

    @property
    def is_live(self) -> bool:
        """Whether its page may change by itself."""
        return self.standing not in (
            Standing.DONE,
            Standing.CANCELLED,
            Standing.OTHER_DAY,
            Standing.UNKNOWN,
        )


UNKNOWN = Visit(Standing.UNKNOWN)


def visit_of(
    number: CodedNumber, line: Line, *, near: int, is_old: bool, asked: Ticket | None
) -> Visit:
    """How it stands with a genuine number.

    `near`: from so few people ahead on it is soon. `asked`: the ticket as the office
    knows it, where it is in the hall no more, or not yet.
    """
    if number.day != line.day:
        return Visit(Standing.OTHER_DAY, number.label, number.day)
    ticket, ahead = line.tickets.get(number.label), line.ahead.get(number.label)
    if ticket is None and asked is not None:
        ticket, ahead = asked, asked.ahead
    if is_old:
        return Visit(Standing.OLD, number.label, number.day, ticket, ahead)
    if ticket is None:
        return Visit(Standing.UNSEEN, number.label, number.day)
    standing = _OF_STATE[ticket.state]
    group = line.groups.get(number.label)
    if group is not None:
        return Visit(
            Standing.CALLED, number.label, number.day, ticket, place=group.place
        )
    if standing is Standing.WAITING and ticket.service in line.closed:
        about = (standing, number.label, number.day, ticket)
        return Visit(*about, is_closed=True)
    if standing is Standing.WAITING and ahead is not None and ahead <= near:
        standing = Standing.NEAR
    return Visit(standing, number.label, number.day, ticket, ahead)


@dataclass(frozen=True, slots=True)
class Line:
    """The tickets of a hall by their labels, made once for all who look."""

    day: date
    tickets: dict[str, Ticket]
    ahead: dict[str, int]
    groups: dict[str, Group]
    closed: frozenset[str]
    """Services for which nobody is called any more today."""

    @classmethod
    def of(cls, hall: Hall) -> Line:
        """The tickets of a hall; those who wait with how many go before each."""
        tickets = {each.label: each for each in hall.tickets}
        for counter in hall.counters:
            if counter.ticket is not None and counter.ticket.state in AT_COUNTER:
                tickets[counter.ticket.label] = counter.ticket
        before: dict[str, int] = {}
        ahead: dict[str, int] = {}
        for each in hall.waiting():
            ahead[each.label] = before.get(each.service, 0)
            before[each.service] = ahead[each.label] + 1
        for each in hall.tickets:
            if each.is_out:
                place = place_in_turn(each)
                waiting = hall.waiting(each.service)
                ahead[each.label] = sum(place_in_turn(x) < place for x in waiting)
        groups = {label: group for group in hall.groups for label in group.labels}
        return cls(hall.day, tickets, ahead, groups, hall.closed)
