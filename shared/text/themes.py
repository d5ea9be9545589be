"""How the colours of drawn screens look: dark, light, or in high contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shared.text.palette import (
    ACCENT,
    BAND,
    CARD,
    EDGE,
    FOREGROUND,
    GOOD,
    GOOD_GROUND,
    INK,
    LETTERS,
    NIGHT,
    QUIET,
    RAISED,
    STALE,
    WARNING,
    WARNING_GROUND,
    contrast,
    mixed,
)

READABLE: Final = 7.0
"""WCAG 2.2, 1.4.6 AAA."""
_BLACK: Final = "#000000"


@dataclass(frozen=True, slots=True)
class Theme:
    """What the palette's colours are shown as."""

    grounds: Mapping[str, str] = field(default_factory=dict)
    """Of areas; what is not named stays as it is."""
    inks: Mapping[str, str] = field(default_factory=dict)
    """Of words, numbers and icons, where they can be read on their ground."""

    def ground(self, colour: str) -> str:
        """What an area of the palette's `colour` is shown in."""
        return self.grounds.get(colour, colour)

    def ink(self, colour: str, grounds: tuple[str, ...]) -> str:
        """What words of the palette's `colour` are shown in, readable on `grounds`."""
        if not self.inks:
            return colour
        choices = (self.inks.get(colour, colour), colour, FOREGROUND, INK)

        def least(ink: str) -> float:
            return min((contrast(ink, each) for each in grounds), default=21.0)

        readable = (each for each in choices if least(each) >= READABLE)
        return next(readable, max(choices, key=least))


DARK: Final = Theme()
LIGHT: Final = Theme(
    grounds={
        NIGHT: "#eef2f6",
        BAND: "#d3e0ec",
        CARD: "#ffffff",
        RAISED: "#c9dcee",
        EDGE: "#6f93b5",
        FOREGROUND: "#123049",
        STALE: "#d5dade",
        WARNING_GROUND: "#ffe2b8",
        GOOD_GROUND: "#d5f3d8",
    },
    inks={
        FOREGROUND: "#0b1d2e",
        QUIET: "#33475a",
        ACCENT: "#5c3d00",
        WARNING: "#5c3400",
        GOOD: "#0c4a1a",
        LETTERS[0]: "#0d3d63",
    },
)
HIGH_CONTRAST: Final = Theme(
    grounds={
        **dict.fromkeys(
            (NIGHT, BAND, CARD, STALE, WARNING_GROUND, GOOD_GROUND), _BLACK
        ),
        **dict.fromkeys((EDGE, RAISED, *LETTERS), FOREGROUND),
        WARNING: ACCENT,
    },
    inks={
        **dict.fromkeys((QUIET, GOOD, *LETTERS), FOREGROUND),
        **dict.fromkeys((WARNING, ACCENT), ACCENT),
        **dict.fromkeys((STALE, CARD), _BLACK),
    },
)
THEMES: Final[Mapping[str, Theme]] = {
    "dark": DARK,
    "light": LIGHT,
    "contrast": HIGH_CONTRAST,
}
"""By the name that office.toml calls them."""
OFFICE_THEME: Final = "office"
"""The one of the office's own colours."""


VISIBLE: Final = 3.0
"""WCAG 2.2, 1.4.11: of areas beside each other."""


@dataclass(frozen=True, slots=True)
class OfficeColours:
    """The colours an office gives its lobby, each like "#1a2b3c"."""

    ground: str = NIGHT
    band: str = BAND
    """Of the header and the running line."""
    card: str = CARD
    accent: str = ACCENT
    """Of the newest call."""

    @property
    def is_light(self) -> bool:
        """Whether dark words are read better on its ground than white ones."""
        return contrast(INK, self.ground) > contrast(FOREGROUND, self.ground)


@dataclass(frozen=True, slots=True)
class Faint:
    """Two colours that can hardly be told apart, by what they are for."""

    one: str
    other: str
    """The key of an office's colour, or "words"."""
    ratio: float
    least: float


def faint_pairs(colours: OfficeColours) -> list[Faint]:
    """The pairs of an office's colours under the contrast that they need.

    Words are white or nearly black, whichever is read better there.
    """
    words = INK if colours.is_light else FOREGROUND
    on_accent = max(contrast(each, colours.accent) for each in (INK, FOREGROUND))
    pairs = [
        Faint("words", "ground", contrast(words, colours.ground), READABLE),
        Faint("words", "band", contrast(words, colours.band), READABLE),
        Faint("words", "card", contrast(words, colours.card), READABLE),
        Faint("words", "accent", on_accent, READABLE),
        Faint("accent", "ground", contrast(colours.accent, colours.ground), VISIBLE),
        Faint("accent", "card", contrast(colours.accent, colours.card), VISIBLE),
    ]
    return [each for each in pairs if each.ratio < each.least]


def office_theme(colours: OfficeColours) -> Theme:
    """How screens look in an office's colours; what it does not name fits to them."""
    usual = LIGHT if colours.is_light else DARK
    towards = INK if colours.is_light else FOREGROUND
    grounds = {
        **usual.grounds,
        NIGHT: colours.ground,
        BAND: colours.band,
        CARD: colours.card,
        ACCENT: colours.accent,
        RAISED: mixed(colours.card, towards, 0.12),
        EDGE: mixed(colours.card, towards, 0.4),
    }
    return Theme(grounds, {**usual.inks, ACCENT: colours.accent})


def theme_of(name: str, colours: OfficeColours | None) -> Theme:
    """The theme of that name; "office" is made of the office's colours."""
    if name == OFFICE_THEME:
        return office_theme(colours or OfficeColours())
    return THEMES[name]
