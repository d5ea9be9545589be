"""How long one waits, by letter: told while no call could give away a service."""

from __future__ import annotations

from dataclasses import replace

import pytest

from display.content.ranges import Ranges
from display.views import Known, serving_of
from shared.office.model import Display
from shared.trade.hall import Call, Hall
from shared.trade.range import Range
from tests.display.lobby import at_a_time, lobby_of
from tests.display.scenes import MORNING, announced, calls_of, centre, hall_with
from tests.support import FakeClock

OFFICE = centre()
MINUTE = 60_000


def hall(low: int, high: int, *calls: Call) -> Hall:
    """All services of B wait so long."""
    found = hall_with(OFFICE, calls)
    services = tuple(
        replace(
            each, is_open=True, wait=Range(low, high) if each.letter == "B" else None
        )
        for each in found.services
    )
    return replace(found, services=services)


def calls(*labels: str) -> tuple[Call, ...]:
    return tuple(
        Call(10 + at, label, 1, "x", MORNING) for at, label in enumerate(labels)
    )[::-1]


def test_it_follows_the_hall_while_nobody_is_called() -> None:
    ranges = Ranges().look(hall(5, 20), OFFICE, MORNING)
    assert ranges.range("B", MORNING) == Range(5, 20)
    assert ranges.range("A", MORNING) is None, "not known of all its services"
    ranges = ranges.look(hall(10, 30), OFFICE, MORNING + MINUTE)
    assert ranges.range("B", MORNING + MINUTE) == Range(10, 30)


def test_a_call_changes_nothing_before_it_is_one_of_several() -> None:
    ranges = Ranges().look(hall(5, 20), OFFICE, MORNING)
    told = []
    for at, labels in enumerate(
        (["B001"], ["B001"], ["B001", "B002"], ["B001", "B002", "B003"]), 1
    ):
        now = MORNING + at * MINUTE
        ranges = ranges.look(hall(at, 10, *calls(*labels)), OFFICE, now)
        told.append(ranges.range("B", now))
    assert told == [Range(5, 20)] * 3 + [Range(4, 10)]


def test_calls_of_other_letters_do_not_count_and_recalls_count_once() -> None:
    ranges = Ranges().look(hall(5, 20), OFFICE, MORNING)
    ranges = ranges.look(hall(1, 2, *calls("B001", "B001", "B001")), OFFICE, MORNING)
    assert ranges.range("B", MORNING) == Range(5, 20)
    ranges = Ranges().look(hall(5, 20), OFFICE, MORNING)
    ranges = ranges.look(hall(1, 2, *calls("A001")), OFFICE, MORNING)
    assert ranges.range("B", MORNING) == Range(1, 2)


def test_an_old_range_is_not_told() -> None:
    ranges = Ranges().look(hall(5, 20), OFFICE, MORNING)
    for at in range(12):
        now = MORNING + at * MINUTE
        ranges = ranges.look(hall(1, 2, *calls("B001")), OFFICE, now)
        assert (ranges.range("B", now) is None) == (at >= 10)


@pytest.mark.parametrize(("low", "high", "said"), [(5, 20, "5-20 分"), (9, 9, "9 分")])
def test_the_board_says_it_where_it_counts_the_people(
    low: int, high: int, said: str
) -> None:
    shown = hall(low, high, *calls_of(("C153", 3)))
    ranges = Ranges().look(shown, OFFICE, MORNING)
    known = Known(OFFICE, Display("lobby"), MORNING, shown)
    groups = serving_of(known, announced(), ranges).board.groups
    assert [each.minutes for each in groups] == ["", said, "", ""]
    few = replace(
        shown, services=tuple(replace(it, waiting=0) for it in shown.services)
    )
    groups = serving_of(replace(known, hall=few), announced(), ranges).board.groups
    assert {each.minutes for each in groups} == {""}


@pytest.mark.parametrize("size", [(480, 135), (240, 67), (160, 48)], ids=str)
async def test_it_stands_in_the_strip_in_turn_with_the_next_number(
    clock: FakeClock, size: tuple[int, int]
) -> None:
    at_a_time(clock, MORNING)
    async with lobby_of(OFFICE, clock, "serving", hall(5, 20), size=size) as lobby:
        said = ""
        for _ in range(8):
            said += await lobby.look(seconds=8)
        assert ("5-20 分" in said and "B045" in said) or "5-20′" in said
