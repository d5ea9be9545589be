"""Which service: those of one need, or all of them by their needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.act import Act, Choose, Turn
from kiosk.card import Look
from kiosk.header import paint_header
from kiosk.pages.needs import ink_of, paint_priority_button
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import AllServices, Help, Reading, Services
from kiosk.view import View, second
from shared.canvas.boxes import columns, cut_foot, cut_top, grid, pages_of, rows
from shared.canvas.grid import Box
from shared.office.model import Need, Office, Service
from shared.text.catalogue import N_, Phrase, catalogue
from shared.text.palette import FOREGROUND, LETTERS, QUIET

_A_PAGE: Final = 6
_ALL_A_PAGE: Final = 10
_FEW: Final = 5
"""Services that have room for more than their names."""
_HIGH: Final = 90
_HIGH_WRITTEN: Final = 36
"""Dots of a card whose title is a headline; where the terminal writes the words."""
_NONE_OF_THESE: Final = N_("None of these: I need help")
_ASK: Final = N_("Ask the staff to come")


def paint_services(sheet: Sheet, view: View, here: Services) -> None:
    """The services of a need, and at the end help for who finds none of them right."""
    scale, office = sheet.scale, view.office
    need = _need(view, here.need)
    title = view.phrase(need.name) if need else view.say(N_("What do you need today?"))
    which = N_("Which one?")
    beside = view.phrase_beside(need.name) if need else view.beside(which)
    paint_header(sheet, view, title, beside)
    body, foot = sheet.parted()
    pages = service_pages(office, need)
    page = pages[min(here.page, len(pages) - 1)]
    offered = any(each.is_at_kiosk for each in office.priorities)
    room = foot
    if offered and len(pages) > 1 and sheet.is_upright:
        body, room = cut_foot(body, sheet.foot_height, scale.gap)
    elif offered and len(pages) > 1:
        foot, room = columns(foot, [1, 1], scale.gap)
    boxes = _boxes(sheet, body, len(page) + 1)
    for service, box in zip(page, boxes, strict=False):
        paint_service(sheet, view, service, box, need)
    _paint_none(sheet, view, boxes[len(page)])
    turns = [Services(here.need, each) for each in range(len(pages))]
    if offered:
        paint_priority_button(sheet, view, foot)
    if len(pages) > 1:
        firsts = [view.phrase(each[0].name) for each in pages]
        acts = [Turn(each) for each in turns]
        paint_turns(sheet, view, room, acts, here.page, firsts)


def paint_service(
    sheet: Sheet, view: View, service: Service, box: Box, need: Need | None
) -> None:
    """A service's name, whom it is for and how many wait; read only where closed."""
    scale = sheet.scale
    lines = [
        service_name(view, service),
        second(view.phrase_beside(service.name), rank=3, most=1),
        Line(view.phrase(service.for_whom), Role.NOTE, QUIET, rank=4, most=1),
    ]
    high = _HIGH_WRITTEN if scale.is_written else scale.dots(_HIGH)
    is_high = box.height >= high
    if is_high:
        roles = Role.HEAD, Role.BODY, Role.BODY
        pairs = zip(lines, roles, strict=True)
        lines = [replace(line, role=role, most=2) for line, role in pairs]
    if scale.is_written or is_high:
        wait = view.wait_for(service)
        lines += [wait] if wait is not None else []
    else:
        # Beside each other, as far as there is room for both.
        for at, wait in enumerate(view.waits([service]), start=1):
            lines[at] = replace(wait, role=Role.NOTE, left=lines[at])
    inner = sheet.card(box, lines, act=_way_to(view, service))
    if need is not None and inner.height >= 8:
        wide = max(1, scale.dots(4)) if not scale.is_written else 1
        x = box.x + (0 if scale.is_written else scale.pad // 3)
        bar = Box(x, inner.y + 2, wide, inner.height - 4)
        sheet.surface.fill(bar, ink_of(view, need.code))


def paint_turns(
    sheet: Sheet,
    view: View,
    box: Box,
    turns: list[Turn],
    page: int,
    firsts: Sequence[str] = (),
) -> None:
    """The page before and the page after, which of how many, and what is on them.

    `firsts` has what each page begins with.
    """
    before, after = columns(box, [1, 1], sheet.scale.gap)
    words = N_("Next page {n}/{m}")
    place = {"n": page + 1, "m": len(turns)}
    last = len(turns) - 1
    earlier, later = page - 1 if page else last, page + 1 if page < last else 0
    if len(turns) == 2:
        # Two ways to the same page would look like one thing pressed twice.
        before, after = box, box
    if len(turns) > 2 or page:
        sheet.button(
            before,
            view.say(N_("Previous page")),
            second=f"{firsts[earlier]} …" if firsts else "",
            act=turns[earlier],
            icon="arrow-up",
        )
    if len(turns) > 2 or not page:
        sheet.button(
            after,
            view.say(words, **place),
            second=f"{firsts[later]} …" if firsts else "",
            act=turns[later],
            icon="arrow-down",
        )


def paint_all(sheet: Sheet, view: View, here: AllServices) -> None:
    """Every service: the needs as tabs, and the names of the one that is open."""
    scale, office = sheet.scale, view.office
    words = N_("All services: {n}")
    n = len(office.services)
    paint_header(sheet, view, view.say(words, n=n), view.beside(words, n=n))
    rest = _rest(view)
    tabs = [*office.needs, *([rest] if rest.services else [])]
    chosen = next((each for each in tabs if each.code == here.need), tabs[0])
    body, foot = sheet.parted()
    if sheet.is_upright:
        across = 3 if scale.is_written else 2
        down = -(-len(tabs) // across)
        each = sheet.foot_height
        upper, body = cut_top(body, each * down + scale.gap * (down - 1), scale.gap)
        places = grid(upper, across, down, scale.gap)
    else:
        left, body = columns(body, [21, 79], scale.gap)
        places = rows(left, [1] * max(6, len(tabs)), scale.gap // 4 * 2)
    for tab, box in zip(tabs, places, strict=False):
        is_chosen = tab is chosen
        line = Line(view.phrase(tab.name), Role.NAME, FOREGROUND, most=2, is_bold=True)
        act = Turn(AllServices(tab.code))
        sheet.card(box, [line], act=act, look=Look.MAIN if is_chosen else Look.RAISED)
    pages = pages_of(_services(office, chosen), _ALL_A_PAGE)
    page = min(here.page, len(pages) - 1)
    _paint_names(sheet, view, pages[page], body)
    if len(pages) > 1:
        acts = [Turn(AllServices(chosen.code, each)) for each in range(len(pages))]
        firsts = [view.phrase(each[0].name) for each in pages]
        paint_turns(sheet, view, foot, acts, page, firsts)
    else:
        sheet.button(foot, view.say(_NONE_OF_THESE), act=Help(), icon="question")


def _paint_names(
    sheet: Sheet, view: View, services: Sequence[Service], body: Box
) -> None:
    """As many as there are: few are told of as on the page of their need."""
    longest = max(sheet.width(service_name(view, each)) for each in services)
    is_written, gap = sheet.scale.is_written, sheet.scale.gap
    is_narrow = sheet.is_upright and (is_written or longest > body.width)
    is_few = len(services) < _FEW
    across = 1 if is_narrow or is_few else 2
    down = -(-len(services) // across)
    boxes = grid(body, across, down, gap)
    for service, box in zip(services, boxes, strict=False):
        if is_few:
            paint_service(sheet, view, service, box, None)
        else:
            _paint_name(sheet, view, service, box)


def _paint_name(sheet: Sheet, view: View, service: Service, box: Box) -> None:
    wait = view.wait_for(service)
    lines = [service_name(view, service), *([wait] if wait else [])]
    sheet.card(box, lines, act=_way_to(view, service))


def service_name(view: View, service: Service) -> Line:
    """What a service is called, as the first line of a card."""
    return Line(
        view.phrase(service.name),
        Role.NAME,
        FOREGROUND,
        most=2,
        short=view.phrase(service.short),
        is_bold=True,
    )


def _way_to(view: View, service: Service) -> Act:
    """To its number; while it gives out none, its steps and papers can be read."""
    closed = view.is_closed(service)
    return Reading(service.code) if closed else Choose(service.code)


def _paint_none(sheet: Sheet, view: View, box: Box) -> None:
    lines = [
        Line(view.say(_NONE_OF_THESE), Role.NAME, FOREGROUND, most=2, is_bold=True),
        second(view.beside(_NONE_OF_THESE), most=1),
        Line(view.say(_ASK), Role.NOTE, QUIET, rank=3),
    ]
    size = sheet.scale.icon(26, written=8)
    sheet.card(
        box,
        lines,
        act=Help(),
        look=Look.QUIET,
        icon="question",
        icon_ink=LETTERS[0],
        icon_size=size,
    )


def _need(view: View, code: str | None) -> Need | None:
    return next((each for each in view.office.needs if each.code == code), None)


def _rest(view: View) -> Need:
    """What no need names, as a need of its own."""
    office = view.office
    named = {code for need in office.needs for code in need.services}
    left = tuple(each.code for each in office.services if each.code not in named)
    others = N_("Others")
    name = Phrase({each: catalogue(each)(others) for each in office.languages})
    return Need("", name, left)


def service_pages(office: Office, need: Need | None) -> list[Sequence[Service]]:
    """The services of a need, or all of them, as the pages hold them beside help."""
    services = _services(office, need)
    is_long = need is None and len(services) >= _A_PAGE
    return pages_of(services, (_ALL_A_PAGE if is_long else _A_PAGE) - 1)


def _services(office: Office, need: Need | None) -> list[Service]:
    if need is None:
        return list(office.services)
    found = [office.service(code) for code in need.services]
    return [each for each in found if each is not None]


def _boxes(sheet: Sheet, body: Box, count: int) -> list[Box]:
    gap = sheet.scale.gap
    if sheet.is_upright:
        return rows(body, [1] * count, gap)
    across = 1 if count < 3 else 2
    return grid(body, across, -(-count // across), gap)
