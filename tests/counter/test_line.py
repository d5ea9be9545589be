"""The list stands in the order of calling: its first is whom the engine calls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from counter.line import Line, line_of
from counter.widgets.line_rows import LineView, entries_of
from shared.desk.lines import is_late
from shared.office.folder import OFFICE_FILE
from shared.office.model import Counter, Office
from shared.office.reader import parse_office
from shared.text.catalogue import catalogue
from shared.trade.calling import Caller, next_for
from shared.trade.hall import Hall
from shared.trade.orders import Pause, Paused
from shared.trade.ticket import Ticket, TicketState, due_from
from tests.counter.helpers import MINUTE, hall_of, ticket
from tests.support import MONDAY_9, OFFICE

SMALL: Office = parse_office(OFFICE.encode(), Path(OFFICE_FILE))
CODES = [each.code for each in SMALL.services]
NUMBERS = [each.number for each in SMALL.counters]


@some.composite
def people(draw: some.DrawFn) -> list[Ticket]:
    """Some who wait, in every way there is."""
    found = []
    for key in range(1, draw(some.integers(1, 14)) + 1):
        waits = draw(some.integers(0, 40)) * MINUTE
        ahead = draw(some.sampled_from([0, 0, 20])) * MINUTE
        came = MONDAY_9 - waits
        kept = draw(some.sampled_from([None, None, None, *NUMBERS]))
        sent = draw(some.sampled_from([None, None, *NUMBERS]))
        officer = draw(some.sampled_from([None, None, None, "林美玲", "nobody"]))
        slot = draw(some.sampled_from([None, None, MONDAY_9 - MINUTE, MONDAY_9 + 1]))
        slot = slot and slot + key % 3 * MINUTE
        due_at = due_from(came, ahead, slot)
        changed = {"issued_at": came, "due_at": due_at, "kept_for": kept}
        changed["slot_at"] = slot
        service = draw(some.sampled_from(CODES))
        more = {"sent_by": sent, "officer": officer, **changed}
        found.append(ticket(key, service=service, **more))
    return found


def called_one_after_the_other(place: Counter, office: Office, hall: Hall) -> list[str]:
    """Whom the engine calls until nobody is left for the counter."""
    labels = []
    counters = hall.counters
    caller = Caller(place, MONDAY_9, lambda: counters, closed=hall.closed)
    while True:
        found = next_for(caller, hall)
        if found is None:
            return labels
        labels.append(found.label)
        rest = tuple(each for each in hall.tickets if each.key != found.key)
        hall = replace(hall, tickets=rest)


def _closing(hall: Hall, *codes: str) -> Hall:
    """The hall with these services closed for today."""
    services = tuple(
        replace(each, paused=Pause(Paused.SERVICE, each.code, None, None, True))
        if each.code in codes
        else each
        for each in hall.services
    )
    return replace(hall, services=services)


@settings(max_examples=300, deadline=None)
@given(people(), some.sampled_from(NUMBERS), some.integers(0, 30), some.data())
def test_the_list_is_the_order_of_calling(
    waiting: list[Ticket], number: int, patience: int, data: some.DataObject
) -> None:
    places = tuple(
        replace(
            each,
            helps=tuple(code for code in CODES if code not in each.serves),
            helps_after_minutes=patience,
        )
        for each in SMALL.counters
    )
    office = replace(SMALL, counters=places)
    hall = hall_of(office, *waiting)
    states = some.sampled_from(["open", "open", "paused", "closed"])
    counters = tuple(
        replace(each, state="open" if each.number == number else data.draw(states))
        for each in hall.counters
    )
    hall = replace(hall, counters=counters)
    hall = _closing(hall, *data.draw(some.sets(some.sampled_from(CODES), max_size=1)))
    place = office.counter(number)
    assert place is not None
    line = line_of(place, office, hall, MONDAY_9)
    listed = [each.label for each in line.callable]
    assert listed == called_one_after_the_other(place, office, hall)


def test_the_rest_of_the_list(office: Office) -> None:
    place = replace(office.counters[0], helps_after_minutes=15, helps=("express",))
    aside = [
        ticket(1, state=TicketState.HELD, counter=2),
        ticket(2, state=TicketState.HELD, counter=place.number),
        ticket(3, state=TicketState.MISSED, counter=2),
    ]
    soon = ticket(25, service="express")
    line = line_of(place, office, hall_of(office, *aside, soon), MONDAY_9)
    assert [each.key for each in line.held] == [2, 1]
    assert [each.key for each in line.missed] == [3]
    assert [each.key for each in line.later] == [25]
    assert [each.key for each in line] == [25, 3, 2, 1]
    assert list(Line()) == []


def test_who_waits_for_a_closed_service_stands_under_a_heading_of_its_own(
    office: Office,
) -> None:
    place = replace(office.counters[0], serves=("jobs",), helps=("express",))
    tickets = ticket(1, service="jobs"), ticket(25, service="express")
    hall = _closing(hall_of(office, *tickets), "jobs")
    line = line_of(place, office, hall, MONDAY_9)
    assert [each.key for each in line.closed] == [1]
    assert [each.key for each in line.callable] == [25]
    entries = entries_of(LineView(line, MONDAY_9, office, catalogue("en")))
    assert entries[-2:] == ["Closed for today", tickets[0]]


def test_who_waits_longer_than_the_office_wants(office: Office) -> None:
    services = tuple(replace(each, target_minutes=20) for each in office.services)
    strict = replace(office, services=services)
    came_half_past_eight = ticket(1)
    assert is_late(came_half_past_eight, strict, MONDAY_9)
    assert not is_late(ticket(25), strict, MONDAY_9)
    assert not is_late(came_half_past_eight, office, MONDAY_9)
