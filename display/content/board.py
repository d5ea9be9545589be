"""What the number board says: the newest call, the other counters, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.content.announcing import Announced, Announcements
from display.content.words import Tongues
from shared.office.model import Office
from shared.trade.hall import Call, Hall

MOST_ROWS: Final = 5
"""Counters beside the newest call: more is not read across a hall."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest call, or what is said in its place."""

    word: tuple[str, ...]
    """What the call is: new, the last one, or out of date; in each language."""
    number: tuple[str, ...]
    counter: tuple[str, ...]
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Another counter that has somebody."""

    label: str
    counter: int
    is_fresh: bool
    """Whether it is still marked as newly called."""


@dataclass(frozen=True, slots=True)
class Others:
    """The other counters that have somebody, the newest call first."""

    now: tuple[str, ...]
    """The mark of a fresh row, in each language."""
    number: tuple[str, ...]
    counter: tuple[str, ...]
    rows: tuple[Row, ...]
    longest_counter: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, together and for each service, the awaited ones first."""

    caption: tuple[str, ...]
    services: tuple[tuple[tuple[str, ...], int], ...]
    """The name in each language, and how many wait."""
    part: int = 0
    """Which part is shown where not all awaited services fit."""

    @property
    def total(self) -> int:
        """How many wait in all."""
        return sum(count for _, count in self.services)

    @property
    def awaited(self) -> int:
        """For how many services somebody waits."""
        return sum(count > 0 for _, count in self.services)


def newest_of(
    announced: Announced | None, tongues: Tongues, *, now: int, is_old: bool
) -> Newest:
    """What stands in the large area."""
    if is_old:
        word = tongues.say("Not up to date")
    elif announced is None:
        word = tongues.say("No number has been called yet")
    elif announced.stands_out(now):
        word = tongues.say("Now: please go to the counter")
    else:
        word = tongues.say("Latest call")
    return Newest(
        word,
        tongues.say("Number"),
        tongues.say("Counter"),
        announced.call if announced else None,
    )


def others_of(
    hall: Hall, announcements: Announcements, office: Office, *, now: int
) -> Others:
    """The rows beside the newest call."""
    tongues = Tongues.of(office)
    newest = announcements.newest.call if announcements.newest else None
    order = {(call.label, call.counter): call.seq for call in reversed(hall.calls)}
    there = [
        (order.get((each.ticket.label, each.number), 0), each.ticket, each.number)
        for each in hall.counters
        if each.ticket and each.state == "open"
    ]
    there.sort(key=lambda each: (each[0], each[1].called_at or 0), reverse=True)
    rows = [
        Row(ticket.label, number, announcements.is_marked(ticket.label, number, now))
        for _, ticket, number in there
        if not (newest and (newest.label, newest.counter) == (ticket.label, number))
    ]
    return Others(
        tongues.say("Now"),
        tongues.say("Number"),
        tongues.say("Counter"),
        tuple(rows[:MOST_ROWS]),
        max((str(each.number) for each in office.counters), key=len, default="0"),
    )


def waiting_of(hall: Hall, office: Office) -> Waiting:
    """How many wait for what."""
    tongues = Tongues.of(office)
    counts = {each.code: each.waiting for each in hall.services}
    services = [
        (tongues.phrase(each.name), counts.get(each.code, 0))
        for each in office.services
    ]
    services.sort(key=lambda each: each[1] == 0)
    return Waiting(tongues.say("People waiting"), tuple(services))
