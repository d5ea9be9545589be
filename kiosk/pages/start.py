"""The first page: take a number, ask about one, get help, choose a language."""

from __future__ import annotations

from typing import Final

from kiosk.act import Begin, Speak
from kiosk.card import Look
from kiosk.header import paint_header
from kiosk.pages.help import CALLED
from kiosk.scale import SMALLEST, Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import Help
from kiosk.typed import Enquiry
from kiosk.view import View, second
from shared.canvas.boxes import columns, cut_foot, cut_top, even, grid, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.languages import own_name, short_name
from shared.text.palette import FOREGROUND, INK, LETTERS, QUIET, WARNING

_LANGUAGES_A_ROW: Final = 5
_LONGEST_NAME: Final = 12
"""Characters of a language's own name that stand in such a row."""
_LEAST_FOR_ICON: Final = 90
"""Dots of a card that has room for words beside its icon."""


def paint_start(sheet: Sheet, view: View) -> None:
    """Take a number, or what else there is."""
    scale, notice = sheet.scale, _notice(view)
    if notice and sheet.has_few_dots:
        # There is no room for both, and whose kiosk it is is known.
        sheet.header_height = 0
        sheet.title = view.phrase(view.office.name)
    else:
        _paint_whose(sheet, view)
    body = sheet.body
    if notice:
        height = 4 if scale.is_written else scale.dots(46 if sheet.is_upright else 34)
        if sheet.has_few_dots:
            height = even(SMALLEST * 3)
        strip, body = cut_top(body, height, scale.gap)
        sheet.card(strip, notice, look=Look.WARNING, icon="warning", icon_ink=WARNING)
    body, foot = cut_languages(sheet, view, body)
    main, *beside = _boxes(sheet, body, has_notice=bool(notice))
    _paint_main(sheet, view, main)
    _paint_beside(sheet, view, *beside)
    paint_languages(sheet, view, foot)


def _paint_whose(sheet: Sheet, view: View) -> None:
    """Whose kiosk it is, and until when it gives out numbers."""
    name, until = view.office.name, view.opening.until
    hours = view.say(N_("Open until {time}"), time=f"{until:%H:%M}") if until else ""
    paint_header(
        sheet,
        view,
        view.phrase(name),
        view.phrase_beside(name),
        right=hours,
        is_first=True,
    )


def _boxes(sheet: Sheet, body: Box, *, has_notice: bool) -> list[Box]:
    """Where a number is taken, where one asks about one, and help."""
    gap = sheet.scale.gap
    is_short = body.height < 2 * sheet.scale.button + gap
    if sheet.has_few_dots and has_notice and is_short:
        return columns(body, [32, 34, 34], gap)
    split = rows if sheet.is_upright else columns
    wide = [50, 50] if sheet.has_few_dots else [61, 37]
    weights = [54, 46] if sheet.is_upright else wide
    main, beside = split(body, weights, gap)
    return [main, *rows(beside, [1, 1], gap)]


def _paint_main(sheet: Sheet, view: View, box: Box) -> None:
    lines = [
        Line(
            view.say(N_("Take a number")),
            Role.POSTER,
            INK,
            most=1 if sheet.scale.is_written else 2,
            is_bold=True,
        ),
        Line(view.beside(N_("Take a number")), Role.NAME, INK, rank=1, is_bold=True),
        Line(
            view.say(N_("Choose what you need and take a ticket")),
            Role.BODY,
            INK,
            rank=2,
            most=2,
        ),
    ]
    is_narrow = sheet.has_few_dots and box.width < _LEAST_FOR_ICON
    if sheet.has_few_dots and box.width < 2 * _LEAST_FOR_ICON:
        del lines[2]
    office = view.office
    if len(office.services) == 1:
        wait = view.wait_for(office.services[0])
        if wait is not None:
            lines[2] = wait
    sheet.card(
        box,
        lines,
        act=Begin(),
        look=Look.MAIN,
        icon="" if is_narrow else "ticket",
        icon_size=sheet.scale.icon(64, written=12),
    )


def _paint_beside(sheet: Sheet, view: View, first: Box, other: Box) -> None:
    known, told = N_("I have a number"), [N_("See how it stands")]
    if view.office.appointments.bookable:
        # What it is for stands in its name.
        known, told = N_("Appointment, number"), []
    help_me = N_("I need help")
    ask = N_("Ask the staff to come")
    for box, act, icon, title, more in (
        (first, Enquiry(), "calendar", known, told),
        (other, Help(), "question", help_me, [ask]),
    ):
        sheet.card(
            box,
            [
                Line(view.say(title), Role.NAME, FOREGROUND, most=2, is_bold=True),
                *(Line(view.say(each), Role.NOTE, QUIET, rank=3) for each in more),
                second(view.beside(title), rank=2, most=1 if more else 2),
            ],
            act=act,
            icon="" if sheet.has_few_dots else icon,
            icon_ink=LETTERS[0],
            icon_size=sheet.scale.icon(32),
        )


def _notice(view: View) -> list[Line]:
    """What a visitor must know before pressing anything."""
    if view.is_away and not view.may_issue:
        words = N_("No connection: no numbers at present. Please ask the staff.")
    elif view.is_away:
        words = N_("No connection: numbers still work, waiting is not known.")
    elif view.is_ending:
        words = N_("We close soon: a number taken now may not be served today.")
    elif view.paper is not None:
        words = N_("No paper at present: your number will be on the screen.")
    elif view.has_called_staff:
        words = CALLED
    else:
        return []
    return [
        Line(view.say(words), Role.BODY, WARNING, most=2, is_bold=True),
        second(view.beside(words)),
    ]


def cut_languages(sheet: Sheet, view: View, body: Box) -> tuple[Box, Box]:
    """What is left above the languages, and their foot; an office of one has none."""
    if len(view.office.languages) == 1:
        return body, Box(body.x, body.bottom, body.width, 0)
    row = 4 if sheet.scale.is_written else max(sheet.scale.button, sheet.scale.dots(26))
    count = _language_rows(sheet, view)
    return cut_foot(body, row * count + sheet.scale.gap * (count - 1), sheet.scale.gap)


def _language_rows(sheet: Sheet, view: View) -> int:
    """How many rows of buttons there are."""
    a_row = _LANGUAGES_A_ROW
    if sheet.is_upright:
        a_row = 3 if sheet.scale.is_written else 2
    return -(-len(view.office.languages) // a_row)


def paint_languages(sheet: Sheet, view: View, box: Box) -> None:
    """The languages in their foot, the chosen one marked; nothing where it has none."""
    languages = view.office.languages
    if not box.height:
        return
    down = _language_rows(sheet, view)
    across = -(-len(languages) // down)
    gap = sheet.scale.gap
    rooms = grid(box, across, down, gap)
    tick = sheet.scale.dots(14)
    size = max(SMALLEST, sheet.scale.size(Role.NAME) - 2)
    if not sheet.scale.is_written and down == 1:
        # So all of them are in one size, a little smaller than names are elsewhere.
        needed = [
            sheet.words.width(_name(sheet, each), size) or 0 for each in languages
        ]
        if not sheet.has_few_dots:
            needed[languages.index(view.language)] += tick
        rooms = columns(box, [each + gap * 2 for each in needed], gap)
    for language, room in zip(languages, rooms, strict=False):
        is_chosen = language == view.language
        wide = sheet.words.width(_name(sheet, language), size) or room.width
        is_narrow = (
            sheet.scale.is_written or wide + 2 * tick + sheet.scale.pad > room.width
        )
        mark = "✓ " if is_chosen and sheet.scale.is_written else ""
        line = Line(
            mark + _name(sheet, language),
            Role.NAME,
            FOREGROUND,
            short=short_name(language),
            is_bold=True,
        )
        sheet.card(
            room,
            [line],
            act=Speak(language),
            look=Look.CHOSEN if is_chosen else Look.RAISED,
            icon="tick" if is_chosen and not is_narrow else "",
            icon_size=tick,
            align=Align.CENTRE,
        )


def _name(sheet: Sheet, language: str) -> str:
    """A language's own name, in one word where it is long."""
    name = own_name(language)
    is_long = len(name) > _LONGEST_NAME or sheet.has_few_dots
    return short_name(language) if is_long else name
