"""The newest call: who it is, for how long, and what a late screen leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from display.content.announcing import Announced, Announcements
from shared.office.model import Office
from shared.trade.hall import Call
from shared.trade.ticket import TicketState
from tests.display.halls import call, hall_of, ticket
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


def test_four_calls_in_a_second_have_eight_seconds_each(
    board: Board, clock: FakeClock
) -> None:
    board.look()
    four = (call(4, "A004", 4), A3, A2, A1)
    shown = []
    for _ in range(64):
        label = board.look(*four)
        place = (label, board.state.nth, board.state.together)
        shown.append(place)
        clock.forward(seconds=0.5)
    assert list(dict.fromkeys(shown)) == [
        ("A001", 1, 4),
        ("A002", 2, 4),
        ("A003", 3, 4),
        ("A004", 4, 4),
    ]
    assert all(shown.count(each) == 16 for each in set(shown))


def test_the_office_says_how_long_a_call_has(office: Office, clock: FakeClock) -> None:
    board = Board(office, clock)
    board.state = Announcements(least=12_000)
    board.look()
    board.look(A2, A1)
    clock.forward(seconds=11.9)
    assert board.look(A2, A1) == "A001"
    clock.forward(seconds=0.2)
    assert board.look(A2, A1) == "A002"


def test_who_waits_for_the_large_place_is_marked_at_once(
    board: Board, clock: FakeClock
) -> None:
    board.look()
    board.look(A2, A1)
    assert board.state.is_marked("A002", 2, clock())
    assert not board.state.is_marked("A001", 1, clock()), "it is the newest itself"


def test_who_gave_way_is_still_marked(board: Board, clock: FakeClock) -> None:
    board.look()
    board.look(A2, A1)
    clock.forward(seconds=8)
    board.look(A2, A1)
    assert board.state.is_marked("A001", 1, clock())
    assert not board.state.is_marked("A001", 3, clock())
    clock.forward(seconds=12.1)
    assert not board.state.is_marked("A001", 1, clock())


def test_a_recall_between_them_goes_to_the_end(board: Board, clock: FakeClock) -> None:
    board.look()
    board.look(A2, A1)
    again = replace(A1, seq=3)
    shown = []
    for _ in range(5):
        shown.append(board.look(again, A2, A1))
        clock.forward(seconds=8)
    assert shown == ["A001", "A002", "A001", "A001", "A001"]


def test_a_call_that_is_undone_is_taken_down(board: Board, clock: FakeClock) -> None:
    board.look(A1)
    clock.forward(seconds=60)
    board.look(A1)
    assert board.look(A3, A2, A1) == "A002"
    assert board.look(A3, A1) == "A003", "the next has its turn at once"
    assert board.look(A1) == "A001"
    assert not board.stands_out()
    assert board.state.queue == ()


def test_a_call_whose_number_waits_again_is_taken_down(
    board: Board, office: Office, clock: FakeClock
) -> None:
    board.look()
    board.look(A2, A1)
    waits = replace(ticket("A001", 1), state=TicketState.WAITING, counter=None)
    hall = replace(hall_of(office, calls=(A2, A1)), tickets=(waits,))
    board.state = board.state.look(hall, now=clock(), known_at=clock())
    assert board.state.newest is not None
    assert board.state.newest.call.label == "A002"
    assert board.state.queue == ()


def test_a_restart_in_the_middle_repeats_nothing(
    office: Office, clock: FakeClock
) -> None:
    board = Board(office, clock)
    board.look()
    board.look(A3, A2, A1)
    clock.forward(seconds=9)
    board.look(A3, A2, A1)
    again = Board(office, clock)
    before = again.state
    assert again.look(A3, A2, A1) == "A003", "what is called now"
    assert again.state.queue == ()
    assert not again.state.is_new_since(before, clock())
    clock.forward(seconds=60)
    assert again.look(A3, A2, A1) == "A003"


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


def test_a_start_shows_a_call_of_just_now_as_new(
    board: Board, clock: FakeClock
) -> None:
    fresh = call(3, "A003", 3, at=MONDAY_9 + 15_000)
    clock.forward(seconds=21)
    assert board.look(fresh, A1) == "A003"
    assert board.stands_out()
    assert board.state.queue == ()


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


def test_it_swaps_twice_then_is_steady() -> None:
    announced = Announced(A1, MONDAY_9)
    phases = [announced.is_bright(MONDAY_9 + each) for each in range(0, 20_000, 500)]
    assert phases[:4] == [True, False, True, False]
    assert all(phases[4:])


def test_weeks_leave_nothing_behind(board: Board, clock: FakeClock) -> None:
    board.look()
    calls: list[Call] = []
    for seq in range(1, 3_000):
        calls = [call(seq, f"A{seq % 999 + 1:03d}", seq % 9 + 1, at=clock()), *calls]
        calls = calls[:20]
        for _ in range(3):
            board.look(*calls)
            clock.forward(seconds=5)
    assert len(board.state.before) <= 3
    assert board.state.queue == ()
