"""A lobby screen outside the hours: closed, and dark at night."""

from __future__ import annotations

from dataclasses import dataclass

from display.painting.page import Page, Role
from display.painting.strip import line_height, paint_line
from shared.canvas.boxes import columns, cut_foot, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.palette import (
    ACCENT,
    BACKGROUND,
    CARD,
    FOREGROUND,
    LETTERS,
    MUTED,
    QUIET,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is to be known meanwhile."""

    icon: str
    what: str
    fact: str
    short: str = ""
    """What it is, where room is short."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What is said outside the hours."""

    title: tuple[str, str]
    still: str
    """What those do who still wait; "" where nobody does."""
    facts: tuple[Fact, ...] = ()
    """When it opens, whom to ring."""
    notices: tuple[str, ...] = ()
    turn: int = 0
    """Which part of the notices has its turn."""


def paint_closed(page: Page, closed: Closed, box: Box) -> None:
    """Paint that the office is closed, when it opens, and whom to ask."""
    if closed.notices and box.height >= 12:
        box, line = cut_foot(box, line_height(page, closed.notices), 0)
        paint_line(page, closed.notices, closed.turn, line)
    inner = box.inset(page.margin, page.gap)
    weights = [62, 38] if closed.facts else [1]
    upper, *others = rows(inner, weights, page.gap)
    page.surface.card(upper, CARD, radius=page.radius)
    room = upper.inset(page.pad * 2, page.gap)
    size = min(room.height - page.gap * 2, room.width // 5)
    if size >= 12:
        y = room.y + (room.height - size) // 2
        left = page.surface.icon("door-closed", room.x, y, size, LETTERS[0]).right
        left += page.pad * 3
        room = Box(left, room.y, max(0, room.right - left), room.height)
    lines = [(closed.title[0], Role.POSTER, FOREGROUND, 5)]
    if closed.title[1]:
        lines.append((closed.title[1], Role.BODY, QUIET, 2))
    if closed.still:
        lines.append((closed.still, Role.CAPTION, ACCENT, 3))
    lines = lines[: max(1, room.height // page.line(Role.BODY))]
    places = rows(room, [weight for *_, weight in lines], 0)
    for (words, role, ink, _), place in zip(lines, places, strict=True):
        page.text(words, place, ink, role, lines=2, is_bold=role is Role.POSTER)
    if others:
        _paint_facts(page, closed.facts, others[0])


def _paint_facts(page: Page, facts: tuple[Fact, ...], box: Box) -> None:
    split = rows if page.grid.is_upright else columns
    for told, cell in zip(facts, split(box, [1] * len(facts), page.gap), strict=True):
        page.surface.card(cell, CARD, radius=page.radius)
        room = cell.inset(page.pad * 2, page.gap // 2 * 2)
        size = min(room.height - page.gap * 2, page.dots(40) or 8)
        if size >= 8:
            y = room.y + (room.height - size) // 2
            left = page.surface.icon(told.icon, room.x, y, size, ACCENT).right
            left += page.pad * 2
            room = Box(left, room.y, max(0, room.right - left), room.height)
        upper, lower = rows(room, [3, 2], 0)
        if lower.height < page.line(Role.NOTE):
            upper = room
        page.text(told.fact, upper, FOREGROUND, Role.HEAD, is_bold=True)
        if upper is not room:
            page.text(told.what, lower, QUIET, Role.BODY, short=told.short)


def paint_dark(page: Page, words: str, turn: int) -> None:
    """A dark panel: one line that stands somewhere else now and then."""
    page.surface.fill(page.box, BACKGROUND)
    high = page.line(Role.BODY)
    places = max(1, (page.box.height - high) // 2)
    y = turn * 7 % places * 2
    box = Box(page.margin, y, max(1, page.box.width - 2 * page.margin), high)
    align = (Align.LEFT, Align.CENTRE, Align.RIGHT)[turn % 3]
    page.text(words, box, MUTED, Role.BODY, align=align)
