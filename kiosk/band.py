"""The band below every page, within reach from a wheelchair: large letters."""

from __future__ import annotations

from typing import Final

from kiosk.sheet import Sheet
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


def leave_band(sheet: Sheet) -> None:
    """Keep its room free, before the page is painted."""
    scale = sheet.scale
    if scale.is_written:
        sheet.band_height = 4 if scale.margin else 2
    else:
        sheet.band_height = max(LEAST_BUTTON, scale.dots(_HEIGHT))


def paint_band(sheet: Sheet, view: View) -> None:
    """Paint it, after the page: what the page is for comes first by keys too."""
    scale, high = sheet.scale, sheet.band_height
    band = Box(0, sheet.box.height - high, sheet.box.width, high)
    sheet.surface.fill(band, palette.BAND)
    words = USUAL_LETTERS if view.way.is_large else LARGER
    is_narrow = sheet.is_upright or sheet.has_few_dots
    wide = band.width // (2 if is_narrow else 3)
    sheet.button(
        Box(scale.margin, band.y, wide, high),
        view.say(words),
        second=view.beside(words),
        act=Enlarge(not view.way.is_large),
        icon="eye",
    )
