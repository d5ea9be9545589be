"""Large letters, one press away on every page and within reach from a wheelchair."""

from __future__ import annotations

from typing import Final

from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View
from kiosk.way import Enlarge
from shared.canvas.grid import Box
from shared.text import palette
from shared.text.catalogue import N_

LARGER: Final = N_("Large letters")
USUAL_LETTERS: Final = N_("Usual letters")
_HEIGHT: Final = 22
"""Dots of the designed page: 20 mm for a finger, on the panel of look.md 3."""
LEAST_BUTTON: Final = 18
"""Dots of a button with words of 12 in it."""
_ICON: Final = "eye"


def leave_band(sheet: Sheet) -> None:
    """Keep the room of a band below, before a page is painted that one begins with."""
    scale = sheet.scale
    if scale.is_written:
        sheet.band_height = 4 if scale.margin else 2
    else:
        sheet.band_height = max(LEAST_BUTTON, scale.dots(_HEIGHT))


def leave_corner(sheet: Sheet, view: View) -> None:
    """Keep room at the right end of the foot, before any other page is painted."""
    scale = sheet.scale
    words = letters_words(view)
    texts = [view.say(words)]
    if scale.is_written:
        texts.append(view.beside(words))
    wide = max(sheet.width(Line(each, Role.BODY, "")) for each in texts)
    wide += 2 * scale.pad
    if not scale.is_written:
        wide += scale.size(Role.BODY) + scale.gap
    sheet.corner_width = min(wide, (sheet.box.width - 2 * scale.margin) // 3)


def paint_band(sheet: Sheet, view: View) -> None:
    """Paint it, after the page: what the page is for comes first by keys too."""
    if sheet.corner is not None:
        _paint_button(sheet, view, sheet.corner)
    if not sheet.band_height:
        return
    scale, high = sheet.scale, sheet.band_height
    band = Box(0, sheet.box.height - high, sheet.box.width, high)
    sheet.surface.fill(band, palette.BAND)
    is_narrow = sheet.is_upright or sheet.has_few_dots
    wide = band.width // (2 if is_narrow else 3)
    _paint_button(sheet, view, Box(scale.margin, band.y, wide, high))


def _paint_button(sheet: Sheet, view: View, box: Box) -> None:
    words = letters_words(view)
    sheet.button(
        box,
        view.say(words),
        second=view.beside(words),
        act=Enlarge(not view.way.is_large),
        icon="" if sheet.scale.is_large else _ICON,
    )


def letters_words(view: View) -> str:
    """What the button says that changes the letters."""
    return USUAL_LETTERS if view.way.is_large else LARGER
