"""The flow of a service: its steps on a line, its papers with boxes, the notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from display.content.flow import Flow
from display.painting.entries import Entries, entry_pages, paint_entries
from display.painting.page import Page, Role
from display.painting.strip import line_parts
from shared.canvas.boxes import columns, cut_foot, cut_top, pages_of, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.palette import (
    ACCENT,
    CARD,
    EDGE,
    FOREGROUND,
    INK,
    QUIET,
    RAISED,
)

_MOST_ON_A_LINE: Final = 7
"""Steps beside each other; more stand below each other."""
_ROWS_FOR_HEADLINES: Final = 40
"""From so many rows on a coarse terminal has room to draw a headline."""
_WIDE: Final = 1.3
"""A box less wide, by its height, has its texts in one column."""
_ENOUGH: Final = 0.8
"""For whom a service is, is said where so much is left for the steps."""
HERE: Final = 1
"""Everybody who reads the screen has a number and waits: the second step."""


@dataclass(frozen=True, slots=True)
class Line:
    """How steps stand beside each other: so many, in words of such a role."""

    across: int
    role: Role


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A part of a flow that stands on the screen at once."""

    flow: Flow
    is_first: bool = True
    """Whether it says for whom the service is."""
    line: Line | None = None
    """How all the steps stand on lines, where they do."""
    steps: Entries | None = None
    papers: Entries | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is to be read."""
        flow = self.flow
        whom = flow.for_whom if self.is_first else ""
        steps = flow.steps if self.line else self.steps.texts if self.steps else ()
        papers = self.papers.texts if self.papers else ()
        return (flow.title, whom, *steps, *papers)


def flow_pages(page: Page, flow: Flow, box: Box) -> list[FlowPage]:
    """The pages of a flow in a box: one where all has room, else steps, then papers."""
    body = _body(page, flow, box)
    is_narrow = box.width < box.height * _WIDE
    found = [] if is_narrow else _on_lines(page, flow, box)
    if found:
        return found
    later = _body(page, replace(flow, for_whom=""), box)
    room = body if body.height >= later.height * _ENOUGH else later
    for steps in entry_pages(page, flow.steps, room, is_narrow=is_narrow):
        found.append(FlowPage(flow, room is body and not found, steps=steps))
    return [*found, *_paper_pages(page, flow, box, is_narrow=is_narrow)]


def paint_flow(
    page: Page,
    shown: FlowPage,
    box: Box,
    *,
    place: tuple[int, int],
    notices: Sequence[str],
    turn: int,
) -> None:
    """Paint a page; `place` is its number and how many there are of the service."""
    flow = shown.flow if shown.is_first else replace(shown.flow, for_whom="")
    _paint_head(page, flow, box)
    body = _body(page, flow, box)
    if shown.line is not None:
        upper, lower = _halves(page, shown.line.role, body)
        _paint_lines(page, flow, shown.line, upper if shown.papers else body)
        body = lower
    elif shown.steps is not None:
        _paint_steps(page, flow, shown.steps, body)
    if shown.papers is not None:
        _paint_papers(page, flow, shown.papers, body)
    foot = _foot(page, box)
    if _is_beside(page, box):
        foot = _head(page, flow, box).whom.inset(-page.margin, 0)
    _paint_foot(page, foot, place, notices, turn)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the parts of a flow's head stand."""

    title: Box
    minutes: Box | None
    whom: Box
    second: Box | None


def _head(page: Page, flow: Flow, box: Box) -> _Head:
    """Title and minutes beside each other; for whom and the other language below."""
    inner = box.inset(page.margin, 0)
    high = page.line(Role.HEAD)
    if page.is_written and page.grid.rows >= _ROWS_FOR_HEADLINES:
        high = 16
    line = Box(inner.x, inner.y + page.gap, inner.width, high)
    title, minutes = line, None
    if not page.fits(flow.title, line, Role.HEAD):
        title = line = Box(line.x, line.y, line.width, high * 2)
    elif flow.minutes and not _is_beside(page, box):
        wide = _minutes_width(page, flow.minutes, high)
        rest = Box(line.x, line.y, max(0, line.width - wide - page.gap), high)
        if page.fits(flow.title, rest, Role.HEAD):
            title = rest
            minutes = Box(line.right - wide, line.y, wide, high)
    if _is_beside(page, box):
        whom = Box(line.x, line.bottom, line.width, page.line(Role.BODY))
        return _Head(title, None, whom, None)
    lines = page.lines(flow.for_whom, line.width, Role.BODY) if flow.for_whom else []
    count = min(2, len(lines)) or bool(flow.second)
    whom = Box(line.x, line.bottom, line.width, page.line(Role.BODY) * count)
    taken = page.width(flow.for_whom, Role.BODY) + page.gap * 2 if lines else 0
    wide = page.width(flow.second, Role.NOTE)
    second = None
    if flow.second and taken + wide <= whom.width:
        align = line.x if not lines else whom.right - wide
        second = Box(align, whom.y, wide, page.line(Role.BODY))
    return _Head(title, minutes, whom, second)


def _minutes_width(page: Page, minutes: str, high: int) -> int:
    icon = _clock(page, high)
    return page.width(minutes, Role.CAPTION) + page.pad * 2 + icon + page.gap


def _clock(page: Page, high: int) -> int:
    """Dots of the clock beside the minutes; 0: none."""
    return 0 if page.is_written or high < 14 else min(high - 4, page.dots(22))


def _paint_head(page: Page, flow: Flow, box: Box) -> None:
    head = _head(page, flow, box)
    if _is_beside(page, box) and flow.minutes:
        page.text(flow.minutes, head.whom, ACCENT, Role.BODY)
    page.text(flow.title, head.title, FOREGROUND, Role.HEAD, lines=2, is_bold=True)
    if head.minutes is not None:
        place = head.minutes
        page.surface.card(place, RAISED, radius=page.radius)
        left, icon = place.x + page.pad, _clock(page, place.height)
        if icon:
            y = place.y + (place.height - icon) // 2
            left = page.surface.icon("clock", left, y, icon, ACCENT).right + page.gap
        room = Box(left, place.y, place.right - left - 1, place.height)
        page.text(flow.minutes, room, FOREGROUND, Role.CAPTION)
    if not _is_beside(page, box):
        page.text(flow.for_whom, head.whom, ACCENT, Role.BODY, lines=2)
    if head.second is not None:
        page.text(flow.second, head.second, QUIET, Role.NOTE)


def _is_beside(page: Page, box: Box) -> bool:
    """Whether the flow stands beside the numbers, which have the notices."""
    return box.width < page.box.width


def _foot(page: Page, box: Box) -> Box:
    if _is_beside(page, box):
        return Box(box.x, box.bottom, box.width, 0)
    return cut_foot(box, page.line(Role.BODY), 0)[1]


def _body(page: Page, flow: Flow, box: Box) -> Box:
    inner = box.inset(page.margin, 0)
    top = _head(page, flow, box).whom.bottom - inner.y + page.gap
    rest = cut_top(inner, top, 0)[1]
    return cut_foot(rest, _foot(page, box).height, page.gap)[0]


def _halves(page: Page, role: Role, body: Box) -> tuple[Box, Box]:
    """Where the steps stand on their line, and where the papers."""
    return cut_top(body, _step_height(page, role), page.gap)


def _circle(page: Page) -> int:
    return 12 if page.is_written else page.dots(34)


def _step_height(page: Page, role: Role) -> int:
    """What a step on a line needs: its circle, two lines of words."""
    return _circle(page) + page.gap // 2 * 2 + page.line(role) * 2


def _line(page: Page, flow: Flow, body: Box, down: int) -> Line | None:
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
        if is_whole and down * _step_height(page, role) <= body.height:
            return Line(across, role)
    return None


def _on_lines(page: Page, flow: Flow, box: Box) -> list[FlowPage]:
    """The steps on lines, the papers below or on a page of their own; or nothing."""
    body = _body(page, flow, box)
    line = _line(page, flow, body, 1)
    if line is not None and flow.papers:
        lower = _halves(page, line.role, body)[1]
        inner = _papers_inner(page, lower)
        papers = entry_pages(page, flow.papers, inner) if inner.height > 2 else []
        if (
            len(papers) == 1
            and sum(each.height for each in papers[0].columns[0]) <= inner.height
        ):
            return [FlowPage(flow, line=line, papers=papers[0])]
    line = line or _line(page, flow, body, 2)
    if line is None:
        return []
    return [FlowPage(flow, line=line), *_paper_pages(page, flow, box)]


def _paper_pages(
    page: Page, flow: Flow, box: Box, *, is_narrow: bool = False
) -> list[FlowPage]:
    if not flow.papers:
        return []
    inner = _papers_inner(page, _body(page, replace(flow, for_whom=""), box))
    return [
        FlowPage(flow, is_first=False, papers=papers)
        for papers in entry_pages(page, flow.papers, inner, is_narrow=is_narrow)
    ]


def _paint_lines(page: Page, flow: Flow, line: Line, box: Box) -> None:
    """The steps on a line, or two: the second goes on below the first."""
    parts = pages_of(flow.steps, line.across)
    first = 0
    spare = box.height - len(parts) * _step_height(page, line.role)
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


def _paint_steps(page: Page, flow: Flow, steps: Entries, box: Box) -> None:
    def ink(number: int) -> str:
        return ACCENT if number == HERE else FOREGROUND

    paint_entries(
        page, steps, box, lambda number, place: paint_mark(page, number, place), ink
    )


def _papers_inner(page: Page, box: Box) -> Box:
    head = page.line(Role.CAPTION)
    inner = box.inset(page.pad, page.gap // 2 * 2 if page.is_written else page.pad // 2)
    return cut_top(inner, head, page.gap // 2)[1]


def _paint_papers(page: Page, flow: Flow, papers: Entries, box: Box) -> None:
    page.surface.card(box, CARD, radius=page.radius)
    inner = box.inset(page.pad, page.gap // 2 * 2 if page.is_written else page.pad // 2)
    head = cut_top(inner, page.line(Role.CAPTION), 0)[0]
    left = head.x
    if not page.is_written and head.height >= 12:
        size = min(head.height - 2, page.dots(20))
        y = head.y + (head.height - size) // 2
        left = page.surface.icon("document", left, y, size, ACCENT).right + page.gap
    room = Box(left, head.y, max(0, head.right - left), head.height)
    page.text(flow.bring, room, ACCENT, Role.CAPTION, is_bold=True)
    paint_entries(
        page,
        papers,
        _papers_inner(page, box),
        lambda _, place: _paint_box(page, place),
        lambda _: FOREGROUND,
    )


def _paint_box(page: Page, place: Box) -> None:
    """An empty box to be ticked."""
    if page.is_written:
        page.text("[ ]", place, FOREGROUND, Role.COUNT)
        return
    size = round(place.height * 0.7)
    box = Box(place.x, place.y + (place.height - size) // 2, size, size)
    line = max(1.5, size / 9)
    page.surface.card(box, CARD, FOREGROUND, radius=max(2, size // 6), line=line)


def _paint_foot(
    page: Page, box: Box, place: tuple[int, int], notices: Sequence[str], turn: int
) -> None:
    """The notices, and which page of the service it is."""
    inner = box.inset(page.margin, 0)
    number, count = place
    if count > 1:
        words = f"{number + 1}/{count}"
        drawn = page.text(words, inner, QUIET, Role.NOTE, align=Align.RIGHT)
        wide = max(0, drawn.x - page.gap * 2 - inner.x)
        inner = Box(inner.x, inner.y, wide, inner.height)
    parts = line_parts(page, notices, inner.width, Role.BODY)
    if parts:
        page.text(parts[turn % len(parts)], inner, QUIET, Role.BODY)
