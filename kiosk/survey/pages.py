"""The pages of the questions: which service, five faces at a time, thanks."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.act import Begin, Choose, ChooseNeed
from kiosk.band import leave_band, leave_corner, paint_band
from kiosk.card import Look, Target
from kiosk.header import paint_header, paint_title
from kiosk.pages.message import Message, paint_message
from kiosk.pages.needs import ink_of
from kiosk.pages.start import cut_languages, paint_languages
from kiosk.pages.tiles import paint_tiles
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.survey.course import (
    Answer,
    Asked,
    Closed,
    Course,
    Keep,
    More,
    Pick,
    PickNeed,
    Thanks,
    Welcome,
    Write,
)
from kiosk.survey.thanks import paint_thanks, paint_whose
from kiosk.view import View, second
from shared.canvas.boxes import columns, cut_top, grid, pages_of, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.catalogue import N_, catalogue
from shared.text.palette import FOREGROUND, GOOD, INK, QUIET, WARNING
from shared.trade.survey import LONGEST_COMMENT
from shared.trade.survey_words import (
    ANYTHING_ELSE,
    HOW_WAS_IT,
    SEND,
    STEP_WORDS,
    question_words,
)

CLOSED = N_("No connection: the questions cannot be answered at present.")
_NO_NAME = N_("No name and no number is asked or kept.")
_INKS = {5: GOOD, 4: GOOD, 3: FOREGROUND, 2: WARNING, 1: WARNING}
_MOST_SERVICES = 8
"""On one page."""


def paint_survey(
    sheet: Sheet, view: View, course: Course, message: Message | None
) -> None:
    """Paint the message there is, else where the person is; see `pages.painter`."""
    here = course.here
    has_few = sheet.has_few_dots or sheet.is_short
    is_first = isinstance(here, Welcome | Closed)
    is_tiled = view.way.is_large or (has_few and not is_first)
    if is_tiled and not (message is None and isinstance(here, Write)):
        page = Sheet(sheet.surface.grid, sheet.words)
        page.is_whole = True
        _paint_place(page, view, course, message)
        paint_tiles(sheet, view, page)
        return
    if is_first or has_few:
        leave_band(sheet)
    else:
        leave_corner(sheet, view)
    _paint_place(sheet, view, course, message)
    paint_band(sheet, view)


def _paint_place(
    sheet: Sheet, view: View, course: Course, message: Message | None
) -> None:
    if message is not None:
        paint_message(sheet, view, message)
        return
    match course.here:
        case Welcome():
            _paint_welcome(sheet, view)
        case Closed():
            _paint_closed(sheet, view)
        case PickNeed():
            _paint_needs(sheet, view)
        case Pick() as here:
            _paint_services(sheet, view, here)
        case Asked() as here:
            _paint_question(sheet, view, course, here)
        case Write() as here:
            _paint_writing(sheet, view, here)
        case Thanks() as here:
            paint_thanks(sheet, view, here)


def _paint_welcome(sheet: Sheet, view: View) -> None:
    paint_whose(sheet, view)
    body, foot = cut_languages(sheet, view, sheet.body)
    words = N_("Press here: a few questions, as many as you like")
    lines = [
        Line(view.say(HOW_WAS_IT), Role.POSTER, INK, most=2, is_bold=True),
        Line(view.beside(HOW_WAS_IT), Role.NAME, INK, rank=1, is_bold=True),
        Line(view.say(words), Role.NAME, INK, rank=2, most=2),
        Line(view.say(_NO_NAME), Role.BODY, INK, rank=3, most=2),
    ]
    sheet.card(
        body,
        lines,
        act=Begin(),
        look=Look.MAIN,
        icon="mood-4",
        icon_size=sheet.scale.icon(80, written=12),
    )
    paint_languages(sheet, view, foot)


def _paint_closed(sheet: Sheet, view: View) -> None:
    paint_whose(sheet, view)
    lines = [
        Line(view.say(CLOSED), Role.HEAD, WARNING, most=3, is_bold=True),
        second(view.beside(CLOSED), most=2),
    ]
    size = sheet.scale.icon(60)
    sheet.card(
        sheet.body, lines, look=Look.WARNING, icon="warning", icon_ink=WARNING,
        icon_size=size,
    )  # fmt: skip


def _paint_needs(sheet: Sheet, view: View) -> None:
    title = N_("What did you come for?")
    paint_title(sheet, view, title, is_low=True)
    needs = view.office.needs
    boxes = _tiles(sheet, sheet.body, len(needs))
    for need, box in zip(needs, boxes, strict=False):
        lines = [
            Line(view.phrase(need.name), Role.NAME, FOREGROUND, most=2, is_bold=True),
            second(view.phrase_beside(need.name), rank=2),
        ]
        sheet.card(
            box,
            lines,
            act=ChooseNeed(need.code),
            icon="" if sheet.has_few_dots else need.icon,
            icon_ink=ink_of(view, need.code),
            icon_size=sheet.scale.icon(34, written=8),
        )


def _paint_services(sheet: Sheet, view: View, here: Pick) -> None:
    title = N_("Which service was it?")
    paint_title(sheet, view, title, is_low=True)
    office = view.office
    need = next((each for each in office.needs if each.code == here.need), None)
    codes = need.services if need else [each.code for each in office.services]
    most = len(codes) if sheet.is_whole else _MOST_SERVICES
    pages = pages_of(codes, most)
    shown = pages[here.page % len(pages)]
    body = sheet.body
    if len(pages) > 1:
        body, foot = sheet.parted()
        words = N_("Other services")
        turn = More((here.page + 1) % len(pages))
        sheet.button(
            foot, view.say(words), second=view.beside(words), act=turn, icon="list"
        )
    boxes = _tiles(sheet, body, len(shown))
    for service, box in zip(map(office.service, shown), boxes, strict=False):
        if service is None:
            continue
        lines = [
            Line(view.phrase(service.name), Role.NAME, FOREGROUND, most=2,
                 short=view.phrase(service.short), is_bold=True),
            second(view.phrase_beside(service.name), rank=2),
        ]  # fmt: skip
        sheet.card(box, lines, act=Choose(service.code))


def _tiles(sheet: Sheet, body: Box, count: int) -> list[Box]:
    across = 1 if sheet.is_upright or count == 1 else 2
    return grid(body, across, -(-count // across), sheet.scale.gap)[:count]


def _paint_question(sheet: Sheet, view: View, course: Course, here: Asked) -> None:
    questions, at = course.questions, len(here.steps)
    words, hint = question_words(questions[at], catalogue(view.language))
    beside = view.office.beside(view.language)
    other = question_words(questions[at], catalogue(beside))[0] if beside else ""
    paint_header(sheet, view, words, "" if other == words else other, is_low=True)
    body, foot = sheet.parted()
    body = _paint_hint(sheet, view, hint, (at + 1, len(questions)), body)
    split = rows if sheet.is_upright or sheet.scale.is_written else columns
    boxes = split(body, [1] * len(STEP_WORDS), sheet.scale.gap)
    for (step, said), box in zip(STEP_WORDS.items(), boxes, strict=True):
        lines = [
            Line(view.say(said), Role.NAME, FOREGROUND, most=2, is_bold=True),
            second(view.beside(said), rank=1),
        ]
        _paint_step(sheet, box, lines, step)
    skip = N_("Skip this question")
    sheet.button(foot, view.say(skip), second=view.beside(skip), act=Answer(None))


def _paint_hint(
    sheet: Sheet, view: View, hint: str, count: tuple[int, int], body: Box
) -> Box:
    """What the question is about, above its steps; what is left below."""
    if sheet.is_whole or sheet.is_short:
        return body
    at, all_of = count
    told = view.say(N_("{n} of {all}"), n=at, all=all_of)
    words = f"{told} · {hint}" if hint else told
    high = 2 if sheet.scale.is_written else sheet.scale.dots(24)
    strip, rest = cut_top(body, high, sheet.scale.gap)
    sheet.stack(strip, [Line(words, Role.NAME, QUIET)])
    return rest


def _paint_step(sheet: Sheet, box: Box, lines: Sequence[Line], step: int) -> None:
    icon, ink, act = f"mood-{step}", _INKS[step], Answer(step)
    is_row = box.width > 2 * box.height
    if sheet.is_whole or is_row or sheet.scale.is_written:
        size = sheet.scale.icon(44, written=8)
        sheet.card(box, lines, act=act, icon=icon, icon_ink=ink, icon_size=size)
        return
    sheet.card(box, [], act=act)
    words = " ".join(each.words for each in lines)
    sheet.targets[-1] = Target(box, act, words)
    inner = box.inset(sheet.scale.pad // 2, sheet.scale.pad)
    size = min(inner.width, inner.height * 3 // 5)
    x = inner.x + (inner.width - size) // 2
    sheet.surface.icon(icon, x, inner.y, size, ink)
    below = Box(inner.x, inner.y + size, inner.width, inner.height - size)
    sheet.stack(below, lines, align=Align.CENTRE)


def _paint_writing(sheet: Sheet, view: View, here: Write) -> None:
    title = ANYTHING_ELSE
    paint_title(sheet, view, title, is_low=True)
    body, foot = sheet.parted()
    told = N_("Type one line of at most {longest} characters; then press Enter.")
    nobody = N_("Please write no name, no telephone number and no ID number.")
    lines = [
        Line(f"{here.typed}▏", Role.NAME, FOREGROUND, most=4, is_bold=True),
        Line(view.say(told, longest=LONGEST_COMMENT), Role.BODY, QUIET, rank=1, most=2),
        Line(view.say(nobody), Role.BODY, QUIET, rank=2, most=2),
    ]
    sheet.card(body, lines, look=Look.PLAIN)
    sheet.button(
        foot,
        view.say(SEND),
        second=view.beside(SEND),
        act=Keep(here.service, here.steps, here.typed.strip()),
        look=Look.MAIN,
    )
