"""How much a terminal can draw: its dots, its class, its millimetres.

A dot is one column wide and half a row high; in a cell of 1:2 it is a square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_MM_AN_INCH: Final = 25.4
_SQUARE: Final = (0.9, 1.1)
"""Forms of a dot that are taken for a square (cells from 1:1.8 to 1:2.2)."""


class GridClass(StrEnum):
    """What is drawn, from all to nothing."""

    FINE = "fine"
    """All is drawn; a row of the terminal is too small to read."""
    MEDIUM = "medium"
    """All is drawn, the smallest words of 12 dots."""
    COARSE = "coarse"
    """Numbers, icons and one headline are drawn, all other words are the terminal's."""
    TINY = "tiny"
    """Nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A terminal of `columns` x `rows` whose cells are of `cell` pixels, wide x high.

    Where the terminal does not tell its pixels, a cell is taken to be of 1:2.
    """

    columns: int
    rows: int
    cell: tuple[float, float] = (1, 2)

    @property
    def width(self) -> int:
        """Dots."""
        return self.columns

    @property
    def height(self) -> int:
        """Dots."""
        return self.rows * 2

    @property
    def form(self) -> float:
        """The height of a dot by its width; 1 where it is nearly a square."""
        wide, high = self.cell
        if wide <= 0 or high <= 0:
            return 1.0
        form = high / 2 / wide
        return 1.0 if _SQUARE[0] <= form <= _SQUARE[1] else form

    @property
    def size(self) -> GridClass:
        """The class, by columns and rows only (look.md 1)."""
        columns, rows = self.columns, self.rows
        if columns < 54 or rows < 20:
            return GridClass.TINY
        if (columns >= 300 and rows >= 100) or (columns >= 200 and rows >= 160):
            return GridClass.FINE
        if columns >= 200 and rows >= 60:
            return GridClass.MEDIUM
        return GridClass.COARSE

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide, in dots."""
        return self.height * self.form > self.width

    def mm(self, dots: float, inches: float) -> float:
        """The height of `dots` in millimetres where the terminal fills a panel.

        `inches` is the panel's diagonal.
        """
        across, down = self.width, self.height * self.form
        if not self.columns or not self.rows:
            return 0.0
        return dots * self.form * inches * _MM_AN_INCH / math.hypot(across, down)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in dots, from its left upper corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first dot beyond it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first dot below it."""
        return self.y + self.height

    @property
    def cells(self) -> Box:
        """The columns and rows that it touches."""
        top = self.y // 2
        return Box(self.x, top, self.width, -(-self.bottom // 2) - top)

    def inset(self, across: int, down: int | None = None) -> Box:
        """What is left within a margin."""
        down = across if down is None else down
        width, height = self.width - 2 * across, self.height - 2 * down
        return Box(self.x + across, self.y + down, max(0, width), max(0, height))

    def meets(self, other: Box) -> bool:
        """Whether they have a dot in common."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > 0 and down > 0

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly within it."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )
