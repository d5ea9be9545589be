"""Pages of a few words: closed, help, priority, one moment, refused."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.act import Claim
from kiosk.card import Look
from kiosk.header import paint_header, paint_title
from kiosk.pages.start import cut_languages, paint_languages
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import AllServices
from kiosk.view import View, second
from kiosk.week import week_words
from shared import clock
from shared.canvas.boxes import columns, rows
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND, LETTERS, QUIET, WARNING
from shared.trade.orders import Pause


def paint_paused(sheet: Sheet, view: View, pause: Pause) -> None:
    """Staff have paused this kiosk: why, and until when."""
    name = view.office.name
    paint_header(
        sheet, view, view.phrase(name), view.phrase_beside(name), is_first=True
    )
    body, foot = cut_languages(sheet, view, sheet.body)
    paint_languages(sheet, view, foot)
    closed = N_("No numbers here at present")
    ask = N_("Please ask the staff.")
    lines = [
        Line(view.say(closed), Role.HEAD, WARNING, most=2, is_bold=True),
        Line(view.beside(closed), Role.BODY, QUIET, rank=4, most=2),
        Line(pause.message or "", Role.NAME, FOREGROUND, rank=1, most=2),
        Line(view.say(ask), Role.NAME, FOREGROUND, rank=3, most=2),
    ]
    if pause.until is not None:
        until = clock.local(pause.until, view.office.time_zone)
        words = view.say(N_("Paused until {time}"), time=f"{until:%H:%M}")
        lines.insert(2, Line(words, Role.NAME, FOREGROUND, rank=2, is_bold=True))
    sheet.card(
        body,
        lines,
        look=Look.PLAIN,
        icon="warning",
        icon_ink=WARNING,
        icon_size=sheet.scale.icon(60),
    )


def paint_closed(sheet: Sheet, view: View) -> None:
    """Closed: when it opens, whom to ring, and what can be done meanwhile."""
    name, week = view.office.name, "" if sheet.is_upright else week_words(view)
    paint_header(
        sheet,
        view,
        view.phrase(name),
        view.phrase_beside(name),
        is_first=True,
        right=week,
    )
    body, foot = cut_languages(sheet, view, sheet.body)
    paint_languages(sheet, view, foot)
    gap = sheet.scale.gap
    weights = [36, 64] if sheet.is_upright else [46, 54]
    if sheet.scale.is_written and not sheet.is_upright:
        weights = [60, 40]
    upper, lower = rows(body, weights, gap)
    facts = _facts(view)
    if sheet.is_upright or sheet.scale.is_written:
        split = rows if sheet.is_upright else columns
        places = split(lower, [1] * len(facts), gap)
    else:
        # What can be pressed stands beside the poster.
        upper, pressed = columns(upper, [65, 35], gap)
        places = [*columns(lower, [1] * (len(facts) - 1), gap), pressed]
    _paint_poster(sheet, view, upper)
    for box, fact in zip(places, facts, strict=True):
        _paint_fact(sheet, *fact, box)


def _paint_poster(sheet: Sheet, view: View, box: Box) -> None:
    closed = N_("We are closed now")
    week = week_words(view) if sheet.is_upright else ""
    sheet.card(
        box,
        [
            Line(view.say(closed), Role.POSTER, FOREGROUND, is_bold=True),
            Line(view.beside(closed), Role.BODY, QUIET),
            Line(week, Role.BODY, QUIET),
        ],
        icon="door-closed",
        icon_ink=LETTERS[0],
        icon_size=sheet.scale.icon(64),
    )


def _paint_fact(
    sheet: Sheet, icon: str, lines: Sequence[Line], act: object, box: Box
) -> None:
    size = sheet.scale.icon(26, written=6)
    look = Look.CARD if act else Look.PLAIN
    if sheet.is_upright or (act and not sheet.scale.is_written):
        sheet.card(box, lines, act=act, look=look, icon=icon, icon_ink=ACCENT,
                   icon_size=size)  # fmt: skip
        return
    title, *others = lines
    icon = "" if sheet.scale.is_written else icon
    sheet.tall_card(box, others, title, act=act, look=look, icon=icon,
                    icon_ink=ACCENT, icon_size=size)  # fmt: skip


def _facts(view: View) -> list[tuple[str, list[Line], object]]:
    """Next opening, telephone, what can be done: those that are known."""
    office, found = view.office, list[tuple[str, list[Line], object]]()
    opens = view.opening.next
    if opens is not None:
        lines = _fact(view, N_("Next opening"), view.day(opens.date()))
        lines.insert(2, Line(f"{opens:%H:%M}", Role.NAME, FOREGROUND, is_bold=True))
        found.append(("calendar", lines, None))
    if office.phone:
        found.append(("phone", _fact(view, N_("Telephone"), office.phone), None))
    if office.meanwhile is not None:
        words = view.phrase(office.meanwhile)
        found.append(("list", _fact(view, N_("Meanwhile"), words), None))
    read = N_("Steps and documents")
    lines = _fact(view, N_("To read"), view.say(read))
    found.append(("document", lines, AllServices()))
    return found


def _fact(view: View, title: str, words: str) -> list[Line]:
    return [
        Line(view.say(title), Role.NAME, ACCENT, is_bold=True),
        Line(words, Role.NAME, FOREGROUND, most=2, is_bold=True),
        second(view.beside(title), rank=3),
    ]


def paint_priorities(sheet: Sheet, view: View) -> None:
    """Who goes first; nobody else sees what is pressed here."""
    title = N_("Priority")
    paint_title(sheet, view, title)
    offered = [each for each in view.office.priorities if each.is_at_kiosk]
    boxes = rows(sheet.body, [1] * (len(offered) + 1), sheet.scale.gap)
    for priority, box in zip(offered, boxes, strict=False):
        is_chosen = priority.code == view.way.priority
        lines = [
            Line(view.phrase(priority.name), Role.HEAD, FOREGROUND, is_bold=True),
            Line(view.phrase(priority.for_whom), Role.NAME, QUIET, rank=1, most=2),
            second(view.phrase_beside(priority.for_whom), rank=2, most=2),
        ]
        act = Claim(None if is_chosen else priority.code)
        _paint_choice(sheet, box, lines, act, is_chosen, "wheelchair")
    words = N_("Without priority")
    lines = [
        Line(view.say(words), Role.NAME, FOREGROUND, is_bold=True),
        second(view.beside(words)),
    ]
    is_chosen = view.way.priority is None
    _paint_choice(sheet, boxes[-1], lines, Claim(None), is_chosen, "person")


def _paint_choice(
    sheet: Sheet,
    box: Box,
    lines: Sequence[Line],
    act: Claim,
    is_chosen: bool,
    icon: str,
) -> None:
    sheet.card(
        box,
        lines,
        act=act,
        look=Look.CHOSEN if is_chosen else Look.CARD,
        icon="tick" if is_chosen else icon,
        icon_ink=LETTERS[0],
        icon_size=sheet.scale.icon(44),
    )
