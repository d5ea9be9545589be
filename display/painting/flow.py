"""The flow of a service: its steps on a line, its papers with boxes, the notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from display.content.flow import Flow
from display.painting.entries import (
    Entries,
    Look,
    entry_pages,
    paint_entries,
    whole_pages,
)
from display.painting.flow_head import head_of, is_beside, paint_head
from display.painting.flow_line import (
    HERE,
    MOST_ON_A_LINE,
    Line,
    lines_of,
    paint_label,
    paint_lines,
    paint_mark,
    step_height,
)
from display.painting.flow_papers import paint_papers, paper_pages, papers_inner
from display.painting.page import Page, Role
from display.painting.strip import line_parts
from shared.canvas.boxes import cut_foot, cut_top
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.palette import ACCENT, EDGE, FOREGROUND, QUIET

_WIDE: Final = 1.3
"""A box less wide, by its height, has its texts in one column."""
_ENOUGH: Final = 0.8
"""For whom a service is, is said where so much is left for the steps."""
_MOST_LINES: Final = 3
_MOST_DRAWN: Final = 3
"""Pages that words drawn on a coarse terminal may take; else it writes them."""
_MOST_DOTS: Final = 12
"""Pages that are told as dots; more by their numbers."""


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A part of a flow that stands on the screen at once."""

    flow: Flow
    is_first: bool = True
    """Whether it says for whom the service is."""
    line: Line | None = None
    """How its steps stand on lines, where they do."""
    places: range = range(0)
    """Which of the steps stand there."""
    steps: Entries | None = None
    papers: Entries | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is to be read."""
        flow = self.flow
        whom = flow.for_whom if self.is_first else ""
        on_lines = tuple(flow.steps[each].words for each in self.places)
        steps = self.steps.texts if self.steps else on_lines
        papers = self.papers.texts if self.papers else ()
        return (flow.title, whom, *steps, *papers)


def flow_pages(page: Page, flow: Flow, box: Box) -> list[FlowPage]:
    """The pages of a flow in a box: steps on a line above papers, else all in a list.

    Where there are more of them than stand there at once, each page has its part.
    """
    body = _body(page, flow, box)
    is_narrow = box.width < box.height * _WIDE
    foot = _depth(page, box)
    found = [] if is_narrow else _on_lines(page, flow, body, foot)
    if found:
        return found
    later = _body(page, replace(flow, for_whom=""), box)
    room = body if body.height >= later.height * _ENOUGH else later
    for steps in entry_pages(page, flow.steps, room, is_narrow=is_narrow):
        found.append(FlowPage(flow, room is body and not found, steps=steps))
    for papers in paper_pages(page, flow, later, foot, is_narrow=is_narrow):
        found.append(FlowPage(flow, is_first=False, papers=papers))
    return found


def _on_lines(page: Page, flow: Flow, body: Box, foot: int) -> list[FlowPage]:
    """The fewest pages with steps on a line and papers below; none without room."""
    if flow.papers:
        ways = list(_papers_below(page, flow, body, foot))
    else:
        ways = list(_alone(page, flow, body))
    if page.is_written:
        drawn = [each for each in ways if len(each) <= _MOST_DRAWN]
        ways = [each for each in drawn if _is_drawn(page, each[0])] or ways
    return min(ways, key=len, default=[])


def _is_drawn(page: Page, shown: FlowPage) -> bool:
    """Whether all words of steps and papers are drawn."""
    parts = (shown.line, shown.papers)
    return not any(part is not None and page.writes(part.role) for part in parts)


def _papers_below(
    page: Page, flow: Flow, body: Box, foot: int
) -> Iterator[list[FlowPage]]:
    count = len(flow.steps)
    for parts in range(1, _MOST_LINES + 1):
        across = -(-count // parts)
        if across > MOST_ON_A_LINE:
            continue
        for line in lines_of(page, flow, body, across):
            lower = cut_top(body, step_height(page, line), page.gap)[1]
            inner = papers_inner(page, flow, lower, foot)
            fewest = whole_pages(page, flow.papers, inner)
            if not fewest:
                continue
            is_drawn = page.is_written and not page.writes(line.role)
            most = max(parts, len(fewest), _MOST_DRAWN if is_drawn else 0)
            papers = whole_pages(page, flow.papers, inner, most=most)
            pages = max(parts, len(papers))
            yield [
                FlowPage(
                    flow,
                    line=line,
                    places=_part(at * parts // pages, across, count),
                    papers=papers[at * len(papers) // pages],
                )
                for at in range(pages)
            ]


def _alone(page: Page, flow: Flow, body: Box) -> Iterator[list[FlowPage]]:
    count = len(flow.steps)
    for down in range(1, _MOST_LINES + 1):
        across = -(-count // down)
        if across > MOST_ON_A_LINE:
            continue
        for line in lines_of(page, flow, body, across):
            at_once = max(1, body.height // step_height(page, line)) * across
            yield [
                FlowPage(flow, line=line, places=_part(at, at_once, count))
                for at in range(-(-count // at_once))
            ]


def _part(number: int, size: int, count: int) -> range:
    """The places of a part of so many, of `count` in all."""
    return range(number * size, min(count, (number + 1) * size))


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
        high = step_height(page, shown.line) if shown.papers else body.height
        upper, body = cut_top(body, high, page.gap)
        paint_lines(page, flow, shown.line, upper, shown.places)
    elif shown.steps is not None:
        _paint_steps(page, flow, shown.steps, body)
    foot = _foot(page, box)
    if shown.papers is not None:
        code = paint_papers(page, flow, shown.papers, body, _depth(page, box))
        if code is not None and code.bottom > body.bottom:
            foot = Box(foot.x, foot.y, code.x - foot.x, foot.height)
    if is_beside(page, box):
        foot = head_of(page, flow, box).whom.inset(-page.margin, 0)
    _paint_foot(page, foot, place, notices, turn)


def _foot(page: Page, box: Box) -> Box:
    if is_beside(page, box):
        return Box(box.x, box.bottom, box.width, 0)
    return cut_foot(box, page.line(Role.BODY), 0)[1]


def _depth(page: Page, box: Box) -> int:
    """Dots from the body to the end of the foot below it; 0: there is none."""
    high = _foot(page, box).height
    return high + page.gap if high else 0


def _body(page: Page, flow: Flow, box: Box) -> Box:
    inner = box.inset(page.margin, 0)
    top = head_of(page, flow, box).whom.bottom - inner.y + page.gap
    rest = cut_top(inner, top, 0)[1]
    return cut_foot(rest, _foot(page, box).height, page.gap)[0]


def _paint_steps(page: Page, flow: Flow, steps: Entries, box: Box) -> None:
    """Steps below each other, their circles on a line."""
    above: list[Box] = []

    def mark(number: int, place: Box) -> None:
        is_drawn = place.height >= 8
        if above and is_drawn and above[-1].x == place.x:
            last = above[-1]
            thick = max(1, page.dots(3))
            x = place.x + (place.height - thick) // 2
            line = Box(x, last.bottom, thick, max(0, place.y - last.bottom))
            page.surface.fill(line, ACCENT if number <= HERE else EDGE)
        above.append(place)
        paint_mark(page, number, flow.steps[number].icon, place)

    def ink(number: int) -> str:
        return ACCENT if number == HERE else FOREGROUND

    def here(number: int, room: Box) -> None:
        if number == HERE and page.fits(flow.here, room.inset(page.pad, 0), Role.NOTE):
            paint_label(page, flow.here, room, Role.NOTE, align=Align.LEFT)

    paint_entries(page, steps, box, Look(mark, ink, here))


def _paint_foot(
    page: Page, box: Box, place: tuple[int, int], notices: Sequence[str], turn: int
) -> None:
    """The notices, and which page of the service it is."""
    inner = box.inset(page.margin, 0)
    left = _paint_place(page, inner, *place)
    inner = Box(inner.x, inner.y, max(0, left - page.gap * 2 - inner.x), inner.height)
    parts = line_parts(page, notices, inner.width, Role.BODY)
    if parts:
        page.text(parts[turn % len(parts)], inner, QUIET, Role.BODY)


def _paint_place(page: Page, box: Box, number: int, count: int) -> int:
    """Which page of how many, at the right of a box; where it begins."""
    if count < 2:
        return box.right + page.gap * 2
    if count > _MOST_DOTS:
        words = f"{number + 1}/{count}"
        return page.text(words, box, QUIET, Role.NOTE, align=Align.RIGHT).x
    size = 2 if page.is_written else max(2, page.dots(5))
    left = box.right - (2 * count - 1) * size
    y = box.y + (box.height - size) // 4 * 2
    for each in range(count):
        dot = Box(left + 2 * each * size, y, size, size)
        colour = ACCENT if each == number else EDGE
        page.surface.card(dot, colour, radius=size // 2)
    return left
