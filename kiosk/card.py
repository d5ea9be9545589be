"""What stands on a page of the kiosk: cards, what can be pressed, and their looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

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
