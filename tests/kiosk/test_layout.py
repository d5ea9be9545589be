"""How the service tiles share the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from kiosk.layout import FRAME_COLUMNS, FRAME_ROWS, GUTTER, TileGrid, tile_grid

NAMES = ["失業給付初次申請", "Unemployment benefit application", "Express"]


def tile_width(grid: TileGrid, width: int) -> int:
    return (width + GUTTER) // grid.columns - GUTTER


@pytest.mark.parametrize(
    ("width", "height", "count"),
    [(94, 17, 16), (118, 30, 16), (118, 30, 3), (62, 12, 4)],
)
def test_a_full_screen_has_tiles_for_any_finger(
    width: int, height: int, count: int
) -> None:
    grid = tile_grid(width, height, count=count, names=NAMES)
    assert tile_width(grid, width) >= 30
    assert grid.tile_height >= 5


def test_a_small_pane_has_smaller_tiles_rather_than_many_pages() -> None:
    grid = tile_grid(40, 12, count=3, names=["求職登記", "Job seeking"])
    assert grid == TileGrid(columns=1, tile_height=4, tiles_a_page=3, pages=1)


def test_four_services_stand_two_by_two() -> None:
    assert tile_grid(118, 30, count=4, names=NAMES).columns == 2


@given(st.integers(1, 300), st.integers(0, 80), st.integers(1, 40))
def test_every_service_has_its_page(width: int, height: int, count: int) -> None:
    grid = tile_grid(width, height, count=count, names=NAMES)
    rows = -(-grid.tiles_a_page // grid.columns)
    assert grid.pages * grid.tiles_a_page >= count
    assert (grid.pages - 1) * grid.tiles_a_page < count
    assert grid.tile_height * rows <= max(height, 1)


@given(st.integers(20, 300), st.integers(6, 80), st.integers(1, 40))
def test_the_longest_name_is_whole(width: int, height: int, count: int) -> None:
    grid = tile_grid(width, height, count=count, names=NAMES)
    inner = tile_width(grid, width) - FRAME_COLUMNS
    longest = max(len(Content(name).wrap(inner)) for name in NAMES)
    assert longest + 1 + FRAME_ROWS <= grid.tile_height
