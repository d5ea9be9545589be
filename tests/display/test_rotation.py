"""Which service the flow screen shows next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from display.content.rotation import Rotation
from shared.office.model import Office
from shared.trade.hall import Call
from tests.display.halls import call, hall_of
from tests.support import FakeClock


class Screen:
    """A rotation under a clock, with as many pages a service as told."""

    def __init__(self, office: Office, clock: FakeClock) -> None:
        self.office, self.clock = office, clock
        self.state = Rotation(("jobs", "training", "express"), 12)
        self.pages = {"jobs": 1, "training": 1, "express": 1}

    def look(
        self, *calls: Call, waiting: Mapping[str, int] | None = None
    ) -> tuple[str | None, int]:
        """The service and the page on the screen now."""
        hall = hall_of(self.office, calls=calls, waiting=waiting)
        self.state = self.state.look(
            hall,
            now=self.clock(),
            known_at=self.clock(),
            pages=lambda code: self.pages[code],
        )
        return self.state.code, self.state.page

    def turns(
        self, count: int, *calls: Call, waiting: Mapping[str, int] | None = None
    ) -> list[str | None]:
        """The services of the next turns, the present one first."""
        shown = []
        for _ in range(count):
            shown.append(self.look(*calls, waiting=waiting)[0])
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


def test_who_is_waited_for_comes_before_the_others(screen: Screen) -> None:
    waiting = {"express": 2}
    assert screen.turns(4, waiting=waiting) == [
        "express",
        "jobs",
        "training",
        "express",
    ]


def test_a_called_service_comes_next_once(screen: Screen) -> None:
    screen.look()
    called = call(1, "A001", 3, service="express")
    assert screen.turns(4, called) == ["jobs", "express", "training", "jobs"]


def test_called_services_come_in_the_order_of_their_calls(screen: Screen) -> None:
    screen.look()
    calls = (
        call(3, "A002", 3, service="express", at=screen.clock()),
        call(2, "B001", 2, service="training", at=screen.clock()),
        call(1, "A001", 3, service="express", at=screen.clock()),
    )
    assert screen.turns(4, *calls, waiting={"jobs": 9}) == [
        "jobs",
        "express",
        "training",
        "jobs",
    ]


def test_a_new_call_brings_a_service_back(screen: Screen, clock: FakeClock) -> None:
    first = call(1, "A001", 3, service="express")
    again = call(2, "A002", 3, service="express", at=clock() + 24_000)
    screen.look()
    assert screen.turns(3, first) == ["jobs", "express", "training"]
    assert screen.turns(2, again, first) == ["express", "jobs"]


def test_a_call_of_the_service_on_the_screen_does_not_repeat_it(
    screen: Screen,
) -> None:
    screen.look()
    assert screen.turns(2, call(1, "A001", 1)) == ["jobs", "training"]


def test_calls_from_before_the_start_count_for_nothing(
    screen: Screen, clock: FakeClock
) -> None:
    old = call(1, "A001", 3, service="express")
    clock.forward(seconds=60)
    assert screen.turns(2, old) == ["jobs", "training"]


def test_a_round_does_not_begin_with_the_service_it_ended_with(
    screen: Screen,
) -> None:
    shown = screen.turns(3)
    shown += screen.turns(3, waiting={"express": 1})
    assert shown[2] == "express"
    assert all(one != other for one, other in pairwise(shown))


def test_a_service_unknown_to_the_office_is_passed_over(screen: Screen) -> None:
    screen.look()
    gone = call(1, "Z001", 1, service="gone")
    assert screen.turns(2, gone) == ["jobs", "training"]


def test_each_page_stays_for_its_seconds(screen: Screen, clock: FakeClock) -> None:
    screen.pages["jobs"] = 2
    assert screen.look() == ("jobs", 0)
    clock.forward(seconds=12)
    assert screen.look() == ("jobs", 1)
    clock.forward(seconds=11)
    assert screen.look() == ("jobs", 1)
    clock.forward(seconds=1)
    assert screen.look() == ("training", 0)


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
    rotation = Rotation(("jobs", "training"), 12)
    shown = []
    for _ in range(3):
        rotation = rotation.look(
            None, now=clock(), known_at=clock(), pages=lambda code: 1
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
