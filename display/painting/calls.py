"""The last calls: each number with its counter and how long ago it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from display.content.board import Row
from display.painting.page import Page, Role
from shared.canvas.boxes import columns, rows
from shared.canvas.canvas import BADGE, Align
from shared.canvas.cells import text_columns
from shared.canvas.grid import Box, GridClass
from shared.text.palette import (
    ACCENT,
    CARD,
    FOREGROUND,
    INK,
    QUIET,
)

_SMALLEST: Final = 7
_FLAT: Final = 2.4
"""A box so much wider than high has the calls in two columns."""
_MOST: Final = 0.62
"""The digits of a last call by those of the newest, at most."""


def paint_calls(
    page: Page,
    found: Sequence[tuple[Row, str]],
    box: Box,
    captions: tuple[tuple[str, str], str],
    *,
    most: int,
    is_stale: bool = False,
    has_counters: bool = True,
) -> None:
    """Paint the rows, each with its age in words; no digit higher than `most` dots."""
    high = page.line(Role.CAPTION)
    card = round(page.least(Role.LAST) * BADGE) + page.gap
    if not page.is_written and box.height - high >= card * len(found) - page.gap + 2:
        number, counter = captions
        shown = (number, counter if has_counters else "")
        _paint_captions(page, Box(box.x, box.y, box.width, high), shown)
        box = Box(box.x, box.y + high, box.width, box.height - high)
    found, cells = _placed(page, found, box, has_counters=has_counters)
    longest = max((str(row.counter) for row, _ in found), key=len)
    for (row, age), cell in zip(found, cells, strict=False):
        ink = QUIET if is_stale or row.is_old else FOREGROUND
        ground = CARD
        if row.is_fresh and not is_stale:
            ink, ground = INK, ACCENT
        page.surface.card(cell, ground, radius=page.radius)
        inner = cell.inset(page.pad // 2 if page.size is GridClass.FINE else 0, 0)
        style = _Style(ink, ground, longest if has_counters else "", most)
        _paint_row(page, row, age, inner, style)


def _placed(
    page: Page, found: Sequence[tuple[Row, str]], box: Box, *, has_counters: bool
) -> tuple[Sequence[tuple[Row, str]], list[Box]]:
    """The rows that there is room for, and a box for each."""
    across = 2 if box.width > box.height * _FLAT and len(found) > 1 else 1
    needed = calls_width(page, found, has_counters=has_counters, is_tight=True)
    if page.is_written:
        # What the row keeps free is not needed where it is drawn as small as can be.
        needed -= 2 * page.pad // 3 + _gap(page)
    is_too_wide = needed * across + page.gap > box.width
    if not page.is_written or (is_too_wide and page.size is GridClass.COARSE):
        across = 1 if is_too_wide else across
        if needed > box.width:
            found = told_shorter(found)
        # Fewer calls that can be read, rather than more that cannot.
        card = calls_height(page) - 1 + page.gap
        found = found[: max(1, (box.height + page.gap) // card) * across]
    down = -(-len(found) // across)
    cells = [
        cell
        for line in rows(box, [1] * down, page.gap)
        for cell in columns(line, [1] * across, page.gap)
    ]
    return found, cells


def _paint_captions(
    page: Page, line: Box, captions: tuple[tuple[str, str], str]
) -> None:
    (first, second), counter = captions
    line = line.inset(page.pad // 2, 0)
    left, right = columns(line, [1, 1], page.gap)
    end = line.right
    if counter:
        end = page.text(counter, right, QUIET, Role.CAPTION, align=Align.RIGHT).x
    after = page.text(first, left, QUIET, Role.CAPTION).right + page.gap
    rest = Box(after, line.y, max(0, end - page.gap - after), line.height)
    if second and page.fits(second, rest, Role.NOTE):
        page.text(second, rest, QUIET, Role.NOTE)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a row is painted: its colours, the longest counter, the highest digits."""

    ink: str
    ground: str
    longest: str
    most: int

    @property
    def is_yellow(self) -> bool:
        """Whether the call is new."""
        return self.ground == ACCENT


def _paint_row(page: Page, row: Row, age: str, box: Box, style: _Style) -> None:
    age = _narrow(age)
    gap, told = _gap(page), page.width(age, Role.NOTE)
    for apart in range(_apart(page), gap - 1, -1):
        height = _digits(page, row, box, box.width - told - apart - gap, style)
        if height >= _least(page):
            break
    if height < _SMALLEST or page.size is GridClass.TINY:
        goal = row.place or row.counter
        words = f"{row.label} → {goal}" if style.longest else row.label
        page.text(f"{words}  {age}", box, style.ink, Role.NOTE, is_bold=True)
        return
    high = round(height * BADGE)
    y = box.y + (box.height - high) // 2
    drawn = page.ticket(
        row.label,
        box.x,
        y,
        height,
        Role.LAST,
        ink=style.ink,
        colour=INK if style.is_yellow else row.colour,
        letter_ink=ACCENT if style.is_yellow else INK,
    )
    right = Box(box.right - told, y, told, high)
    ink = INK if style.is_yellow else QUIET
    page.text(age, right, ink, Role.NOTE, align=Align.RIGHT)
    left = drawn.right + gap
    rest = Box(left, y, max(0, right.x - apart - left), high)
    _paint_goal(page, row, rest, height, style)


def _digits(page: Page, row: Row, box: Box, room: int, style: _Style) -> int:
    """How high the digits of a row are; under 7 they are not drawn."""
    if box.height < _SMALLEST:
        return 0
    place = f"→{style.longest}" if style.longest else ""
    height = min(style.most, max(int(box.height / BADGE), _SMALLEST))
    while height >= _SMALLEST:
        wide = page.surface.ticket_width(row.label, height)
        if wide + page.stroke_width(place, height) <= room:
            break
        height -= 1
    return height


def _paint_goal(page: Page, row: Row, room: Box, height: int, style: _Style) -> None:
    """Where the call leads: to a counter, or a group's room."""
    if row.place:
        words = f"→ {row.place}"
        page.text(words, room, style.ink, Role.CAPTION, align=Align.RIGHT)
    elif style.longest:
        # All arrows stand below each other, all counters end below each other.
        wide = page.stroke_width(f"→{style.longest}", height)
        right = Box(room.right - wide, room.y, wide, room.height)
        counters = page.stroke_width(style.longest, height)
        arrow = Box(right.x, right.y, wide - counters, right.height)
        page.strokes("→", arrow, style.ink, height, Role.LAST)
        counter = str(row.counter)
        page.strokes(counter, right, style.ink, height, Role.LAST, Align.RIGHT)


def told_shorter(found: Sequence[tuple[Row, str]]) -> list[tuple[Row, str]]:
    """The rows with the sign of minutes in place of the word."""
    return [(row, f"{max(1, row.minutes)}′") for row, _ in found]


def calls_height(page: Page) -> int:
    """The dots that a row needs with digits as high as they must be."""
    return round(_least(page) * BADGE) + 1


def _least(page: Page) -> int:
    """Dots of digits as high as they must be, or can be on a coarse terminal."""
    return _SMALLEST if page.is_written else page.least(Role.LAST)


def calls_width(
    page: Page,
    found: Sequence[tuple[Row, str]],
    *,
    has_counters: bool,
    is_tight: bool = False,
) -> int:
    """The dots that the rows need with digits as high as they must be.

    `is_tight`: with the ages close to the counters, where there is no room otherwise.
    """
    least = _least(page)
    longest = max((str(row.counter) for row, _ in found), key=len, default="")
    place = page.stroke_width(f"→{longest}", least) if has_counters else 0
    edges = page.pad if page.size is GridClass.FINE else 2 * page.pad // 3
    apart = _gap(page) if is_tight else _apart(page)
    rest = _gap(page) + apart + edges + place
    widths = (
        page.surface.ticket_width(row.label, least)
        + page.width(_narrow(age), Role.NOTE)
        for row, age in found
    )
    return rest + max(widths, default=0)


def _apart(page: Page) -> int:
    """Dots between a counter and the age after it: 6 and 1 min must not be 61."""
    return max(_gap(page), page.em(Role.NOTE) // 3)


def _gap(page: Page) -> int:
    return max(1, page.gap // 2)


def _narrow(age: str) -> str:
    """An age without the blank before a Chinese word."""
    return age.replace(" ", "") if text_columns(age[-1:]) == 2 else age


def most_digits(newest: int) -> int:
    """How high a last call's digits may be beside those of the newest."""
    return max(_SMALLEST, round(newest * _MOST))
