"""The band above every page: the way back, whose page it is, what time it is."""

from __future__ import annotations

from kiosk.act import Back
from kiosk.scale import SMALLEST, Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View
from shared.canvas.canvas import Align
from shared.canvas.cells import text_columns
from shared.canvas.grid import Box
from shared.text import palette
from shared.text.catalogue import N_


def paint_header(
    sheet: Sheet,
    view: View,
    title: str,
    second: str,
    *,
    is_first: bool = False,
    right: str = "",
    is_low: bool = False,
) -> None:
    """Paint it; the first page has no way back, and may say `right` beside the clock.

    Upright, a page with a way back has its title in a row of its own; one that is to
    be `is_low` has it beside the way back, in the room of the clock, where it fits.
    """
    scale, shown = sheet.scale, view.marked(title)
    is_narrow = sheet.is_upright and not scale.is_written and not is_first
    left = scale.margin
    if not is_first:
        left = _back_box(sheet, view.say(N_("Back"))).right + scale.gap * 2
    free = sheet.box.width - scale.margin - left
    size = scale.size(Role.NAME) - 2
    is_low = is_low and (sheet.words.width(shown, size) or free + 1) <= free
    is_tall = is_narrow and not is_low
    if is_tall:
        sheet.header_height = scale.header + scale.height(Role.NAME)
    sheet.surface.fill(Box(0, 0, sheet.box.width, sheet.header_height), palette.BAND)
    if not is_first:
        _paint_back(sheet, view.say(N_("Back")))
    right_end = sheet.box.width - scale.margin
    if is_first or not (sheet.has_few_dots or (is_narrow and is_low)):
        right_end = _paint_clock(sheet, view.time).x - scale.gap
    room = Box(left, 0, right_end - left, scale.header)
    if is_tall:
        wide = sheet.box.width - 2 * scale.margin
        foot = scale.height(Role.NAME)
        room = Box(scale.margin, scale.header - 2, wide, foot)
    _paint_titles(sheet, room, shown, second, right)
    sheet.title, sheet.has_back = title, not is_first
    sheet.tiles.clear()


def paint_title(
    sheet: Sheet, view: View, title: str, *, is_low: bool = False, **values: object
) -> None:
    """The band with a title of the program's words; `values` stand in it."""
    words, beside = view.say(title, **values), view.beside(title, **values)
    paint_header(sheet, view, words, beside, is_low=is_low)


def _paint_back(sheet: Sheet, back: str) -> None:
    box = _back_box(sheet, back)
    if sheet.scale.is_written:
        sheet.button(box, f"← {back}", act=Back())
        return
    icon = "" if sheet.has_few_dots else "arrow-left"
    sheet.button(box, back, act=Back(), icon=icon)


def _back_box(sheet: Sheet, back: str) -> Box:
    scale = sheet.scale
    if scale.is_written:
        wide = max(12, text_columns(back) + 6)
        return Box(scale.margin // 2, 0, wide, scale.header)
    needed = sheet.width(Line(back, Role.NAME, "")) + scale.dots(46)
    wide = max(scale.dots(66), min(scale.dots(116), needed))
    if sheet.has_few_dots:
        wide = (sheet.words.width(back, SMALLEST) or 0) + 2 * scale.pad
    inset = 0 if sheet.has_few_dots else scale.dots(4)
    return Box(scale.margin // 2, inset, wide, scale.header - 2 * inset)


def _paint_clock(sheet: Sheet, time: str) -> Box:
    scale = sheet.scale
    wide = 6 if scale.is_written else scale.dots(50)
    room = Box(sheet.box.width - scale.margin - wide, 0, wide, scale.header)
    if scale.is_written:
        line = Line(time, Role.NAME, palette.FOREGROUND)
        sheet.stack(room, [line], align=Align.RIGHT)
    else:
        height = max(7, round(scale.header * 0.53))
        sheet.surface.strokes(time, room, palette.FOREGROUND, height, Align.RIGHT)
    return room


def _paint_titles(sheet: Sheet, room: Box, title: str, second: str, right: str) -> None:
    """Title and second line beside each other, as far as there is room."""
    gap = sheet.scale.gap
    first = Line(title, Role.NAME, palette.FOREGROUND, most=2, is_bold=True)
    beside = Line(second, Role.NOTE, palette.QUIET)
    hours = Line(right, Role.NOTE, palette.QUIET)
    wide = min(sheet.width(first), room.width)
    spare = room.width - wide
    needed = sheet.width(hours)
    if right and spare >= needed + 2 * gap:
        box = Box(room.right - needed, room.y, needed, room.height)
        sheet.stack(box, [hours])
        spare -= needed + 2 * gap
    sheet.stack(Box(room.x, room.y, wide, room.height), [first])
    spare -= gap
    if second and sheet.has_width(beside, spare):
        x = room.x + wide + gap
        needed = min(sheet.width(beside), spare)
        sheet.stack(Box(x, room.y, needed, room.height), [beside])
