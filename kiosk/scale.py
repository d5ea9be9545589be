"""How large everything on a page is, by what the terminal can draw. Sizes in dots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from shared.canvas.boxes import even
from shared.canvas.grid import Grid, GridClass

SMALLEST: Final = 12
"""Chinese in fewer dots is grey mush; on 21.5" these are capitals of 8 mm."""
SHORT: Final = 20
"""Rows of a terminal that writes the words, under which a page has few of them."""
_LARGE_WORDS: Final = 1.65
"""How much larger words are in large letters: headlines have 56 dots."""
_LARGE_THINGS: Final = 1.2
"""How much larger all else is there, so that the words have room."""
_FINE_ACROSS: Final = 270
"""Dots across a panel of 21.5 inches, from where one is a millimetre or less."""
_ROOMY: Final = 0.6
"""The share of the designed page below which the words are as large as can be."""
_DESIGNED: Final = (480, 270)
"""The page that the sizes were made for; upright the other way round."""


class Role(Enum):
    """What words are for; with their size on the designed page."""

    NOTE = 13
    BODY = 16
    NAME = 22
    HEAD = 34
    POSTER = 68
    LARGE = 56
    """The first line of a tile in large letters."""
    LARGE_MORE = 28
    """What else stands on such a tile."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The measures of one page."""

    unit: float
    """How much larger than the designed page it is."""
    is_written: bool
    """Whether the terminal writes the words, in cells."""
    margin: int
    gap: int
    pad: int
    """Between a card's edge and what is in it, across; down it is half of it."""
    header: int
    button: int
    """The least height of a button with words in it."""
    radius: int
    is_large: bool = False
    """Whether it is for large letters."""

    @property
    def is_larger(self) -> bool:
        """Whether there are dots to make anything larger with."""
        return self.is_large and self.unit > _ROOMY

    def size(self, role: Role) -> int:
        """The em of words in this role."""
        larger = _LARGE_WORDS if self.is_larger else 1
        return max(SMALLEST, round(role.value * self.unit * larger))

    def height(self, role: Role) -> int:
        """What a line of them needs from top to bottom."""
        return 2 if self.is_written else even(self.size(role) * 1.25)

    def dots(self, designed: float) -> int:
        """A length of the designed page on this one; even, so that it is whole rows."""
        larger = _LARGE_THINGS if self.is_larger else 1
        return even(designed * self.unit * larger)

    def icon(self, designed: float, written: int = 10) -> int:
        """The height of an icon; `written` dots where the terminal writes the words."""
        return written if self.is_written else self.dots(designed)


def scale_of(grid: Grid, is_written: bool, *, is_large: bool = False) -> Scale:
    """The measures for a terminal; `is_written` where it writes the words itself."""
    if is_written:
        is_small = grid.size is GridClass.TINY or grid.rows < 24
        return Scale(
            unit=1.0,
            is_written=True,
            margin=0 if is_small else 2,
            gap=0 if is_small else 2,
            pad=1 if is_small else 2,
            header=4 if is_small else 6,
            button=4,
            radius=1,
            is_large=is_large,
        )
    across, down = _DESIGNED if not grid.is_upright else reversed(_DESIGNED)
    unit = min(grid.width / across, grid.height / down)
    # Words of 12 dots; in the lower half of a panel with many dots 20 mm too.
    button = 22 if grid.width >= _FINE_ACROSS else 18
    return Scale(
        unit=unit,
        is_written=False,
        margin=even(12 * unit),
        gap=even(8 * unit),
        pad=even(12 * unit),
        header=max(button, even(30 * unit)),
        button=button,
        radius=max(2, round(8 * unit)),
        is_large=is_large,
    )
