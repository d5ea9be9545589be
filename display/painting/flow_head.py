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

_SMALL: Final = 12
"""Dots of the smallest headline on a coarse terminal."""


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
    if page.is_written and page.has_headlines:
        high = 16
    line = Box(inner.x, inner.y + page.gap, inner.width, high)
    title, minutes = line, None
    if not page.fits(flow.title, line, Role.HEAD):
        title = line = Box(line.x, line.y, line.width, high * 2)
    elif flow.minutes and not is_beside(page, box):
        wide = _minutes_width(page, flow, line)
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


def _minutes_width(page: Page, flow: Flow, line: Box) -> int:
    beside = page.pad * 2 + page.gap
    drawn = page.words.width(flow.minutes, _SMALL) if page.is_written else None
    if drawn is not None and page.has_headlines:
        wide = drawn + beside
        title = page.words.width(flow.title, _SMALL)
        # The title is drawn first of all, the minutes where it leaves them the room.
        if title is not None and title + page.gap + wide <= line.width:
            return wide
    return page.width(flow.minutes, Role.CAPTION) + beside + _clock(page, line.height)


def _clock(page: Page, high: int) -> int:
    """Dots of the clock beside the minutes; 0: none."""
    return 0 if page.is_written or high < 14 else min(high - 4, page.dots(22))


def paint_head(page: Page, flow: Flow, box: Box) -> None:
    """The service, its minutes, whom it is for."""
    head = head_of(page, flow, box)
    page.text(flow.title, head.title, FOREGROUND, Role.HEAD, lines=2, is_bold=True)
    if is_beside(page, box):
        size = 0 if page.is_written else page.em(Role.BODY)
        _paint_minutes(page, flow.minutes, head.whom, size, Role.BODY, ACCENT)
    else:
        page.text(flow.for_whom, head.whom, ACCENT, Role.BODY, lines=2)
    if head.minutes is not None:
        page.surface.card(head.minutes, RAISED, radius=page.radius)
        room = head.minutes.inset(page.pad, 0)
        size = _clock(page, room.height)
        _paint_minutes(page, flow.minutes, room, size, Role.CAPTION, FOREGROUND)
    if head.second is not None:
        page.text(flow.second, head.second, QUIET, Role.NOTE)


def _paint_minutes(
    page: Page, minutes: str, room: Box, size: int, role: Role, ink: str
) -> None:
    """The minutes behind a clock of `size` dots; 0: without one."""
    left = room.x
    if size and minutes:
        y = room.y + (room.height - size) // 2
        left = page.surface.icon("clock", left, y, size, ACCENT).right + page.gap
    rest = Box(left, room.y, max(0, room.right - left), room.height)
    page.text(minutes, rest, ink, role)


def is_beside(page: Page, box: Box) -> bool:
    """Whether the flow stands beside the numbers, which have the notices."""
    return box.width < page.box.width
