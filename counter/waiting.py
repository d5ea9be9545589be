"""Who waits, as the counter sees it: its own services first, then held and missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counter.words import wall_time, whole_minutes
from shared.office.model import Counter, Office
from shared.text.catalogue import N_, Catalogue
from shared.text.languages import own_name
from shared.trade.calling import Caller, next_for
from shared.trade.hall import Hall
from shared.trade.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a heading, or a ticket that can be chosen."""

    words: str
    """The heading, or the label."""
    key: int | None = None
    """The ticket's; none in a heading."""
    minutes: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""


class WaitingRows:
    """Lays out the list for one counter, in one language."""

    def __init__(self, office: Office, place: Counter, say: Catalogue) -> None:
        self._office = office
        self._place = place
        self._say = say
        self._without_paper = frozenset[str]()

    def rows(self, hall: Hall, now: int, resumed: int | None) -> tuple[Row, ...]:
        """All lines, in order; `resumed` is the key of whom F7 would take."""
        self._without_paper = hall.without_paper
        waiting = list(self._waiting_rows(hall, now))
        if not waiting:
            waiting = [Row(self._say(N_("Nobody is waiting")))]
        held = hall.in_state(TicketState.HELD)
        missed = hall.in_state(TicketState.MISSED)
        return (
            *waiting,
            *self._ended_rows(N_("On hold: {n}"), held, resumed),
            *self._ended_rows(N_("Missed: {n}"), missed, None),
        )

    def _waiting_rows(self, hall: Hall, now: int) -> Iterator[Row]:
        if not any(service.waiting for service in hall.services):
            return
        places = self._office.counters
        caller = Caller(self._place, now, lambda: hall.counters, places)
        following = next_for(caller, hall)
        for code, words in self._sections():
            count = found.waiting if (found := hall.service(code)) else 0
            if not count:
                continue
            service = self._office.service(code)
            name = service.name.say(self._say.language) if service else code
            yield Row(self._say(words, service=name, n=count))
            for ticket in hall.waiting(code):
                yield self._waiting_row(ticket, now, ticket == following)

    def _sections(self) -> Iterator[tuple[str, str]]:
        place = self._place
        for code in place.serves:
            yield code, N_("{service}: {n}")
        for code in place.helps:
            yield code, N_("{service}: {n} (helping out)")
        for service in self._office.services:
            if service.code not in place.serves + place.helps:
                yield service.code, N_("{service}: {n} (other counters)")

    def _waiting_row(self, ticket: Ticket, now: int, is_next: bool) -> Row:
        minutes = whole_minutes(now - ticket.issued_at)
        return Row(
            ticket.label,
            ticket.key,
            self._say(N_("{n} min"), n=minutes),
            self._marks(ticket, self._say(N_("next")) if is_next else ""),
            ticket.note or "",
        )

    def _ended_rows(
        self, words: str, tickets: list[Ticket], resumed: int | None
    ) -> Iterator[Row]:
        if tickets:
            yield Row(self._say(words, n=len(tickets)))
        for ticket in tickets:
            marks = [self._say(N_("Counter {counter}"), counter=ticket.counter)]
            if ticket.key == resumed:
                marks.insert(0, "F7")
            if ticket.ended_at is not None:
                marks.append(wall_time(ticket.ended_at, self._office))
            marks += self._marks(ticket)
            yield Row(
                ticket.label, ticket.key, marks=tuple(marks), note=ticket.note or ""
            )

    def _marks(self, ticket: Ticket, turn: str = "") -> tuple[str, ...]:
        priority = self._office.priority(ticket.priority)
        is_normal = priority in (None, self._office.priorities[0])
        marks = (
            "" if is_normal or not priority else priority.name.say(self._say.language),
            turn,
            self._say(N_("no paper")) if ticket.label in self._without_paper else "",
            ""
            if ticket.language == self._office.language
            else own_name(ticket.language),
        )
        return tuple(mark for mark in marks if mark)


def last_held(hall: Hall, number: int, remembered: int | None) -> Ticket | None:
    """The last ticket that a counter put on hold, or none.

    `remembered` is the key of the one this screen saw it hold last; without it, the
    one that came to the counter last.
    """
    held = [
        ticket for ticket in hall.in_state(TicketState.HELD) if ticket.counter == number
    ]
    return max(
        held,
        key=lambda each: (each.key == remembered, each.called_at or 0, each.key),
        default=None,
    )
