"""Digits and capitals that cannot be taken for each other, at every size."""

from __future__ import annotations

import string
from itertools import combinations

import pytest

from shared.canvas.mask import EMPTY, STEPS, Mask
from shared.canvas.strokes import can_stroke, stroked

EVERY = string.digits + string.ascii_uppercase
ALIKE = ("D0", "B8", "I1", "O0", "S5", "Z2")


def _apart(one: Mask, other: Mask) -> float:
    """How much two letters differ where they lie best over each other, 0 to 2.

    The dots that differ by the dots of the one with more ink.
    """
    spare = one.width - other.width
    shifts = range(min(0, spare) - 1, max(0, spare) + 2)
    ink = max(sum(one.levels), sum(other.levels))
    return min(_differing(one, other, shift) for shift in shifts) / ink


def _differing(one: Mask, other: Mask, shift: int) -> int:
    left = min(0, shift)
    right = max(one.width, other.width + shift)
    total = 0
    for y in range(one.height):
        above = _padded(one.row(y), 0, left, right)
        below = _padded(other.row(y), shift, left, right)
        total += sum(abs(a - b) for a, b in zip(above, below, strict=True))
    return total


def _padded(row: bytes, start: int, left: int, right: int) -> bytes:
    return bytes(start - left) + row + bytes(right - start - len(row))


@pytest.mark.parametrize(
    ("height", "least", "least_alike"),
    [(7, 0.15, 0.2), (10, 0.15, 0.25), (14, 0.15, 0.25), (23, 0.15, 0.25),
     (50, 0.15, 0.25)],
)  # fmt: skip
def test_no_two_can_be_taken_for_each_other(
    height: int, least: float, least_alike: float
) -> None:
    drawn = {each: stroked(each, height) for each in EVERY}
    for one, other in combinations(EVERY, 2):
        found = _apart(drawn[one], drawn[other])
        needed = least_alike if {one + other, other + one} & set(ALIKE) else least
        assert found >= needed, (one, other, found)


@pytest.mark.parametrize("height", range(7, 97))
@pytest.mark.parametrize("form", [0.8, 1.0, 1.3])
def test_a_letter_is_as_high_as_asked_and_has_no_empty_edge(
    height: int, form: float
) -> None:
    mask = stroked("B", height, form)
    high = 7 if height < 10 else height
    assert (mask.height, len(mask.levels)) == (high, mask.width * high)
    columns = [mask.levels[x :: mask.width] for x in (0, mask.width - 1)]
    assert all(map(any, [mask.row(0), mask.row(high - 1), *columns]))


@pytest.mark.parametrize("height", [7, 10, 11, 12, 14, 17, 20, 23, 50])
def test_letters_side_by_side_do_not_touch(height: int) -> None:
    for one in string.digits:
        for other in EVERY:
            both = stroked(one + other, height)
            start = stroked(one, height).width - 1
            between = [both.levels[x :: both.width] for x in range(start, start + 4)]
            assert min(map(max, between)) <= 3, (one, other)


def test_what_has_no_strokes_is_left_out() -> None:
    assert stroked("a中", 20) == EMPTY or not any(stroked("a中", 20).levels)
    assert not can_stroke("Aa") and can_stroke("A 1:0-<3")
    assert stroked("A中1", 20).levels == stroked("A1", 20).levels
    assert stroked("A", 6) == EMPTY


def test_stems_are_sharp() -> None:
    """No grey dot in a stem: E is only uprights and bars."""
    mask = stroked("E", 14)
    assert set(mask.row(4)) == {0, STEPS}


def test_narrow_cells_make_letters_wider_in_dots() -> None:
    assert stroked("A081", 30, 1.5).width == pytest.approx(
        1.5 * stroked("A081", 30).width, rel=0.05
    )
