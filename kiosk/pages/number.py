"""The number a person got, for as long as it takes to read."""

from __future__ import annotations

from typing import Final

from kiosk.card import Look
from kiosk.given import Given
from kiosk.header import paint_header
from kiosk.label import paint_label
from kiosk.on_paper import OnPaper
from kiosk.pages.number_buttons import paint_buttons
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View, range_words, second
from printers.papers.paper import FOLLOW
from shared.canvas.boxes import columns, cut_foot, cut_top, rows
from shared.canvas.grid import Box
from shared.clock import local
from shared.text.catalogue import N_
from shared.text.palette import (
    ACCENT,
    BAND,
    FOREGROUND,
    GOOD,
    LETTERS,
    QUIET,
    WARNING,
)
from shared.trade.ticket_code import said_by_code

_NOTE: Final = N_("No paper: please note or photograph it")
_STAYS: Final = N_("Your number stays valid")
_TITLES: Final = {
    OnPaper.COMING: N_("Printing your paper…"),
    OnPaper.HERE: N_("Paper printed: please take it"),
    OnPaper.NONE: _NOTE,
    OnPaper.MISSING: _NOTE,
    OnPaper.IN_DOUBT: N_("Did your paper come out?"),
}
_HANDED_OVER: Final = N_("Your paper was sent to the printer")


def paint_number(sheet: Sheet, view: View, given: Given) -> None:
    """The number largest; who is ahead, where to wait, the paper, and the way on."""
    name = view.name(given.ticket.service)
    paint_header(
        sheet,
        view,
        view.phrase(name),
        view.phrase_beside(name),
        is_first=True,
    )
    scale = sheet.scale
    body, bar = cut_foot(sheet.inside, 2 if scale.is_written else 4, scale.gap)
    sheet.surface.fill(bar, BAND)
    left = Box(bar.x, bar.y, round(bar.width * given.left), bar.height)
    sheet.surface.fill(left, ACCENT)
    ticket, ahead, wait, code, paper, buttons = _boxes(sheet, body)
    _paint_ticket(sheet, view, given, ticket)
    _paint_ahead(sheet, view, given, ahead)
    _paint_wait(sheet, view, wait)
    if code is not None:
        _paint_code(sheet, view, given, code)
    _paint_paper(sheet, view, given, paper)
    paint_buttons(sheet, view, given, buttons)


def _boxes(sheet: Sheet, body: Box) -> tuple[Box, Box, Box, Box | None, Box, Box]:
    """Of the ticket, who is ahead, where to wait, the code, the paper, the buttons."""
    scale = sheet.scale
    if sheet.is_upright and not (scale.is_written or scale.is_large):
        ticket, ahead, wait, paper, code, buttons = rows(
            body, [29, 18, 13, 15, 12, 13], scale.gap
        )
        return ticket, ahead, wait, code, paper, buttons
    if sheet.is_upright:
        ticket, ahead, wait, paper, buttons = rows(
            body, [34, 20, 15, 18, 13], scale.gap
        )
        return ticket, ahead, wait, None, paper, buttons
    if sheet.has_few_dots:
        upper, buttons = cut_foot(body, max(scale.button, body.height // 5), scale.gap)
        upper, middle = rows(upper, [55, 45], scale.gap)
        ticket, ahead = columns(upper, [50, 50], scale.gap)
        wait, paper = columns(middle, [44, 56], scale.gap)
        return ticket, ahead, wait, None, paper, buttons
    if sheet.is_short:
        ticket, told, buttons = columns(body, [34, 40, 26], scale.gap)
        ahead, wait, paper = rows(told, [6, 4, 6], scale.gap)
        return ticket, ahead, wait, None, paper, buttons
    wide = [59, 38]
    heights = [48, 18, 34] if scale.is_written else [44, 23, 33]
    upper, middle, lower = rows(body, heights, scale.gap)
    ticket, ahead = columns(upper, wide, scale.gap)
    wait, code = columns(middle, wide, scale.gap)
    paper, buttons = columns(lower, wide, scale.gap)
    return ticket, ahead, wait, code, paper, buttons


def ahead_words(ahead: int | None) -> tuple[str, dict[str, object]]:
    """What is said of the people who go before, and what stands in its places."""
    if ahead is None:
        return N_("Please watch the lobby screen"), {}
    if ahead == 0:
        return N_("You are next"), {}
    if ahead == 1:
        return N_("1 person ahead of you"), {}
    return N_("{n} people ahead of you"), {"n": ahead}


def ahead_shortly(view: View, ahead: int | None) -> str:
    """The same where there is no room for more; "" where it is short already."""
    return view.say(N_("{n} waiting"), n=ahead) if ahead else ""


def told(
    sheet: Sheet,
    view: View,
    words: tuple[str, dict[str, object]],
    ink: str,
    short: str,
) -> Line:
    """A fact of a number; with few dots it stands on one line, if need be shortly."""
    most = 1 if sheet.has_few_dots and short else 2
    said = view.say(words[0], **words[1])
    return Line(said, Role.NAME, ink, most=most, short=short, is_bold=True)


def _paint_ticket(sheet: Sheet, view: View, given: Given, box: Box) -> None:
    scale = sheet.scale
    sheet.card(box, [])
    inner = box.inset(scale.pad, scale.gap if scale.is_written else scale.pad // 2)
    if not scale.is_large and not sheet.has_few_dots:
        inner = _paint_yours(sheet, view, inner)
    label = given.ticket.label
    paint_label(sheet, inner, label, view.letter_colour(given.ticket.letter))


def _paint_yours(sheet: Sheet, view: View, box: Box) -> Box:
    """What the number is; the room that is left for it."""
    yours = N_("Your number")
    if not sheet.is_upright and not sheet.scale.is_written:
        # Beside it the number has all the height there is.
        said, rest = columns(box, [28, 72], sheet.scale.gap)
        line = Line(view.say(yours), Role.BODY, QUIET, most=2)
        if sheet.has_width(line, said.width):
            sheet.stack(said, [line, second(view.beside(yours))])
            return rest
    gap = sheet.scale.gap if sheet.scale.is_written else 0
    head, rest = cut_top(box, sheet.scale.height(Role.BODY), gap)
    words = "  ".join((view.say(yours), view.beside(yours))).strip()
    sheet.stack(head, [Line(words, Role.BODY, QUIET)])
    return rest


def _paint_ahead(sheet: Sheet, view: View, given: Given, box: Box) -> None:
    ahead = given.ticket.ahead
    words, values = ahead_words(ahead)
    lines = [
        told(sheet, view, (words, values), FOREGROUND, ahead_shortly(view, ahead)),
        second(view.beside(words, **values), rank=2, most=2),
    ]
    promised = given.ticket.promised
    if promised is not None:
        wait, minutes = range_words(promised)
        lines.insert(1, view.range(promised, Role.NAME))
        lines.append(second(view.beside(wait, **minutes), rank=3))
    slot = given.ticket.slot_at
    if slot is not None:
        at = local(slot, view.office.time_zone)
        words = view.say(N_("Appointment at {time}"), time=f"{at:%H:%M}")
        lines.insert(0, Line(words, Role.NAME, ACCENT, rank=1, is_bold=True))
    icon = sheet.scale.icon(28, written=8)
    is_narrow = sheet.has_few_dots or sheet.scale.is_large
    sheet.card(box, lines, look=Look.PLAIN, icon="" if is_narrow else "people",
               icon_ink=ACCENT, icon_size=icon)  # fmt: skip


def _paint_wait(sheet: Sheet, view: View, box: Box) -> None:
    watch = N_("Please watch the lobby screen")
    area = view.office.waiting_area
    title = view.phrase(area) if area else view.say(watch)
    more = view.phrase_beside(area) if area else view.beside(watch)
    icon = sheet.scale.icon(32, written=8)
    lines = [Line(title, Role.NAME, FOREGROUND, most=2, is_bold=True), second(more)]
    if area:
        lines.append(Line(view.say(watch), Role.BODY, QUIET, rank=3))
    sheet.card(box, lines, look=Look.PLAIN, icon="" if sheet.has_few_dots else "chair",
               icon_ink=LETTERS[0], icon_size=icon)  # fmt: skip


def _paint_code(sheet: Sheet, view: View, given: Given, box: Box) -> None:
    """The code with the words that say what it is for, where its dots can be read."""
    scale = sheet.scale
    if scale.is_written:
        watch = N_("Your number will be called")
        lines = [
            Line(view.say(watch), Role.NAME, FOREGROUND, most=2, is_bold=True),
            second(view.beside(watch)),
        ]
        sheet.card(box, lines, look=Look.PLAIN)
        return
    sheet.card(box, [], look=Look.PLAIN)
    inner = box.inset(scale.pad // 2, 2)
    taken, words = _drawn_code(sheet, view, given, inner)
    rest = Box(inner.x + taken, inner.y, inner.width - taken, inner.height)
    lines = [
        Line(view.say(words), Role.BODY, FOREGROUND, most=2, is_bold=True),
        second(view.beside(words), most=2),
    ]
    sheet.stack(rest, lines)


def _drawn_code(sheet: Sheet, view: View, given: Given, inner: Box) -> tuple[int, str]:
    """How wide the code at the left is, and what it is for.

    The address of the number's page needs more dots than day and label alone.
    """
    ticket = given.ticket
    day = view.office.business_day(ticket.issued_at)
    square = Box(inner.x, inner.y, inner.height, inner.height)
    plain, words = said_by_code(ticket, day, None), N_("Show this code at the desk")
    content = said_by_code(ticket, day, view.office.pages)
    drawn = sheet.surface.qr(content, square)
    if drawn.width and content != plain:
        words = FOLLOW
    elif not drawn.width:
        drawn = sheet.surface.qr(plain, square)
    return (drawn.width + sheet.scale.gap if drawn.width else 0), words


def _paint_paper(sheet: Sheet, view: View, given: Given, box: Box) -> None:
    paper = given.paper
    words = _TITLES[paper]
    if paper is OnPaper.HERE and not given.is_sure:
        words = _HANDED_OVER
    look, ink, icon = Look.PLAIN, FOREGROUND, "printer"
    if paper is OnPaper.HERE:
        look, ink, icon = Look.GOOD, GOOD, "tick"
    elif paper is not OnPaper.COMING:
        look, ink, icon = Look.WARNING, WARNING, "camera"
    lines = [
        Line(view.say(words), Role.NAME, ink, most=2, is_bold=True),
        Line(view.beside(words), Role.NOTE, FOREGROUND, rank=2),
    ]
    if paper in (OnPaper.NONE, OnPaper.MISSING):
        lines.append(Line(view.say(_STAYS), Role.NAME, FOREGROUND, rank=1))
        lines.append(Line(view.beside(_STAYS), Role.NOTE, FOREGROUND, rank=3))
    size = sheet.scale.icon(36, written=8)
    icon = "" if sheet.has_few_dots else icon
    sheet.card(box, lines, look=look, icon=icon, icon_ink=ink, icon_size=size)
