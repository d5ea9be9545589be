"""Somebody comes for an appointment: the code of their confirmation, typed."""

from __future__ import annotations

from kiosk.card import Look
from kiosk.header import paint_title
from kiosk.pages.booking import bookable_services
from kiosk.pages.key_pad import key_rooms, paint_keys, widest_keys
from kiosk.scale import SMALLEST, Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import BookService
from kiosk.typed import Appointment, CheckIn
from kiosk.view import View, second
from shared.canvas.boxes import columns, cut_top, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.office.visitor_pages import VisitorPages
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND
from shared.trade.booking import BOOK_PLACE, hyphened


def paint_appointment(sheet: Sheet, view: View, here: Appointment) -> None:
    """What was typed and the way on above; below them a key for each sign."""
    title = N_("I have an appointment")
    paint_title(sheet, view, title)
    share = 28 if sheet.is_upright else 20 if sheet.has_few_dots else 26
    high = max(sheet.scale.button, sheet.body.height * share // 100 // 2 * 2)
    upper, lower = cut_top(sheet.body, high, sheet.scale.gap)
    split = rows if sheet.is_upright else columns
    left, right = split(upper, [62, 38], sheet.scale.gap)
    _paint_code(sheet, view, here, left)
    if here.typed:
        _paint_way_on(sheet, view, here, right)
    count, gap = len(here.signs), sheet.scale.gap
    across = widest_keys(lower, count, gap)
    paint_keys(sheet, view, here.signs, key_rooms(lower, count, across, gap))
    if not here.typed and bookable_services(view.office):
        # Behind the keys, which keep their places when it goes.
        _paint_making(sheet, view, right)


def _paint_code(sheet: Sheet, view: View, here: Appointment, box: Box) -> None:
    sheet.card(box, [], look=Look.PLAIN)
    inner = box.inset(sheet.scale.pad, 0 if sheet.scale.is_written else 2)
    if not here.typed:
        words = N_("Type the code of your confirmation, or scan it")
        lines = [
            Line(view.say(words), Role.NAME, FOREGROUND, most=2, is_bold=True),
            second(view.beside(words), rank=1, most=2),
        ]
        sheet.stack(inner, lines)
        return
    code = hyphened(here.typed)
    if sheet.scale.is_written or inner.height < SMALLEST:
        sheet.stack(inner, [Line(code, Role.NAME, FOREGROUND, is_bold=True)])
    else:
        high = inner.height * 2 // 3
        sheet.surface.strokes(code, inner, FOREGROUND, high, Align.LEFT)


def _paint_way_on(sheet: Sheet, view: View, here: Appointment, box: Box) -> None:
    missing = here.most - len(here.typed)
    if missing:
        words = view.say(N_("{n} more letters or digits"), n=missing)
        lines = [Line(words, Role.NAME, ACCENT, most=2, is_bold=True)]
        sheet.card(box, lines, look=Look.PLAIN, align=Align.CENTRE)
        return
    check = N_("Check in")
    sheet.button(
        box,
        view.say(check),
        second=view.beside(check),
        act=CheckIn(here.typed),
        look=Look.MAIN,
        icon="tick",
    )


def _paint_making(sheet: Sheet, view: View, box: Box) -> None:
    """One is made here, or by telephone with the code beside it where there is room."""
    office, square = view.office, box.height
    room = box
    if office.pages is not None and box.width >= 3 * square:
        wide = box.width - square - sheet.scale.gap
        room = Box(box.x, box.y, wide, box.height)
        place = Box(room.right + sheet.scale.gap, box.y, square, square)
        if sheet.scale.is_written or not _paint_code_of(sheet, office.pages, place):
            room = box
    words = N_("Make an appointment")
    sheet.button(
        room,
        view.say(words),
        second=view.beside(words),
        act=BookService(),
        icon="calendar",
    )


def _paint_code_of(sheet: Sheet, pages: VisitorPages, box: Box) -> bool:
    return bool(sheet.surface.qr(f"{pages.address}{BOOK_PLACE}", box).width)
