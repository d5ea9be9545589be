"""How a page is met, one press away and within reach: its letters, its height."""

from __future__ import annotations

from typing import Final

from kiosk.act import Ease, Enlarge, Lower
from kiosk.card import Look, Target
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View
from kiosk.way import Way
from shared.canvas.boxes import columns
from shared.canvas.cells import text_columns
from shared.canvas.grid import Box
from shared.text import palette
from shared.text.catalogue import N_

_LARGER: Final = N_("Large letters")
_USUAL_LETTERS: Final = N_("Usual letters")
_LOWER: Final = N_("Lower")
_USUAL_HEIGHT: Final = N_("Full height")
_HEIGHT: Final = 22
"""Dots of the designed page: 20 mm for a finger, on the panel of look.md 3."""
_BELOW: Final = 2
_LETTERS_ICON: Final = "eye"
_HEIGHT_ICON: Final = "wheelchair"


def leave_band(sheet: Sheet) -> None:
    """Keep the room of a band below, before a page is painted that one begins with."""
    scale = sheet.scale
    high = 0 if scale.is_written else scale.dots(_HEIGHT)
    sheet.band_height = max(scale.button, high) + _below(sheet)


def _below(sheet: Sheet) -> int:
    """Dots between the buttons and the panel's edge, where there are many."""
    return 0 if sheet.scale.is_written or sheet.has_few_dots else _BELOW


def leave_corner(sheet: Sheet, view: View) -> None:
    """Keep room at the right end of the foot, before any other page is painted."""
    scale = sheet.scale
    words = letters_words(view.way)
    texts = [view.say(words)]
    if scale.is_written:
        texts.append(view.beside(words))
    wide = max(sheet.width(Line(each, Role.BODY, "")) for each in texts)
    wide += 2 * scale.pad
    if not scale.is_written:
        wide += scale.size(Role.BODY) + scale.gap
    room, beside = sheet.box.width - 2 * scale.margin, _height_width(sheet, view)
    # Upright, what else stands in the foot needs the room more than two letters' words.
    is_tight = sheet.is_upright and not scale.is_written
    most = room // 3 - (beside if is_tight else 0)
    sheet.corner_width = min(wide, most) + beside + scale.gap


def _height_width(sheet: Sheet, view: View) -> int:
    """How wide the button in the corner is that changes the height."""
    scale = sheet.scale
    if scale.is_written:
        return max(8, text_columns(view.say(height_words(view.way))) + 2)
    return max(scale.button, scale.dots(_HEIGHT))


def paint_band(sheet: Sheet, view: View, *, is_number: bool = False) -> None:
    """Paint it, after the page: what the page is for comes first by keys too.

    A number needs its corner for the letters alone.
    """
    gap = sheet.scale.gap
    corner = sheet.corner
    if corner is not None and not is_number:
        wide = _height_width(sheet, view)
        right = Box(corner.right - wide, corner.y, wide, corner.height)
        _paint_height(sheet, view, right, has_words=sheet.scale.is_written)
        corner = Box(corner.x, corner.y, corner.width - wide - gap, corner.height)
    if corner is not None:
        _paint_letters(sheet, view, corner)
    if not sheet.band_height:
        return
    scale, high = sheet.scale, sheet.band_height
    band = Box(0, sheet.box.height - high, sheet.box.width, high)
    sheet.surface.fill(band, palette.BAND)
    is_narrow = sheet.is_upright or sheet.has_few_dots
    wide = band.width if is_narrow else band.width * 2 // 3
    high -= _below(sheet)
    room = Box(scale.margin, band.y, wide - 2 * scale.margin, high)
    left, right = columns(room, [1, 1], scale.margin or 1)
    _paint_letters(sheet, view, left)
    _paint_height(sheet, view, right, has_words=True)


def _paint_letters(sheet: Sheet, view: View, box: Box) -> None:
    words = letters_words(view.way)
    sheet.button(
        box,
        view.say(words),
        second=view.beside(words),
        act=Enlarge(not view.way.is_large),
        icon="" if sheet.scale.is_large else _LETTERS_ICON,
    )


def _paint_height(sheet: Sheet, view: View, box: Box, *, has_words: bool) -> None:
    words, act = height_words(view.way), Lower(not view.way.is_low)
    if has_words:
        second = view.beside(words)
        sheet.button(box, view.say(words), second=second, act=act, icon=_HEIGHT_ICON)
        return
    size = min(box.width, box.height) * 3 // 4
    x, y = box.x + (box.width - size) // 2, box.y + (box.height - size) // 2
    sheet.card(box, [], act=act, look=Look.RAISED)
    sheet.surface.icon(_HEIGHT_ICON, x, y, size, sheet.ink_on(Look.RAISED, act, box))
    sheet.targets[-1] = Target(box, act, view.say(words))


def eases_of(way: Way) -> tuple[tuple[str, Ease], ...]:
    """What every page offers, one press away: its words, and what it means."""
    return (
        (letters_words(way), Enlarge(not way.is_large)),
        (height_words(way), Lower(not way.is_low)),
    )


def letters_words(way: Way) -> str:
    """What the button says that changes the letters."""
    return _USUAL_LETTERS if way.is_large else _LARGER


def height_words(way: Way) -> str:
    """What the button says that changes the height."""
    return _USUAL_HEIGHT if way.is_low else _LOWER
