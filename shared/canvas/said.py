"""What a drawn page says, and where: for tests, logs and speech."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.canvas.grid import Box


class Kind(StrEnum):
    """How words came onto the surface."""

    WORDS = "words"
    STROKES = "strokes"
    TERMINAL = "terminal"
    ICON = "icon"


@dataclass(frozen=True, slots=True)
class Said:
    """What a place of the surface says: for tests, logs and speech."""

    text: str
    box: Box
    """What its ink covers."""
    room: Box
    """What it was given."""
    kind: Kind
    size: int
    """Dots of the em; of strokes and icons their whole height."""
    ink: str
    grounds: tuple[str, ...]
    """The colours it stands on."""
    is_cut: bool = False
    """Whether something was left out at the end."""
