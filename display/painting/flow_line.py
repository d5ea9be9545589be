"""The steps of a flow on a line, as circles: done, here, and those to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from display.content.flow import Flow
from display.painting.page import Page, Role
from shared.canvas.boxes import columns, pages_of, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.palette import (
    ACCENT,
    EDGE,
    FOREGROUND,
    INK,
    RAISED,
)

_MOST_ON_A_LINE: Final = 7
"""Steps beside each other; more stand below each other."""
HERE: Final = 1
"""Everybody who reads the screen has a number and waits: the second step."""


@dataclass(frozen=True, slots=True)
class Line:
    """How steps stand beside each other: so many, in words of such a role."""

    across: int
    role: Role


def _circle(page: Page) -> int:
    return 12 if page.is_written else page.dots(34)


def step_height(page: Page, role: Role) -> int:
    """What a step on a line needs: its circle, two lines of words."""
    return _circle(page) + page.gap // 2 * 2 + page.line(role) * 2


def line_of(page: Page, flow: Flow, body: Box, down: int) -> Line | None:
    """How the steps stand on `down` lines, all words whole; none if they do not."""
    across = -(-len(flow.steps) // down)
    if across > _MOST_ON_A_LINE:
        return None
    wide = body.width // across - page.gap
    for role in (Role.NOTE,) if page.is_written else (Role.BODY, Role.NOTE):
        one = Box(0, 0, wide, page.line(role))
        two = Box(0, 0, wide, page.line(role) * 2)
        is_whole = all(
            page.stands(text, one if number == HERE else two, role)
            for number, text in enumerate(flow.steps)
        )
        if is_whole and down * step_height(page, role) <= body.height:
            return Line(across, role)
    return None


def paint_lines(page: Page, flow: Flow, line: Line, box: Box) -> None:
    """The steps on a line, or two: the second goes on below the first."""
    parts = pages_of(flow.steps, line.across)
    first = 0
    spare = box.height - len(parts) * step_height(page, line.role)
    for place, steps in zip(rows(box, [1] * len(parts), 0), parts, strict=True):
        down = max(0, spare) // len(parts) // 4 * 2
        inner = Box(place.x, place.y + down, place.width, place.height)
        _paint_line(page, flow, line, steps, first, inner)
        first += len(steps)


def _paint_line(
    page: Page, flow: Flow, line: Line, steps: Sequence[str], first: int, box: Box
) -> None:
    size, last = _circle(page), len(flow.steps) - 1
    cells = columns(box, [1] * line.across, 0)[: len(steps)]
    thick = 2 if page.is_written else max(2, page.dots(4))
    y = box.y + size // 2 - thick // 2
    for number, cell in enumerate(cells, first):
        middle = cell.x + cell.width // 2
        # The last of a line leads on to the edge, the first of the next from it.
        if number < last:
            colour = ACCENT if number < HERE else EDGE
            page.surface.fill(Box(middle, y, cell.right - middle, thick), colour)
        if number > 0:
            colour = ACCENT if number <= HERE else EDGE
            page.surface.fill(Box(cell.x, y, middle - cell.x, thick), colour)
    for number, (text, cell) in enumerate(zip(steps, cells, strict=True), first):
        x = cell.x + (cell.width - size) // 2
        paint_mark(page, number, Box(x, box.y, size, size))
        top = box.y + size + page.gap // 2 * 2
        room = Box(cell.x, top, cell.width, 2 * page.line(line.role))
        _paint_step_words(page, flow, number, text, room.inset(page.gap // 2, 0), line)


def _paint_step_words(
    page: Page, flow: Flow, number: int, text: str, room: Box, line: Line
) -> None:
    high = page.line(line.role)
    if number != HERE:
        two = page.width(text, line.role) > room.width
        place = Box(room.x, room.y, room.width, room.height if two else high)
        page.text(
            text,
            place,
            FOREGROUND,
            line.role,
            align=Align.CENTRE,
            lines=1 + two,
            is_fixed=True,
        )
        return
    top = Box(room.x, room.y, room.width, high)
    below = Box(room.x, room.y + high, room.width, high)
    if page.fits(flow.here, below.inset(1, 0), Role.NOTE):
        page.text(text, top, ACCENT, line.role, align=Align.CENTRE)
        _paint_label(page, flow.here, below, Role.NOTE)
    else:
        _paint_label(page, text, top, line.role)


def _paint_label(page: Page, words: str, box: Box, role: Role) -> None:
    """The label of the step where people are, in the middle of a box."""
    wide = min(box.width, page.width(words, role) + page.pad)
    label = Box(box.x + (box.width - wide) // 2, box.y, wide, box.height)
    page.surface.card(label, ACCENT, radius=page.radius // 2)
    page.text(words, label, INK, role, align=Align.CENTRE)


def paint_mark(page: Page, number: int, box: Box) -> None:
    """The circle of a step: done with a tick, here with a ring, later its number."""
    if page.is_written and box.height < 8:
        words = "✓" if number < HERE else str(number + 1)
        ink = ACCENT if number <= HERE else FOREGROUND
        page.text(words, box, ink, Role.COUNT, is_bold=True)
        return
    surface, size = page.surface, box.height
    if number == HERE:
        surface.card(box, FOREGROUND, radius=size)
        line = max(1, size // 14)
        surface.card(box.inset(line), ACCENT, radius=size)
    else:
        surface.card(box, ACCENT if number < HERE else RAISED, radius=size)
    icon = max(8, round(size * 0.6))
    if number <= HERE and size > 10:
        name = "tick" if number < HERE else "chair"
        at = (box.x + (size - icon) // 2, box.y + (size - icon) // 2)
        surface.icon(name, *at, icon, INK)
        return
    ink = INK if number <= HERE else FOREGROUND
    least = 10 if size >= 14 else 7
    height = max(least, min(page.least(Role.COUNT), size), round(size * 0.5))
    page.strokes(str(number + 1), box, ink, height, Role.COUNT, Align.CENTRE)
