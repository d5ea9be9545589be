"""What to bring, and what somebody must fulfil: asked before a number is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.act import Fulfil, Home, Take, Turn
from kiosk.card import Look
from kiosk.header import paint_header, paint_title
from kiosk.pages.services import paint_service, paint_turns
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import Condition, Documents, Help, Lacking, NotForYou, Reading
from kiosk.view import View, second
from shared.canvas.boxes import columns, cut_foot, cut_top, pages_of, rows
from shared.canvas.grid import Box
from shared.office.model import Service
from shared.text.catalogue import N_, Phrase
from shared.text.palette import ACCENT, FOREGROUND, INK, QUIET

_A_PAGE: Final = 4
_TWO_LINES: Final = 2.2
"""Ems of two lines."""
_LOST: Final = 0.75
"""What is left of two lines that break where a word ends."""
_NOT_SURE: Final = N_("Not sure? Ask the staff to come")


@dataclass(frozen=True, slots=True)
class PrintList:
    """The wish for the list of papers, on paper, without a number."""

    service: str


def paint_documents(sheet: Sheet, view: View, here: Documents) -> None:
    """Have you these? Yes leads to the number, no to what can be done."""
    service = view.office.service(here.service)
    if service is None:
        return
    title = N_("Do you have these papers?")
    paint_title(sheet, view, title)
    scale = sheet.scale
    body, foot = sheet.parted()
    count = len(service.documents)
    a_page = count if sheet.is_whole else -(-count // (-(-count // _A_PAGE) or 1))
    pages = pages_of(service.documents, max(1, a_page))
    turned = foot
    if len(pages) > 1 and sheet.is_upright:
        body, turned = cut_foot(body, sheet.foot_height, scale.gap)
    elif len(pages) > 1:
        turned, foot = columns(foot, [42, 58], scale.gap)
    split = rows if sheet.is_upright else columns
    left, right = split(body, [64, 36], scale.gap)
    page = min(here.page, len(pages) - 1)
    _paint_list(sheet, view, service, pages[page], left)
    _paint_answers(sheet, view, service, right)
    if len(pages) > 1:
        turns = [Turn(Documents(service.code, each)) for each in range(len(pages))]
        paint_turns(sheet, view, turned, turns, page)
    sheet.button(
        foot,
        view.say(_NOT_SURE),
        second=view.beside(_NOT_SURE),
        act=Help(),
        icon="question",
    )


def _paint_answers(sheet: Sheet, view: View, service: Service, box: Box) -> None:
    """Yes, the yellow way to the number; below it no, which says what can be done."""
    yes, no = rows(box, [52, 48], sheet.scale.gap)
    have, lack = N_("I have them"), N_("I lack something")
    sheet.card(
        yes,
        [
            Line(view.say(have), Role.HEAD, INK, is_bold=True),
            Line(view.say(N_("Take a number")), Role.NAME, INK, rank=2, is_bold=True),
            Line(view.beside(have), Role.NOTE, INK, rank=1),
        ],
        act=Take(service.code),
        look=Look.MAIN,
        icon="tick",
        icon_size=sheet.scale.icon(32),
    )
    sheet.card(
        no,
        [
            Line(view.say(lack), Role.NAME, FOREGROUND, most=2, is_bold=True),
            Line(view.say(N_("See what can be done")), Role.NOTE, QUIET, rank=2),
            second(view.beside(lack), rank=1),
        ],
        act=Lacking(service.code),
        look=Look.RAISED,
        icon="document",
        icon_size=sheet.scale.icon(30),
    )


def paint_lacking(sheet: Sheet, view: View, here: Lacking) -> None:
    """Something is missing: a number all the same, the list to take along, or later."""
    title = N_("Something is missing")
    paint_title(sheet, view, title)
    anyway, later = N_("Take a number anyway"), N_("Come back another day")
    choices: list[tuple[str, str, str, object]] = [
        (
            anyway,
            N_("The staff will say what can be done"),
            "ticket",
            Take(here.service),
        ),
        (later, N_("No number is taken"), "home", Home()),
    ]
    if view.may_print:
        bring = N_("What to bring, without a number")
        listed = N_("Print the list"), bring, "document", PrintList(here.service)
        choices.insert(1, listed)
    boxes = rows(sheet.body, [1] * len(choices), sheet.scale.gap)
    for (words, told, icon, act), box in zip(choices, boxes, strict=True):
        sheet.card(
            box,
            [
                Line(view.say(words), Role.HEAD, FOREGROUND, most=2, is_bold=True),
                second(view.beside(words), rank=2),
                Line(view.say(told), Role.BODY, QUIET, rank=1, most=2),
            ],
            act=act,
            icon=icon,
            icon_ink=ACCENT,
            icon_size=sheet.scale.icon(44),
        )


def paint_condition(sheet: Sheet, view: View, here: Condition) -> None:
    """One plain question, and two answers; only what follows from it is kept."""
    service = view.office.service(here.service)
    if service is None or service.condition is None:
        return
    paint_header(
        sheet, view, view.phrase(service.name), view.phrase_beside(service.name)
    )
    question = service.condition.question
    upper, lower = rows(sheet.body, [45, 55], sheet.scale.gap)
    sheet.card(
        upper,
        [
            Line(view.phrase(question), Role.HEAD, FOREGROUND, most=2, is_bold=True),
            Line(view.phrase_beside(question), Role.BODY, QUIET, rank=1, most=2),
        ],
        look=Look.PLAIN,
        icon="question",
        icon_ink=ACCENT,
        icon_size=sheet.scale.icon(44),
    )
    for words, act, icon, box in zip(
        (N_("Yes"), N_("No")),
        (Fulfil(service.code), NotForYou(service.code)),
        ("tick", "cross"),
        columns(lower, [1, 1], sheet.scale.gap),
        strict=True,
    ):
        sheet.card(
            box,
            [
                Line(view.say(words), Role.HEAD, FOREGROUND, is_bold=True),
                second(view.beside(words)),
            ],
            act=act,
            icon=icon,
            icon_ink=FOREGROUND,
            icon_size=sheet.scale.icon(40),
        )


def paint_not_for_you(sheet: Sheet, view: View, here: NotForYou) -> None:
    """The answer was no: the service that is right, or help."""
    asked = view.office.service(here.service)
    title = N_("This is the right one for you")
    code = asked.condition.otherwise if asked and asked.condition else None
    other = view.office.service(code) if code else None
    if other is None:
        title = N_("Please ask the staff")
    paint_title(sheet, view, title)
    body, foot = sheet.parted(sheet.main_foot_height)
    if other is not None:
        paint_service(sheet, view, other, body, None)
    sheet.button(
        foot if other is not None else body,
        view.say(N_("None of these: I need help")),
        act=Help(),
        icon="question",
    )


def paint_reading(sheet: Sheet, view: View, here: Reading) -> None:
    """The steps and papers of a service, while it gives out no numbers."""
    service = view.office.service(here.service)
    if service is None:
        return
    why = view.why_closed([service])
    now = view.hall.service(service.code) if view.hall is not None else None
    if now is not None and now.paused is not None and now.paused.message:
        why = now.paused.message
    paint_header(sheet, view, view.phrase(service.name), why)
    split = rows if sheet.is_upright else columns
    left, right = split(sheet.body, [1, 1], sheet.scale.gap)
    for box, title, listed in (
        (left, N_("Steps"), service.steps),
        (right, N_("Please bring"), service.documents),
    ):
        _paint_lines(sheet, view, view.say(title), listed, box)


def _paint_list(
    sheet: Sheet, view: View, service: Service, listed: Sequence[Phrase], box: Box
) -> None:
    """A service's papers, each with an empty box before it."""
    sheet.card(box, [], look=Look.CARD)
    scale = sheet.scale
    inner = box.inset(scale.pad, scale.gap if scale.is_written else scale.pad // 2)
    head, inner = cut_top(inner, scale.height(Role.NAME), 0)
    title = Line(view.phrase(service.name), Role.NAME, ACCENT, is_bold=True,
                 short=view.phrase(service.short))  # fmt: skip
    if not sheet.is_whole:
        sheet.stack(head, [title])
    places = rows(inner, [1] * len(listed), 0)
    words = Box(0, 0, inner.width - scale.dots(16) - scale.gap, places[0].height)
    role = _common_role(sheet, [view.phrase(each) for each in listed], words)
    for document, room in zip(listed, places, strict=True):
        side = 2 if scale.is_written else scale.dots(16)
        words = Box(room.x + side + scale.gap, room.y,
                    room.width - side - scale.gap, room.height)  # fmt: skip
        if scale.is_written:
            sheet.surface.write("□", room.x, (room.y + room.height // 2) // 2, 2, QUIET)
        else:
            y = room.y + (room.height - side) // 2
            mark = Box(room.x, y, side, side)
            sheet.surface.card(mark, Look.CARD.value[0], FOREGROUND, 2, 2)
        sheet.stack(
            words,
            [
                Line(view.phrase(document), role, FOREGROUND, most=2),
                second(view.phrase_beside(document), rank=1),
            ],
        )


def _common_role(sheet: Sheet, texts: list[str], box: Box) -> Role:
    """The largest role in which each of the texts stands in a box, on two lines."""
    for role in (Role.NAME, Role.BODY):
        wide = [sheet.width(Line(each, role, "")) for each in texts]
        if max(wide) <= box.width:
            return role
        has_two = sheet.scale.size(role) * _TWO_LINES <= box.height
        if has_two and max(wide) <= 2 * box.width * _LOST:
            return role
    return Role.NOTE


def _paint_lines(
    sheet: Sheet, view: View, title: str, listed: tuple[Phrase, ...], box: Box
) -> None:
    role = Role.BODY if len(listed) < 5 else Role.NOTE
    lines = [Line(title, Role.NAME, ACCENT, is_bold=True)]
    for number, each in enumerate(listed, start=1):
        words = f"{number}. {view.phrase(each)}"
        lines.append(Line(words, role, FOREGROUND, rank=number, most=2))
    sheet.card(box, lines, look=Look.PLAIN)
