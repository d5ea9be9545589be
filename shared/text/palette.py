"""The colours of every screen, each pair readable at 7:1 (WCAG 2.2, 1.4.6 AAA)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

BACKGROUND: Final = "#000000"
SURFACE: Final = "#1a1a1a"
PANEL: Final = "#0d2b45"
FOREGROUND: Final = "#ffffff"
MUTED: Final = "#c8c8c8"
ACCENT: Final = "#ffd60a"
"""The one thing to look at: the newest call, the button to press."""
GOOD: Final = "#7ee787"
WARNING: Final = "#ffb454"
ALARM: Final = "#ff9d9d"
DIMMED: Final = "#a0a0a0"
"""What has no effect now; on the background only."""
RULE: Final = "#707070"
"""Lines and frames, never text (3:1, WCAG 2.2, 1.4.11)."""
NIGHT: Final = "#06101c"
"""The ground of a drawn page."""
INK: Final = NIGHT
"""What is written on a light ground."""
BAND: Final = PANEL
CARD: Final = "#12283d"
"""What can be pressed, or is read together."""
RAISED: Final = "#1a3a57"
EDGE: Final = "#3d6a92"
"""The line around a card that can be pressed."""
QUIET: Final = "#c6d3e0"
"""Second lines on a drawn page."""
GOOD_GROUND: Final = "#123c22"
WARNING_GROUND: Final = "#3a2b10"
STALE: Final = "#3a4653"
"""The ground of an old call."""
LETTERS: Final = ("#8fd3ff", "#7ee787", "#ffb457", "#dcc2ff", "#ffc2dd", "#a8f0e4")
"""The grounds of tickets' letters, in the order of the services."""


def letter_colour(letter: str, letters: Sequence[str]) -> str:
    """The ground of a letter among the office's, the same on every screen and day."""
    place = letters.index(letter) if letter in letters else 0
    return LETTERS[place % len(LETTERS)]


THEME: Final[dict[str, Any]] = {
    "primary": ACCENT,
    "secondary": MUTED,
    "accent": ACCENT,
    "warning": WARNING,
    "error": ALARM,
    "success": GOOD,
    "foreground": FOREGROUND,
    "background": BACKGROUND,
    "surface": SURFACE,
    "panel": PANEL,
}
"""The colours by the names a Textual theme has for them."""

READ_ON: Final = (BACKGROUND, SURFACE, PANEL)
READABLE: Final = (FOREGROUND, MUTED, ACCENT, GOOD, WARNING, ALARM)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as "#1a2b3c", from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The colour `one` with a `share` of `other`, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    channels = (each / 255 for each in _channels(colour))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
