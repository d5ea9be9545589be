"""The newest call, as large as there is room: number, arrow, counter and the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.content.board import Board, Row
from display.painting.newest_plan import SMALLEST, Said, newest_inner, plan_of
from display.painting.page import Page, Role
from shared.canvas.boxes import even
from shared.canvas.canvas import BADGE, Align
from shared.canvas.grid import Box, GridClass
from shared.canvas.strokes import can_stroke
from shared.text.palette import (
    ACCENT,
    CARD,
    FOREGROUND,
    INK,
    STALE,
)

_WAY_SHARE: Final = 0.55
"""The way is written so high, by the counter's digits."""


@dataclass(frozen=True, slots=True)
class _Look:
    ground: str
    ink: str
    badge: str
    letter: str


def look_of(board: Board, row: Row | None, *, is_stale: bool) -> _Look:
    """The colours: yellow while it is new, its letter's own later, grey when old."""
    if is_stale:
        return _Look(STALE, FOREGROUND, FOREGROUND, STALE)
    if board.stands_out and board.is_bright:
        return _Look(ACCENT, INK, INK, ACCENT)
    if board.stands_out:
        return _Look(INK, ACCENT, ACCENT, INK)
    return _Look(CARD, FOREGROUND, row.colour if row else FOREGROUND, INK)


def paint_newest(
    page: Page, board: Board, box: Box, said: Said, *, is_stale: bool = False
) -> None:
    """Paint the card of the newest call."""
    row = board.newest
    look = look_of(board, row, is_stale=is_stale)
    page.surface.card(box, look.ground, radius=page.radius)
    inner = newest_inner(page, box)
    if row is None:
        page.text(
            said.caption[0], inner, look.ink, Role.HEAD, align=Align.CENTRE, lines=2
        )
        return
    if page.size is GridClass.TINY:
        _paint_plain(page, row, inner, look.ink, said, has_counter=board.has_counters)
        return
    plan = plan_of(page, row, inner, said, has_counter=board.has_counters)
    if plan.height < SMALLEST:
        _paint_plain(page, row, inner, look.ink, said, has_counter=board.has_counters)
        return
    painter = _Painter(page, row, look, said, plan.height)
    if not board.has_counters:
        painter.alone(inner)
    elif plan.kind == "flat":
        painter.flat(inner)
    else:
        painter.stacked(inner, has_caption=plan.kind == "tall")


def _paint_plain(
    page: Page, row: Row, box: Box, ink: str, said: Said, *, has_counter: bool
) -> None:
    """In words of the terminal, where nothing larger has room."""
    words = f"{row.label} → {row.place or row.counter}" if has_counter else row.label
    head = Box(box.x, box.y, box.width, box.height // 4 * 2)
    if head.height >= 2:
        page.text(said.caption[0], head, ink, Role.NOTE, align=Align.CENTRE)
    foot = Box(box.x, head.bottom, box.width, max(2, box.height - head.height))
    page.text(words, foot, ink, Role.NOTE, align=Align.CENTRE, is_bold=True)


class _Painter:
    """Paints the card's parts at one height of digits."""

    def __init__(
        self, page: Page, row: Row, look: _Look, said: Said, height: int
    ) -> None:
        self._page, self._row, self._look, self._said = page, row, look, said
        self._height = height
        self._badge = round(height * BADGE)

    def alone(self, box: Box) -> None:
        """The number in the middle: there is one counter to go to."""
        rest = self._captioned(box)
        wide = self._page.surface.ticket_width(self._row.label, self._height)
        x = rest.x + (rest.width - wide) // 2
        self._ticket(x, rest.y + (rest.height - self._badge) // 2)

    def flat(self, box: Box) -> None:
        """Number, arrow and counter in a line; the way above, at the right."""
        rest = self._captioned(box, has_way=True)
        page, height = self._page, self._height
        y = rest.y + (rest.height - self._badge) // 2
        drawn = self._ticket(rest.x, y)
        wide = page.stroke_width(f"→{self._row.counter}", height) + height // 2
        spare = rest.right - drawn.right - wide
        left = drawn.right + max(height // 3, spare // 3)
        room = Box(left, y, rest.right - left, self._badge)
        place = self._place(room)
        self._after_counter(
            Box(place.right + page.gap, room.y, rest.right - place.right, room.height)
        )

    def stacked(self, box: Box, *, has_caption: bool) -> None:
        """The number above, arrow and counter below it, the way beside."""
        page = self._page
        rest = self._captioned(box) if has_caption else box
        spare = rest.height - self._badge - self._height
        y = rest.y + even(spare / 3 - 0.5)
        drawn = self._ticket(rest.x, y)
        self._together(Box(drawn.right, y, rest.right - drawn.right, self._badge))
        top = rest.bottom - self._height - max(0, even(spare / 4 - 0.5))
        place = self._place(Box(rest.x, top, rest.width, self._height))
        left = place.right + page.gap * 2
        room = Box(left, top, max(0, rest.right - left), self._height)
        room = self._way(room)
        if not has_caption:
            half = Box(room.x, room.y, room.width, max(2, room.height // 2))
            caption = self._said.caption[0]
            if page.fits(caption, half, Role.CAPTION):
                page.text(caption, half, self._look.ink, Role.CAPTION, is_bold=True)
            room = Box(room.x, half.bottom, room.width, room.height - half.height)
        self._after_counter(room)

    def _captioned(self, box: Box, *, has_way: bool = False) -> Box:
        """The caption along the top; what is left below it."""
        page, ink = self._page, self._look.ink
        high = page.line(Role.CAPTION)
        if page.is_written and box.height - self._badge - self._height > 16:
            high = 14
        line = Box(box.x, box.y, box.width, high)
        if has_way and self._row.way:
            drawn = page.text(
                self._row.way, line, ink, Role.CAPTION, align=Align.RIGHT, is_bold=True
            )
            line = Box(box.x, box.y, max(0, drawn.x - page.gap - box.x), high)
        first, second = self._said.caption
        drawn = page.text(first, line, ink, Role.CAPTION, is_bold=True)
        left = drawn.right + page.gap * 2
        rest = Box(left, line.y, max(0, line.right - left), high)
        if page.fits(second, rest, Role.BODY):
            page.text(second, rest, ink, Role.BODY)
        return Box(box.x, line.bottom, box.width, max(0, box.height - high))

    def _ticket(self, x: int, y: int) -> Box:
        look = self._look
        return self._page.ticket(
            self._row.label,
            x,
            y,
            self._height,
            Role.NEWEST,
            ink=look.ink,
            colour=look.badge,
            letter_ink=look.letter,
        )

    def _place(self, room: Box) -> Box:
        """The arrow and the counter's number, of the same size; or a group's room."""
        page, ink, place = self._page, self._look.ink, self._row.place
        words = "→" if place else f"→{self._row.counter}"
        drawn = page.strokes(words, room, ink, self._height, Role.NEWEST)
        if not place:
            return drawn
        left = drawn.right + page.gap * 2
        rest = Box(left, room.y, max(0, room.right - left), room.height)
        page.text(place, rest, ink, Role.HEAD, lines=2, is_bold=True)
        return room

    def _together(self, room: Box) -> None:
        """Which of several calls it is, in a box at the right."""
        words, page = self._said.together, self._page
        if not words:
            return
        height = max(page.least(Role.CAPTION), self._height // 2)
        while page.stroke_width(words, height) + page.pad * 2 + page.gap > room.width:
            height -= 1
            if height < max(SMALLEST, page.least(Role.COUNT)):
                return
        wide = page.stroke_width(words, height) + page.pad * 2
        high = min(room.height, height + page.pad * 2)
        box = Box(room.right - wide, room.y + (room.height - high) // 2, wide, high)
        page.surface.card(box, self._look.ink, radius=page.radius // 2)
        page.strokes(words, box, self._look.ground, height, Role.COUNT, Align.CENTRE)

    def _way(self, room: Box) -> Box:
        """The way in a box at the right; what is left of the room."""
        page, way = self._page, self._row.way
        if not way:
            return room
        height = max(page.least(Role.CAPTION), round(self._height * _WAY_SHARE))
        is_stroked = can_stroke(way.upper())
        wide = (
            page.stroke_width(way.upper(), height)
            if is_stroked
            else page.width(way, Role.CAPTION)
        )
        wide = min(wide + page.pad * 2, room.width)
        if wide < page.pad * 4 or room.height < 4:
            return room
        box = Box(room.right - wide, room.y, wide, room.height)
        page.surface.card(box, self._look.ink, radius=page.radius)
        inner = box.inset(min(page.pad, wide // 8), 1)
        ink = self._look.ground
        if (is_stroked and not page.is_written) or (is_stroked and height >= SMALLEST):
            page.strokes(way.upper(), inner, ink, height, Role.CAPTION, Align.CENTRE)
        else:
            page.text(way, inner, ink, Role.CAPTION, align=Align.CENTRE, lines=2)
        return Box(room.x, room.y, max(0, box.x - page.gap - room.x), room.height)

    def _after_counter(self, room: Box) -> None:
        """What stands after the number: 號櫃檯, or 號 where there is less room."""
        page, ink = self._page, self._look.ink
        first, second = self._said.counter
        foot = min(room.height, max(page.line(Role.CAPTION), 2))
        below = Box(room.x, room.bottom - foot, room.width, foot)
        # The first sign of 號櫃檯 alone means the same; Latin words are left out.
        is_wide = ord(first[:1] or " ") > 0x2E80
        shown = next(
            (
                words
                for words in (first, first[:1] if is_wide else "")
                if words and page.fits(words, below, Role.CAPTION)
            ),
            "",
        )
        if shown and not self._row.place:
            page.text(shown, below, ink, Role.CAPTION, is_bold=True)
        above = Box(room.x, room.y, room.width, max(0, room.height - foot))
        if shown == first and above.height >= page.line(Role.BODY):
            line = page.line(Role.BODY)
            above = Box(room.x, above.bottom - line, room.width, line)
            if page.fits(second, above, Role.BODY):
                page.text(second, above, ink, Role.BODY)
