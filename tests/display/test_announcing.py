"""The newest call: who it is, for how long, and what a late screen leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from display.content.announcing import Announced, Announcements
from shared.office.model import Office
from shared.trade.hall import Call
from tests.display.halls import call, hall_of
from tests.support import MONDAY_9, FakeClock


class Board:
    """Announcements under a clock: what a board would show."""

    def __init__(self, office: Office, clock: FakeClock) -> None:
        self.office, self.clock = office, clock
        self.state = Announcements()

    def look(self, *calls: Call, known_ago: int = 0) -> str | None:
        """The newest label after a look at a hall with these calls, newest first."""
        now = self.clock()
        hall = hall_of(self.office, calls=calls)
        self.state = self.state.look(hall, now=now, known_at=now - known_ago)
        return self.state.newest.call.label if self.state.newest else None

    def stands_out(self) -> bool:
        return self.state.newest is not None and self.state.newest.stands_out(
            self.clock()
        )


@pytest.fixture
def board(office: Office, clock: FakeClock) -> Board:
    return Board(office, clock)


A1, A2, A3 = call(1, "A001", 1), call(2, "A002", 2), call(3, "A003", 3)


def test_a_new_call_stands_out_for_twenty_seconds(
    board: Board, clock: FakeClock
) -> None:
    board.look()
    assert board.look(A1) == "A001"
    clock.forward(seconds=19.9)
    assert board.look(A1) == "A001" and board.stands_out()
    clock.forward(seconds=0.2)
    assert board.look(A1) == "A001" and not board.stands_out()


def test_two_calls_in_one_hall_each_have_four_seconds(
    board: Board, clock: FakeClock
) -> None:
    board.look()
    assert board.look(A2, A1) == "A001"
    clock.forward(seconds=3.9)
    assert board.look(A2, A1) == "A001"
    clock.forward(seconds=0.2)
    assert board.look(A2, A1) == "A002"


def test_who_gave_way_is_still_marked(board: Board, clock: FakeClock) -> None:
    board.look()
    board.look(A2, A1)
    clock.forward(seconds=5)
    board.look(A2, A1)
    assert board.state.is_marked("A001", 1, clock())
    assert not board.state.is_marked("A001", 3, clock())
    clock.forward(seconds=15.1)
    assert not board.state.is_marked("A001", 1, clock())


def test_a_call_between_two_others_keeps_its_place(
    board: Board, clock: FakeClock
) -> None:
    board.look()
    board.look(A1)
    clock.forward(seconds=1)
    board.look(A2, A1)
    clock.forward(seconds=1)
    board.look(A3, A2, A1)
    shown = []
    for _ in range(3):
        shown.append(board.look(A3, A2, A1))
        clock.forward(seconds=4)
    assert shown == ["A001", "A002", "A003"]


def test_a_recall_is_announced_anew(board: Board, clock: FakeClock) -> None:
    board.look()
    board.look(A1)
    clock.forward(seconds=60)
    board.look(A1)
    before = board.state
    assert board.look(replace(A1, seq=2), A1) == "A001"
    assert board.state.is_new_since(before, clock())
    assert board.stands_out()


def test_a_call_is_new_once(board: Board, clock: FakeClock) -> None:
    board.look()
    before = board.state
    board.look(A1)
    assert board.state.is_new_since(before, clock())
    before = board.state
    clock.forward(seconds=0.5)
    board.look(A1)
    assert not board.state.is_new_since(before, clock())


def test_a_start_shows_the_last_call_but_does_not_announce_it(
    board: Board, clock: FakeClock
) -> None:
    before = board.state
    clock.forward(seconds=21)
    assert board.look(A2, A1) == "A002"
    assert not board.stands_out()
    assert not board.state.is_new_since(before, clock())


def test_a_start_announces_calls_of_the_last_twenty_seconds(
    board: Board, clock: FakeClock
) -> None:
    fresh = call(3, "A003", 3, at=MONDAY_9 + 15_000)
    clock.forward(seconds=21)
    assert board.look(fresh, A1) == "A003"
    assert board.stands_out()


def test_a_counter_whose_clock_is_slow_is_announced_all_the_same(
    board: Board, clock: FakeClock
) -> None:
    board.look()
    slow = call(1, "A001", 1, at=MONDAY_9 - 600_000)
    assert board.look(slow) == "A001"
    assert board.stands_out()


def test_after_an_outage_old_calls_are_not_replayed(
    board: Board, clock: FakeClock
) -> None:
    board.look(A1)
    clock.forward(seconds=600)
    board.look(A1, known_ago=600_000)
    late = call(3, "A003", 3, at=clock() - 5_000)
    assert board.look(late, A2, A1) == "A003"
    assert board.state.queue == ()


def test_a_new_day_clears_the_board(board: Board) -> None:
    board.look()
    board.look(A2, A1)
    assert board.look() is None
    assert board.state.queue == ()


def test_a_clock_set_back_holds_nobody_up(board: Board, clock: FakeClock) -> None:
    board.look()
    board.look(A2, A1)
    clock.forward(seconds=-3600)
    assert board.look(A2, A1) == "A002"


def test_it_flashes_once_a_second_then_is_steady() -> None:
    announced = Announced(A1, MONDAY_9)
    phases = [announced.is_bright(MONDAY_9 + each) for each in range(0, 20_000, 500)]
    assert phases[:4] == [True, False, True, False]
    assert all(phases[14:])
    assert sum(phases[:14]) == 7
    assert not announced.is_bright(MONDAY_9 + 20_000)
