"""Nothing on the lobby screens tells what a called person came for.

Two halls are the same but for what the called person came for: both screens show the
same, at the call and for a long time after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.content.announcing import Announcements
from display.content.board import groups_of
from display.content.ranges import Ranges
from display.content.rotation import Rotation
from display.views import Known, closed_of, serving_of
from shared.office.model import Display, Office, Service
from shared.text.catalogue import Phrase
from shared.trade.hall import Call, Hall
from shared.trade.range import Range
from shared.trade.ticket import Ticket, TicketState
from tests.display.halls import hall_of, ticket
from tests.display.scenes import MORNING, centre

LETTERS = "AABBBCD"
"""The letters of a small office's services: C and D have one service each."""


def office_of(letters: str) -> Office:
    """An office with a service for each letter."""
    first = centre().services[0]
    services = tuple(
        replace(first, code=f"s{at}", letter=letter, name=Phrase({"": f"Service {at}"}))
        for at, letter in enumerate(letters)
    )
    return replace(centre(), services=services)


def _ticket(key: int, service: Service) -> Ticket:
    return replace(
        ticket(f"{service.letter}{key:03d}", 1),
        key=key,
        service=service.code,
        state=TicketState.WAITING,
        counter=None,
    )


def _hall(
    office: Office, waiting: list[Ticket], *calls: Call, now: int = MORNING
) -> Hall:
    counts = Counter(each.service for each in waiting)
    hall = hall_of(office, calls=calls, waiting=counts)
    # Each service has its own range, and who is called shortens that of one.
    services = tuple(
        replace(each, wait=Range(5 * at, 5 * at + 7 * each.waiting))
        for at, each in enumerate(hall.services)
    )
    return replace(hall, tickets=tuple(waiting), services=services, as_of=now)


def shown(office: Office, halls: list[Hall]) -> Iterator[object]:
    """All that both screens are painted from, look after look, 5 s apart."""
    calls, ranges = Announcements(), Ranges()
    rotation = Rotation(tuple(each.code for each in office.services))
    for at in range(len(halls) + 60):
        hall, now = halls[min(at, len(halls) - 1)], MORNING + at * 5_000
        known = Known(office, Display("lobby"), now, hall)
        calls = calls.look(hall, now=now, known_at=now)
        ranges = ranges.look(hall, office, now)
        rotation = rotation.look(
            hall,
            now=now,
            pages=lambda code: 1,
            seconds=lambda code, page: 10,
            is_held=calls.is_announcing(now),
        )
        yield (
            serving_of(known, calls, ranges),
            closed_of(known),
            rotation.code,
            rotation.page,
        )


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.integers(0, len(LETTERS) - 1), max_size=14),
    after=st.lists(st.integers(0, len(LETTERS) - 1), max_size=4),
    one=st.integers(0, len(LETTERS) - 1),
    other=st.integers(0, len(LETTERS) - 1),
)
def test_a_hall_of_any_size_tells_nothing_by_a_call(
    before: list[int], after: list[int], one: int, other: int
) -> None:
    office = office_of(LETTERS)
    services = office.services
    if services[one].letter != services[other].letter:
        other = one
    told = []
    for called in (one, other):
        # Somebody of each of the two waits: who is called of them cannot be seen.
        waiting = [
            _ticket(key, services[at])
            for key, at in enumerate([*before, one, other], start=1)
        ]
        label = f"{services[called].letter}500"
        gone = len(before) + (1 if called == one else 2)
        left = [each for each in waiting if each.key != gone]
        more = [
            _ticket(100 + key, services[at]) for key, at in enumerate(after, start=1)
        ]
        # What is seen of the two who may be called is the same in both halls.
        rest = [replace(each, number=400) if each.key > len(before) else each
                for each in left]  # fmt: skip
        first = [replace(each, number=400) if each.key > len(before) else each
                 for each in waiting]  # fmt: skip
        call = Call(9, label, 2, services[called].code, MORNING + 10_000)
        halls = [
            _hall(office, first),
            _hall(office, first),
            _hall(office, rest, call),
            _hall(office, [*rest, *more], call),
        ]
        told.append(list(shown(office, halls)))
    assert told[0] == told[1]


@pytest.mark.parametrize("letters", ["A", "AB", "ABCD", "AA", "AAB", "AABB", "AAAAA"])
@pytest.mark.parametrize("people", [0, 1, 2, 3, 7])
def test_few_people_are_never_counted(letters: str, people: int) -> None:
    office = office_of(letters)
    waiting = [_ticket(key, office.services[0]) for key in range(1, people + 1)]
    for group in groups_of(_hall(office, waiting), office, has_next=True):
        served = sum(each.letter == group.letter for each in office.services)
        assert served > 1 or group.letter == ""
        exact = people if group.letter in ("", "A") else 0
        assert group.count == (str(exact) if exact >= 3 else "<3")


def test_the_office_says_from_how_many() -> None:
    office = replace(office_of("AA"), privacy_from=5)
    waiting = [_ticket(key, office.services[0]) for key in range(1, 5)]
    (group,) = groups_of(_hall(office, waiting), office, has_next=True)
    assert group.count == "<5"


def test_no_service_is_named_on_the_board() -> None:
    office = centre()
    call = Call(9, "C153", 3, "benefit-application", MORNING)
    hall = hall_of(office, calls=[call])
    calls = Announcements().look(hall, now=MORNING, known_at=MORNING)
    known = Known(office, Display("lobby"), MORNING, hall)
    told = repr(serving_of(known, calls))
    for service in office.services:
        assert service.code not in told
        assert service.name.say("zh-TW") not in told


def test_the_next_numbers_can_be_left_out() -> None:
    office = centre()
    service = next(each for each in office.services if each.letter == "B")
    hall = _hall(office, [_ticket(7, service)])

    def following(display: Display) -> set[str]:
        known = Known(office, display, MORNING, hall)
        groups = serving_of(known, Announcements()).board.groups
        return {each.next for each in groups}

    assert following(Display("lobby")) == {"", "B007"}
    assert following(Display("lobby", has_next_numbers=False)) == {""}
