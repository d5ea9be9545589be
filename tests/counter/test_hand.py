"""Where the clerk's hand is: rows, typed numbers, ticks; and presses too soon."""

from __future__ import annotations

import pytest

from counter.hand import Hand
from counter.line import Line
from counter.visit import Paper, Ticks
from shared.desk.press_guard import PressGuard
from shared.desk.typed import folded, is_input_method, meant
from tests.counter.helpers import ticket
from tests.support import FakeClock

LINE = Line(own=(ticket(12), ticket(13), ticket(112, "B")), missed=(ticket(3),))


def labels(typed: str) -> list[str]:
    return [each.label for each in meant(typed, LINE)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("A012", ["A012"]),
        ("12", ["A012"]),
        ("3", ["A003"]),
        ("112", ["B112"]),
        ("A", ["A012", "A013", "A003"]),
        ("A01", ["A012", "A013"]),
        ("C", []),
        ("99", []),
    ],
)
def test_whom_a_typed_number_means(typed: str, found: list[str]) -> None:
    assert labels(typed) == found


@pytest.mark.parametrize(
    ("key", "plain"), [("a", "A"), ("Ａ", "A"), ("１", "1"), ("號", ""), ("[", "")]
)
def test_full_width_letters_are_folded(key: str, plain: str) -> None:
    assert folded(key) == plain


def test_an_input_method_is_noticed() -> None:
    assert is_input_method("ㄅ")
    assert is_input_method("號")
    assert not is_input_method("]")


def test_typing_chooses_as_soon_as_one_is_meant() -> None:
    hand = Hand()
    for more, chosen in (("A", None), ("0", None), ("1", None), ("3", 13)):
        hand.type(more, LINE)
        assert hand.chosen == chosen
    hand.rub_out(LINE)
    assert (hand.typed, hand.chosen) == ("A01", None)
    hand.let_go()
    assert hand.typed == ""


def test_the_cursor_follows_the_first_row_until_it_is_moved() -> None:
    hand = Hand()
    hand.move(1, LINE, starts_at_first=True)
    assert hand.chosen == 13
    hand.move(-1, LINE, starts_at_first=True)
    assert hand.chosen is None
    hand.move(100, LINE, starts_at_first=True)
    assert hand.chosen == 3
    hand.let_go()
    hand.move(1, LINE, starts_at_first=False)
    assert hand.chosen == 12
    hand.move(1, Line(), starts_at_first=True)
    assert hand.chosen == 12


def test_ticks_go_round_and_on() -> None:
    ticks = Ticks()
    marks = []
    for _ in range(3):
        ticks = ticks.ticked(2, 2)
        marks.append((ticks.papers, ticks.cursor))
        ticks = ticks.moved(-1, 4)
    open_, there, missing = Paper.OPEN, Paper.THERE, Paper.MISSING
    assert marks == [
        ((there, open_), 1),
        ((missing, open_), 0),
        ((open_, open_), 0),
    ]


def test_steps_are_done_up_to_the_one_that_is_ticked() -> None:
    ticks = Ticks(cursor=3).ticked(2, 3)
    assert (ticks.steps, ticks.cursor) == (2, 4)
    again = Ticks(steps=2, cursor=3).ticked(2, 3)
    assert again.steps == 1


def test_a_held_enter_counts_once() -> None:
    guard = PressGuard()
    guard.ticks = clock = FakeClock(0)
    counted = 0
    for _ in range(10):
        counted += guard.counts("go_on")
        clock.forward(seconds=0.05)
    assert counted == 1
    clock.forward(seconds=0.4)
    assert guard.counts("go_on")
    assert guard.counts("finish")
    clock.forward(seconds=0.1)
    assert not guard.counts("finish")
    clock.forward(seconds=0.15)
    assert guard.counts("finish")
