"""What the finger or the keys are on, and how a card shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.card import LIGHT, Look
from shared.text import palette

FRAME: Final = 3.0
"""Dots of the line around what the keys are on."""
RING: Final = 2
"""Dots of the ring around a light card: whole rows of the terminal."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Where somebody is on a page, by what it means."""

    pressed: object
    focused: object

    def look(self, look: Look, act: object, *, is_plain: bool) -> Look:
        """How a card that means `act` looks; where it is plain its ground says it."""
        is_black = look in (Look.BLACK, Look.BLACK_MORE)
        if self.is_on(act) and (is_plain or is_black):
            return Look.MAIN if look is Look.CHOSEN else Look.CHOSEN
        is_pressed = act is not None and act == self.pressed
        return Look.CHOSEN if is_pressed else look

    def is_on(self, act: object) -> bool:
        """Whether the keys are on what means `act`."""
        return act is not None and act == self.focused


def ring_of(look: Look) -> str:
    """The colour around a focused card; "" for a frame alone.

    A dark line parts the two, or white would not be seen beside yellow.
    """
    if look not in LIGHT:
        return ""
    return palette.ACCENT if look is Look.CHOSEN else palette.FOREGROUND
