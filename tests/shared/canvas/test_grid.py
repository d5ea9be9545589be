"""Classes of terminals, and their millimetres."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.canvas.grid import Box, Grid, GridClass


@pytest.mark.parametrize(
    ("columns", "rows", "size"),
    [
        (480, 135, "fine"), (270, 240, "fine"), (300, 100, "fine"), (200, 160, "fine"),
        (240, 67, "medium"), (320, 67, "medium"), (200, 60, "medium"),
        (160, 48, "coarse"), (120, 40, "coarse"), (96, 27, "coarse"),
        (67, 60, "coarse"), (54, 48, "coarse"), (54, 20, "coarse"),
        (53, 60, "tiny"), (200, 19, "tiny"), (0, 0, "tiny"),
    ],
)  # fmt: skip
def test_the_class_follows_from_columns_and_rows(
    columns: int, rows: int, size: str
) -> None:
    assert Grid(columns, rows).size == GridClass(size)


@pytest.mark.parametrize(
    ("grid", "inches", "mm"),
    [
        (Grid(480, 135, (4, 8)), 43, 1.98),
        (Grid(480, 135, (4, 8)), 21.5, 0.99),
        (Grid(270, 240, (4, 8)), 21.5, 0.99),
        (Grid(120, 33, (16, 32)), 43, 7.9),
        (Grid(96, 40, (20, 27)), 43, 0.496 * 13.5),
    ],
)
def test_a_dot_in_millimetres_is_that_of_the_table(
    grid: Grid, inches: float, mm: float
) -> None:
    assert grid.mm(1, inches) == pytest.approx(mm, rel=0.02)


@pytest.mark.parametrize(
    ("cell", "form"), [((4, 8), 1), ((5, 10), 1), ((6, 13), 1), ((16, 27), 27 / 32),
                       ((0, 0), 1), ((1, 4), 2)],
)  # fmt: skip
def test_a_cell_of_about_one_by_two_has_square_dots(
    cell: tuple[int, int], form: float
) -> None:
    assert Grid(1, 1, cell).form == form


BOXES = st.builds(Box, *[st.integers(-9, 30)] * 2, *[st.integers(0, 20)] * 2)


@given(BOXES, BOXES)
def test_boxes_meet_where_they_share_a_dot(one: Box, other: Box) -> None:
    def dots(box: Box) -> set[tuple[int, int]]:
        return {
            (x, y) for x in range(box.x, box.right) for y in range(box.y, box.bottom)
        }

    assert one.meets(other) == bool(dots(one) & dots(other))
    if dots(other):
        assert one.holds(other) == (dots(other) <= dots(one))
