"""The steps of a flow on a line, as circles: done, here, and those to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from display.content.flow import Flow, Told
from display.painting.page import Page, Role
from shared.canvas.boxes import columns, pages_of, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.palette import (
    ACCENT,
    EDGE,
    FOREGROUND,
    INK,
    QUIET,
    RAISED,
)

MOST_ON_A_LINE: Final = 7
"""Steps beside each other; more stand below each other."""
HERE: Final = 1
"""Everybody who reads the screen has a number and waits: the second step."""


@dataclass(frozen=True, slots=True)
class Line:
    """How steps stand beside each other."""

    across: int
    """So many."""
    role: Role
    lines: int
    """Of the words of a step at most."""
    has_second: bool = False
    """Whether the second language stands below each."""


def _circle(page: Page) -> int:
    return 12 if page.is_written else page.dots(34)


def step_height(page: Page, line: Line) -> int:
    """What a step on a line needs: its circle and its words."""
    words = page.line(line.role) * line.lines
    second = page.line(Role.NOTE) if line.has_second else 0
    return _circle(page) + page.gap // 2 * 2 + words + second


def lines_of(page: Page, flow: Flow, body: Box, across: int) -> Iterator[Line]:
    """How so many steps can stand beside each other, all whole; the best first."""
    wide = body.width // across - page.gap
    roles = [Role.STEP, Role.NOTE] if page.is_written else [Role.STEP, Role.BODY]
    sizes = [(role, 1, True) for role in roles]
    sizes += [(role, 1, False) for role in [*roles, Role.NOTE]]
    sizes += [(role, 2, False) for role in [*roles, Role.NOTE]]
    for role, lines, has_second in sizes:
        line = Line(across, role, lines, has_second)
        is_whole = wide > 0 and all(
            _stands(page, told, wide, line, is_here=number == HERE)
            for number, told in enumerate(flow.steps)
        )
        if is_whole and step_height(page, line) <= body.height:
            yield line


def _stands(page: Page, told: Told, wide: int, line: Line, *, is_here: bool) -> bool:
    lines = 1 if is_here else line.lines
    room = Box(0, 0, wide, page.line(line.role) * lines)
    if not page.stands(told.words, room, line.role):
        return False
    if not line.has_second or is_here:
        return True
    return bool(told.second) and page.width(told.second, Role.NOTE) <= wide


def paint_lines(
    page: Page, flow: Flow, line: Line, box: Box, places: range | None = None
) -> None:
    """The steps of those places, all where none are named, on lines in a box."""
    first = places.start if places else 0
    steps = flow.steps[first : places.stop] if places else flow.steps
    parts = pages_of(steps, line.across)
    spare = box.height - len(parts) * step_height(page, line)
    for place, part in zip(rows(box, [1] * len(parts), 0), parts, strict=True):
        down = max(0, spare) // len(parts) // 4 * 2
        inner = Box(place.x, place.y + down, place.width, place.height)
        _paint_line(page, flow, line, part, first, inner)
        first += len(part)


def _paint_line(
    page: Page, flow: Flow, line: Line, steps: Sequence[Told], first: int, box: Box
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
    for number, (told, cell) in enumerate(zip(steps, cells, strict=True), first):
        x = cell.x + (cell.width - size) // 2
        paint_mark(page, number, told.icon, Box(x, box.y, size, size))
        top = box.y + size + page.gap // 2 * 2
        high = step_height(page, line) - (top - box.y)
        room = Box(cell.x, top, cell.width, high).inset(page.gap // 2, 0)
        if number == HERE:
            _paint_here(page, flow, told, room, line)
        else:
            _paint_words(page, told, room, line)


def _paint_words(page: Page, told: Told, room: Box, line: Line) -> None:
    high, role = page.line(line.role), line.role
    two = line.lines > 1 and page.width(told.words, role) > room.width
    place = Box(room.x, room.y, room.width, high * (1 + two))
    page.text(
        told.words,
        place,
        FOREGROUND,
        role,
        align=Align.CENTRE,
        lines=1 + two,
        is_fixed=True,
    )
    if line.has_second:
        below = Box(room.x, place.bottom, room.width, page.line(Role.NOTE))
        page.text(told.second, below, QUIET, Role.NOTE, align=Align.CENTRE)


def _paint_here(page: Page, flow: Flow, told: Told, room: Box, line: Line) -> None:
    """The step where people are, with the label that says so where it has room."""
    high = page.line(line.role)
    top = Box(room.x, room.y, room.width, high)
    below = Box(room.x, room.y + high, room.width, min(high, room.height - high))
    if below.height >= page.line(Role.NOTE) and page.fits(
        flow.here, below.inset(1, 0), Role.NOTE
    ):
        page.text(told.words, top, ACCENT, line.role, align=Align.CENTRE)
        paint_label(page, flow.here, below, Role.NOTE)
    else:
        paint_label(page, told.words, top, line.role)


def paint_label(
    page: Page, words: str, box: Box, role: Role, *, align: Align = Align.CENTRE
) -> None:
    """The label of the step where people are, within a box."""
    wide = min(box.width, page.width(words, role) + page.pad)
    x = box.x if align is Align.LEFT else box.x + (box.width - wide) // 2
    label = Box(x, box.y, wide, box.height)
    page.surface.card(label, ACCENT, radius=page.radius // 2)
    page.text(words, label, INK, role, align=Align.CENTRE)


def paint_mark(page: Page, number: int, name: str, box: Box) -> None:
    """The circle of a step: done with a tick, here with a ring, later its picture."""
    if box.height < 8:
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
    ink = INK if number <= HERE else FOREGROUND
    icon = max(8, round(size * 0.6))
    if name and size > 10:
        at = (box.x + (size - icon) // 2, box.y + (size - icon) // 2)
        surface.icon(name, *at, icon, ink)
        return
    least = 10 if size >= 14 else 7
    height = max(least, min(page.least(Role.COUNT), size), round(size * 0.5))
    page.strokes(str(number + 1), box, ink, height, Role.COUNT, Align.CENTRE)
