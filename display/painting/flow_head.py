"""Above a flow: the service, the minutes it takes, whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.content.flow import Flow
from display.painting.page import Page, Role
from shared.canvas.grid import Box
from shared.text.palette import (
    ACCENT,
    FOREGROUND,
    QUIET,
    RAISED,
)

_ROWS_FOR_HEADLINES: Final = 40
"""From so many rows on a coarse terminal has room to draw a headline."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the parts of a flow's head stand."""

    title: Box
    minutes: Box | None
    whom: Box
    second: Box | None


def head_of(page: Page, flow: Flow, box: Box) -> Head:
    """Title and minutes beside each other; for whom and the other language below."""
    inner = box.inset(page.margin, 0)
    high = page.line(Role.HEAD)
    if page.is_written and page.grid.rows >= _ROWS_FOR_HEADLINES:
        high = 16
    line = Box(inner.x, inner.y + page.gap, inner.width, high)
    title, minutes = line, None
    if not page.fits(flow.title, line, Role.HEAD):
        title = line = Box(line.x, line.y, line.width, high * 2)
    elif flow.minutes and not is_beside(page, box):
        wide = _minutes_width(page, flow.minutes, high)
        rest = Box(line.x, line.y, max(0, line.width - wide - page.gap), high)
        if page.fits(flow.title, rest, Role.HEAD):
            title = rest
            minutes = Box(line.right - wide, line.y, wide, high)
    if is_beside(page, box):
        whom = Box(line.x, line.bottom, line.width, page.line(Role.BODY))
        return Head(title, None, whom, None)
    lines = page.lines(flow.for_whom, line.width, Role.BODY) if flow.for_whom else []
    count = min(2, len(lines)) or bool(flow.second)
    whom = Box(line.x, line.bottom, line.width, page.line(Role.BODY) * count)
    taken = page.width(flow.for_whom, Role.BODY) + page.gap * 2 if lines else 0
    wide = page.width(flow.second, Role.NOTE)
    second = None
    if flow.second and taken + wide <= whom.width:
        align = line.x if not lines else whom.right - wide
        second = Box(align, whom.y, wide, page.line(Role.BODY))
    return Head(title, minutes, whom, second)


def _minutes_width(page: Page, minutes: str, high: int) -> int:
    icon = _clock(page, high)
    return page.width(minutes, Role.CAPTION) + page.pad * 2 + icon + page.gap


def _clock(page: Page, high: int) -> int:
    """Dots of the clock beside the minutes; 0: none."""
    return 0 if page.is_written or high < 14 else min(high - 4, page.dots(22))


def paint_head(page: Page, flow: Flow, box: Box) -> None:
    head = head_of(page, flow, box)
    if is_beside(page, box) and flow.minutes:
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
    if not is_beside(page, box):
        page.text(flow.for_whom, head.whom, ACCENT, Role.BODY, lines=2)
    if head.second is not None:
        page.text(flow.second, head.second, QUIET, Role.NOTE)


def is_beside(page: Page, box: Box) -> bool:
    """Whether the flow stands beside the numbers, which have the notices."""
    return box.width < page.box.width
