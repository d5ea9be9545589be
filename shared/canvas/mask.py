"""How much of each dot a drawn thing covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STEPS: Final = 15
"""The most that a dot can be covered; 0 is not at all."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Rows of dots, each covered from 0 to STEPS, cropped to what is covered."""

    width: int
    height: int
    levels: bytes
    """`height` rows of `width` bytes."""
    base: int = 0
    """Dots from the top down to the line that letters stand on."""

    def row(self, index: int) -> bytes:
        """The levels of one row."""
        return self.levels[index * self.width : (index + 1) * self.width]


EMPTY: Final = Mask(0, 0, b"")
