"""What have you come for: the needs, the commonest first and largest."""

from __future__ import annotations

from dataclasses import replace

from kiosk.act import Act, ChooseNeed, Claim
from kiosk.card import Look
from kiosk.header import paint_header
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import AllServices, Priorities, Reading
from kiosk.view import View, second
from shared.canvas.boxes import columns, grid, rows
from shared.canvas.grid import Box
from shared.office.model import Need
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND, GOOD, LETTERS, QUIET, WARNING

_INKS = (WARNING, GOOD, LETTERS[0], LETTERS[3], QUIET, ACCENT)
"""Of the needs' icons, in their order."""
TITLE = N_("What do you need today?")


def ink_of(view: View, need: str) -> str:
    """The colour that a need's icon has on every page."""
    codes = [each.code for each in view.office.needs]
    return _INKS[codes.index(need) % len(_INKS)] if need in codes else QUIET


def paint_needs(sheet: Sheet, view: View) -> None:
    """Two large tiles and the others below them; priority and all services."""
    paint_header(sheet, view, view.say(TITLE), view.beside(TITLE), is_low=True)
    body, foot = sheet.parted()
    needs = view.office.needs
    for index, (need, box) in enumerate(
        zip(needs, _boxes(sheet, body, len(needs)), strict=True)
    ):
        _paint_need(sheet, view, need, box, is_large=index < 2)
    paint_foot(sheet, view, foot)


def paint_foot(sheet: Sheet, view: View, foot: Box) -> None:
    """Priority, where the office offers any, and all services."""
    offered = [each for each in view.office.priorities if each.is_at_kiosk]
    words = N_("All services")
    shares = [1, 1] if offered else [1]
    if offered and sheet.is_upright:
        shares = [_widest_word(sheet, view.say(N_("Priority"))),
                  _widest_word(sheet, view.say(words))]  # fmt: skip
    boxes = columns(foot, shares, sheet.scale.gap)
    if offered:
        paint_priority_button(sheet, view, boxes[0])
    sheet.button(
        boxes[-1],
        view.say(words),
        second=view.beside(words),
        act=AllServices(),
        icon="list",
    )


def _widest_word(sheet: Sheet, text: str) -> int:
    """How wide a button must be that may have its words below each other."""
    return max(sheet.width(Line(each, Role.BODY, "")) for each in text.split())


def paint_priority_button(sheet: Sheet, view: View, box: Box) -> None:
    """Priority in one press; the way to several where the office offers several."""
    offered = [each for each in view.office.priorities if each.is_at_kiosk]
    is_chosen = view.way.priority is not None
    act: Act = Priorities()
    words = view.say(N_("Priority: chosen") if is_chosen else N_("Priority"))
    told = view.beside(N_("Priority"))
    if len(offered) == 1:
        [only] = offered
        act = Claim(None if is_chosen else only.code)
        words = view.phrase(only.name)
        told = view.phrase(only.for_whom) or view.phrase_beside(only.name)
    sheet.button(
        box,
        words,
        second=told,
        act=act,
        look=Look.CHOSEN if is_chosen else Look.RAISED,
        icon="tick" if is_chosen else "wheelchair",
    )


def _boxes(sheet: Sheet, body: Box, count: int) -> list[Box]:
    gap = sheet.scale.gap
    if sheet.is_upright:
        large = min(2, count)
        return rows(body, [75] * large + [53] * (count - large), gap)
    if sheet.scale.is_written:
        down = -(-count // 2)
        weights = [7] + [5] * (down - 1)
        both = [columns(row, [1, 1], gap) for row in rows(body, weights, gap)]
        return [box for row in both for box in row][:count]
    if count <= 2:
        return columns(body, [1] * count, gap)
    small = count - 2
    across = small if small <= 4 else 4
    down = -(-small // across)
    upper, lower = rows(body, [94, 94 * down], gap)
    return [*columns(upper, [1, 1], gap), *grid(lower, across, down, gap)][:count]


def _paint_need(
    sheet: Sheet, view: View, need: Need, box: Box, *, is_large: bool
) -> None:
    scale = sheet.scale
    is_wide = sheet.is_upright or is_large
    role = Role.HEAD if is_large else Role.NAME
    lines = [
        Line(view.phrase(need.name), role, FOREGROUND, most=2, is_bold=True),
        second(view.phrase_beside(need.name), rank=3, most=1),
        Line(view.phrase(need.hint), Role.NOTE, QUIET, rank=4),
    ]
    wait = view.wait(need)
    if wait is not None:
        lines.append(wait)
    icon = scale.dots(40 if is_large else 30 if is_wide else 24)
    if scale.is_written:
        icon = 12 if box.height >= 18 else 8 if box.height >= 10 else 0
    act = _way_to(view, need)
    ink = ink_of(view, need.code)
    if wait is not None and sheet.is_upright and not scale.is_written:
        wait = replace(wait, role=Role.NOTE)
        if not is_large:
            lines = _in_two_rows(sheet, lines[0], lines[1], wait, box)
        else:
            lines[-1] = wait
    if is_wide or scale.is_written:
        sheet.card(box, lines, act=act, icon=need.icon if icon else "", icon_ink=ink,
                   icon_size=icon)  # fmt: skip
    else:
        sheet.tall_card(box, lines[:-1] if wait else lines, wait, act=act,
                        icon=need.icon, icon_ink=ink, icon_size=icon)  # fmt: skip


def _way_to(view: View, need: Need) -> Act:
    """To its services; where its only one gives out none now, to read about that."""
    only = view.office.service(need.services[0]) if len(need.services) == 1 else None
    if only is not None and view.is_closed(only):
        return Reading(only.code)
    return ChooseNeed(need.code)


def _in_two_rows(
    sheet: Sheet, name: Line, second: Line, wait: Line, box: Box
) -> list[Line]:
    """The second language beside how many wait; without room there, beside the name."""
    room = box.width - 2 * sheet.scale.pad - sheet.scale.dots(30) - 2 * sheet.scale.gap
    if sheet.has_width(second, room - sheet.width(wait)):
        return [name, replace(wait, left=second)]
    return [replace(name, after=second), wait]
