"""What stands on a page of the kiosk: cards, what can be pressed, and their looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kiosk.scale import Scale
from kiosk.stack import Line
from shared.canvas.grid import Box
from shared.text import palette


class Look(Enum):
    """What a card is: its ground and the colour of its edge."""

    CARD = (palette.CARD, palette.EDGE)
    MAIN = (palette.ACCENT, "")
    RAISED = (palette.RAISED, "")
    PLAIN = (palette.CARD, "")
    CHOSEN = (palette.FOREGROUND, "")
    QUIET = (palette.NIGHT, palette.EDGE)
    WARNING = (palette.WARNING_GROUND, palette.WARNING)
    GOOD = (palette.GOOD_GROUND, "")
    BLACK = (palette.BACKGROUND, palette.FOREGROUND)
    BLACK_MORE = (palette.BACKGROUND, palette.ACCENT)
    BLACK_PLAIN = (palette.BACKGROUND, "")


LIGHT: Final = (Look.MAIN, Look.CHOSEN)
"""Grounds on which words are dark."""


LEAST_EDGED: Final = 6
"""Dots of a card that has a row of the terminal between its edges."""


@dataclass(frozen=True, slots=True)
class Target:
    """What can be pressed."""

    box: Box
    act: object
    words: str
    """What it says, for keys, speech and tests."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What a card is about, to be painted again larger."""

    lines: tuple[Line, ...]
    act: object
    icon: str


def inside(box: Box, lines: Sequence[Line], scale: Scale, least: int) -> Box:
    """What a card leaves for its lines: less at its edges where it is low.

    `least` is how many dots are left above and below them at least.
    """
    is_low = box.height <= scale.dots(30)
    share = 8 if scale.is_written else 20 if is_low else 12
    across = min(scale.pad, box.width // share)
    needed = sum(scale.height(each.role) for each in lines)
    down = scale.gap if scale.is_written else scale.pad // 3
    few = 0 if len(lines) < 2 or scale.is_written else 2
    down = min(down, max(few, (box.height - needed) // 4 * 2))
    if scale.is_large and (not scale.is_written or box.height >= LEAST_EDGED):
        down = max(down, 4 if scale.is_larger and not scale.is_written else 2)
    return box.inset(across, max(down, least))
