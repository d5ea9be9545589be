"""Which service the flow screen shows next, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from display.content.flow import reading_seconds
from display.content.rotation import Rotation
from shared.office.model import Office
from shared.trade.hall import Call, Hall
from shared.trade.ticket import TicketState
from tests.display.halls import call, hall_of, ticket
from tests.support import FakeClock


def hall_waiting(
    office: Office, waiting: Mapping[str, int], *calls: Call, first: int = 1
) -> Hall:
    """A hall in which so many wait for each service; their numbers from `first` on."""
    tickets = []
    for code, count in waiting.items():
        for _ in range(count):
            key = first + len(tickets)
            tickets.append(
                replace(
                    ticket(f"A{key:03d}", 1),
                    key=key,
                    state=TicketState.WAITING,
                    service=code,
                    counter=None,
                )
            )
    hall = hall_of(office, calls=calls, waiting=waiting)
    return replace(hall, tickets=tuple(tickets))


class Screen:
    """A rotation under a clock, with as many pages a service as told."""

    def __init__(self, office: Office, clock: FakeClock) -> None:
        self.office, self.clock = office, clock
        self.state = Rotation(("jobs", "training", "express"))
        self.pages = {"jobs": 1, "training": 1, "express": 1}

    def look(
        self, hall: Hall | None = None, *, is_held: bool = False
    ) -> tuple[str | None, int]:
        """The service and the page on the screen now."""
        self.state = self.state.look(
            hall or hall_of(self.office),
            now=self.clock(),
            pages=lambda code: self.pages[code],
            seconds=lambda code, page: 12,
            is_held=is_held,
        )
        return self.state.code, self.state.page

    def turns(self, count: int, hall: Hall | None = None) -> list[str | None]:
        """The services of the next turns, the present one first."""
        shown = []
        for _ in range(count):
            shown.append(self.look(hall)[0])
            self.clock.forward(seconds=12)
        return shown


@pytest.fixture
def screen(office: Office, clock: FakeClock) -> Screen:
    return Screen(office, clock)


def test_every_service_has_its_turn_in_a_round(screen: Screen) -> None:
    assert screen.turns(6) == ["jobs", "training", "express"] * 2


def test_a_service_stays_for_its_seconds(screen: Screen, clock: FakeClock) -> None:
    screen.look()
    clock.forward(seconds=11.9)
    assert screen.look()[0] == "jobs"
    clock.forward(seconds=0.1)
    assert screen.look()[0] == "training"


def test_the_longest_line_comes_first(screen: Screen, office: Office) -> None:
    hall = hall_waiting(office, {"express": 5, "training": 3, "jobs": 1})
    assert screen.turns(4, hall) == ["express", "training", "jobs", "express"]


def test_few_people_move_nothing(screen: Screen, office: Office) -> None:
    assert screen.turns(3, hall_waiting(office, {"express": 2})) == [
        "jobs",
        "training",
        "express",
    ]


def test_a_call_moves_nothing(screen: Screen, office: Office) -> None:
    screen.turns(3, hall_waiting(office, {"express": 5, "training": 4}))
    less = hall_waiting(
        office, {"express": 1, "training": 4}, call(1, "A001", 3, service="express")
    )
    assert screen.turns(3, less) == ["express", "training", "jobs"]


def test_each_page_stays_for_its_seconds(screen: Screen, clock: FakeClock) -> None:
    screen.pages["jobs"] = 2
    assert screen.look() == ("jobs", 0)
    clock.forward(seconds=12)
    assert screen.look() == ("jobs", 1)
    clock.forward(seconds=11)
    assert screen.look() == ("jobs", 1)
    clock.forward(seconds=1)
    assert screen.look() == ("training", 0)


def test_no_page_is_turned_in_the_middle_of_a_call(
    screen: Screen, clock: FakeClock
) -> None:
    screen.look()
    clock.forward(seconds=13)
    assert screen.look(is_held=True)[0] == "jobs"
    clock.forward(seconds=2)
    assert screen.look()[0] == "training"
    clock.forward(seconds=36)
    assert screen.look(is_held=True)[0] == "express", "calls do not hold it for ever"


def test_a_page_that_is_no_more_after_a_resize_is_left(
    screen: Screen, clock: FakeClock
) -> None:
    screen.pages["jobs"] = 3
    screen.look()
    clock.forward(seconds=12)
    screen.look()
    screen.pages["jobs"] = 1
    assert screen.look() == ("jobs", 0)


def test_before_the_first_hall_the_office_order_stands(clock: FakeClock) -> None:
    rotation = Rotation(("jobs", "training"))
    shown = []
    for _ in range(3):
        rotation = rotation.look(
            None, now=clock(), pages=lambda code: 1, seconds=lambda code, page: 12
        )
        shown.append(rotation.code)
        clock.forward(seconds=12)
    assert shown == ["jobs", "training", "jobs"]


def test_a_clock_set_back_does_not_stop_the_turns(
    screen: Screen, clock: FakeClock
) -> None:
    screen.look()
    clock.forward(minutes=-60)
    assert screen.look()[0] == "training"


def test_a_page_stays_as_long_as_it_takes_to_read() -> None:
    assert reading_seconds(("取號",), 3) == 4.5
    assert reading_seconds(("一" * 40,), 3) == 14
    assert reading_seconds(("x" * 36,), 3) == 7
    assert reading_seconds(("一" * 400,), 3) == 25
    assert reading_seconds(("取號",), 30) == 30
