"""How the service tiles share the room: how many, how large, on how many pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

GUTTER: Final = 2
"""Empty columns between tiles; between rows, a tile's own upper edge parts them."""
FRAME_COLUMNS: Final = 3
FRAME_ROWS: Final = 1
"""What a tile's edge and padding take of it."""
_WIDTH: Final = 30
_HEIGHT: Final = 5
"""The least size for a finger of anyone (at 5 x 10 mm a cell: 150 x 50 mm)."""
_TALLEST: Final = 9
_ENOUGH: Final = 4
"""With room for fewer full-sized tiles than this, smaller ones are better."""


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Where the tiles go. Sizes in cells."""

    columns: int
    tile_height: int
    tiles_a_page: int
    pages: int


def tile_grid(width: int, height: int, *, count: int, names: list[str]) -> TileGrid:
    """The grid for `count` tiles (one at least) in `width` x `height` cells.

    A tile always has room for the longest of `names`, in whichever language, and a
    row more, if the area has.
    """
    columns = max(1, min((width + GUTTER) // (_WIDTH + GUTTER), count))
    rows = height // _HEIGHT
    if columns * rows < min(count, _ENOUGH):
        inner = (width + GUTTER) // columns - GUTTER - FRAME_COLUMNS
        rows = height // _least_height(names, inner)
    rows = max(1, min(rows, -(-count // columns)))
    columns = min(columns, -(-count // rows))
    tiles_a_page = min(count, columns * rows)
    return TileGrid(
        columns=columns,
        tile_height=max(1, min(height // rows, _TALLEST)),
        tiles_a_page=tiles_a_page,
        pages=-(-count // tiles_a_page),
    )


def _least_height(names: list[str], inner: int) -> int:
    longest = max(len(Content(name).wrap(max(inner, 1))) for name in names)
    return longest + 1 + FRAME_ROWS
