"""The number board: the newest call, the last ones, who waits, the running line."""

from __future__ import annotations

from dataclasses import dataclass

from display.content.board import Board, Row
from display.painting.calls import (
    calls_height,
    calls_width,
    most_digits,
    paint_calls,
    told_shorter,
)
from display.painting.newest import paint_newest
from display.painting.newest_plan import (
    Said,
    is_roomy,
    newest_height,
    newest_width,
)
from display.painting.page import Page, Role
from display.painting.strip import (
    WaitingWords,
    line_height,
    paint_line,
    paint_waiting,
    strip_height,
)
from shared.canvas.boxes import cut_foot, cut_top, rows
from shared.canvas.grid import Box
from shared.text.palette import INK, WARNING

_NEWEST_SHARE = 0.58
"""Of the width, for the newest call."""


_FEW_ROWS = 40
"""Below this a headline is written by the terminal."""


@dataclass(frozen=True, slots=True)
class Stale:
    """What is said where the board is too old to go by."""

    title: tuple[str, str]
    since: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Serving:
    """All that stands below the header of the number board."""

    board: Board
    said: Said
    captions: tuple[tuple[str, str], str]
    """Above the numbers, in both languages, and the counters of the last calls."""
    ages: tuple[str, ...]
    """How long ago each of the last calls was."""
    waiting: WaitingWords
    notices: tuple[str, ...] = ()
    stale: Stale | None = None
    turn: int = 0
    """Which part of what does not fit has its turn."""

    @property
    def rows(self) -> list[tuple[Row, str]]:
        """The last calls, each with how long ago it was."""
        return list(zip(self.board.rows, self.ages, strict=True))


def paint_serving(
    page: Page, view: Serving, box: Box, *, has_line: bool = True
) -> None:
    """Paint the board into a box, the running line along its foot where it has one."""
    if view.stale is not None:
        high = page.dots(96 if page.grid.is_upright else 66)
        if page.is_written:
            high = 6 if page.grid.rows < _FEW_ROWS else 24
        rest, band = cut_foot(box, max(4, high // 2 * 2), page.gap)
        _paint_stale(page, view.stale, band)
        _paint_calls(page, view, _inner(page, rest), has_strip=False)
        return
    if view.notices and has_line and box.height >= 12:
        box, line = cut_foot(box, line_height(page, view.notices), 0)
        paint_line(page, view.notices, view.turn, line)
    has_strip = bool(view.board.groups)
    inner = _inner(page, box)
    if has_strip and page.is_written:
        inner = Box(inner.x, inner.y, inner.width, box.bottom - inner.y)
    _paint_calls(page, view, inner, has_strip=has_strip)


def _inner(page: Page, box: Box) -> Box:
    down = page.gap if not page.is_written or page.gap else 0
    return box.inset(page.margin, down)


def _paint_calls(page: Page, view: Serving, box: Box, *, has_strip: bool) -> None:
    """The newest call and the last ones, above who waits."""
    strip = strip_height(page)
    is_side = _is_side(page, view, box)
    is_drawn = not page.is_written
    is_below = is_drawn and not is_side and bool(view.rows)
    is_low = is_side and is_drawn and _is_too_low(page, view, box, strip)
    least = newest_height(page) + calls_height(page) + strip + 2 * page.gap
    is_low = is_low or (is_below and box.height < least)
    if has_strip and box.height > 3 * strip and not is_low:
        box, foot = cut_foot(box, strip, page.gap)
        paint_waiting(page, view.board.groups, foot, view.waiting, view.turn)
        has_strip = False
    newest, others = _places(page, view, box, is_side=is_side)
    is_stale = view.stale is not None
    paint_newest(page, view.board, newest, view.said, is_stale=is_stale)
    if others is None:
        return
    if has_strip and is_side:
        others, foot = cut_foot(others, strip, page.gap)
        paint_waiting(page, view.board.groups, foot, view.waiting, view.turn)
    largest = [each.said.size for each in page.texts if each.role is Role.NEWEST]
    paint_calls(
        page,
        view.rows,
        others,
        view.captions,
        most=most_digits(max(largest, default=14)),
        is_stale=is_stale,
        has_counters=view.board.has_counters,
    )


def _is_too_low(page: Page, view: Serving, box: Box, strip: int) -> bool:
    """Whether the newest call is large enough only without the strip below it."""
    above = cut_foot(box, strip, page.gap)[0]
    newest = _places(page, view, above, is_side=True)[0]
    return not is_roomy(page, view.board, newest, view.said)


def _is_side(page: Page, view: Serving, box: Box) -> bool:
    """Whether the last calls stand beside the newest one, not below it."""
    if not view.board.rows:
        return False
    if page.grid.is_upright or box.width <= box.height * 1.3:
        return False
    newest = view.board.newest
    found = told_shorter(view.rows)
    has_counters = view.board.has_counters
    needed = calls_width(page, found, has_counters=has_counters, is_tight=True)
    if page.is_written:
        beside = box.width * (1 - _NEWEST_SHARE) - page.gap
        return box.height >= 50 and needed <= beside
    needed += newest_width(page, newest) if newest else 0
    return needed + page.gap <= box.width


def _places(
    page: Page, view: Serving, box: Box, *, is_side: bool
) -> tuple[Box, Box | None]:
    if not view.board.rows or box.height < 8:
        return box, None
    if is_side:
        needed = calls_width(page, view.rows, has_counters=view.board.has_counters)
        wide = int(box.width * _NEWEST_SHARE)
        if not page.is_written:
            row = view.board.newest
            least = newest_width(page, row) if row else 0
            wide = max(least, min(wide, box.width - page.gap - needed))
        rest = box.width - wide - page.gap
        newest = Box(box.x, box.y, wide, box.height)
        return newest, Box(newest.right + page.gap, box.y, rest, box.height)
    least = 2 if page.is_written else calls_height(page)
    upper, lower = rows(box, [11, 9], page.gap)
    if not page.is_written and upper.height < newest_height(page) < box.height:
        upper, lower = cut_top(box, newest_height(page), page.gap)
    return upper, lower if lower.height >= least else None


def _paint_stale(page: Page, stale: Stale, band: Box) -> None:
    page.surface.fill(band, WARNING)
    inner = band.inset(page.margin, 0)
    size = min(band.height - 8, page.dots(48))
    if not page.is_written and size >= 12:
        y = band.y + (band.height - size) // 2
        right = page.surface.icon("warning", inner.x, y, size, INK).right + page.pad * 2
        inner = Box(right, inner.y, max(0, inner.right - right), inner.height)
    first, second = rows(inner, [2, 1] if page.is_written else [3, 2], 0)
    page.text(stale.title[0], first, INK, Role.HEAD, lines=2, is_bold=True)
    words = "  ".join(each for each in (stale.since[0], stale.title[1]) if each)
    if not page.fits(words, second, Role.NOTE):
        words = stale.since[0]
    page.text(words, second, INK, Role.BODY, lines=2)
