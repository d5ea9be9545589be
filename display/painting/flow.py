"""The flow of a service: its steps on a line, its papers with boxes, the notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from display.content.flow import Flow
from display.painting.entries import Entries, entry_pages, paint_entries
from display.painting.flow_head import head_of, is_beside, paint_head
from display.painting.flow_line import (
    HERE,
    Line,
    line_of,
    paint_lines,
    paint_mark,
    step_height,
)
from display.painting.page import Page, Role
from display.painting.strip import line_parts
from shared.canvas.boxes import cut_foot, cut_top
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.palette import (
    ACCENT,
    CARD,
    FOREGROUND,
    QUIET,
)

_WIDE: Final = 1.3
"""A box less wide, by its height, has its texts in one column."""
_ENOUGH: Final = 0.8
"""For whom a service is, is said where so much is left for the steps."""


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
    paint_head(page, flow, box)
    body = _body(page, flow, box)
    if shown.line is not None:
        upper, lower = _halves(page, shown.line.role, body)
        paint_lines(page, flow, shown.line, upper if shown.papers else body)
        body = lower
    elif shown.steps is not None:
        _paint_steps(page, flow, shown.steps, body)
    if shown.papers is not None:
        _paint_papers(page, flow, shown.papers, body)
    foot = _foot(page, box)
    if is_beside(page, box):
        foot = head_of(page, flow, box).whom.inset(-page.margin, 0)
    _paint_foot(page, foot, place, notices, turn)


def _foot(page: Page, box: Box) -> Box:
    if is_beside(page, box):
        return Box(box.x, box.bottom, box.width, 0)
    return cut_foot(box, page.line(Role.BODY), 0)[1]


def _body(page: Page, flow: Flow, box: Box) -> Box:
    inner = box.inset(page.margin, 0)
    top = head_of(page, flow, box).whom.bottom - inner.y + page.gap
    rest = cut_top(inner, top, 0)[1]
    return cut_foot(rest, _foot(page, box).height, page.gap)[0]


def _halves(page: Page, role: Role, body: Box) -> tuple[Box, Box]:
    """Where the steps stand on their line, and where the papers."""
    return cut_top(body, step_height(page, role), page.gap)


def _on_lines(page: Page, flow: Flow, box: Box) -> list[FlowPage]:
    """The steps on lines, the papers below or on a page of their own; or nothing."""
    body = _body(page, flow, box)
    line = line_of(page, flow, body, 1)
    if line is not None and flow.papers:
        lower = _halves(page, line.role, body)[1]
        inner = _papers_inner(page, lower)
        papers = entry_pages(page, flow.papers, inner) if inner.height > 2 else []
        if (
            len(papers) == 1
            and sum(each.height for each in papers[0].columns[0]) <= inner.height
        ):
            return [FlowPage(flow, line=line, papers=papers[0])]
    line = line or line_of(page, flow, body, 2)
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
