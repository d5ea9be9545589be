"""What to bring, with boxes to tick, and beside it the code of the office's page."""

from __future__ import annotations

from display.content.flow import Flow, Told
from display.painting.entries import Entries, Look, entry_pages, paint_entries
from display.painting.page import Page, Role
from shared.canvas.boxes import cut_foot, cut_top
from shared.canvas.grid import Box
from shared.canvas.qr import matrix
from shared.text.palette import ACCENT, CARD, FOREGROUND, QUIET

_CODE_SHARE = 0.36
"""Of the width, for the code and its words."""
_LINES = 4
"""Of the code's words, at most."""


def papers_inner(page: Page, flow: Flow, box: Box, foot: int) -> Box:
    """Where the papers stand in a card: below its head, or beside its icon.

    `foot` are the dots below the box that the code may take too.
    """
    inner = _inside(page, _split(page, flow, box, foot)[0])
    if _has_head(page, inner):
        return cut_top(inner, _head(page), 0)[1]
    left = page.line(Role.BODY) + page.gap * 2
    return Box(inner.x + left, inner.y, max(0, inner.width - left), inner.height)


def paper_pages(
    page: Page, flow: Flow, box: Box, foot: int, *, is_narrow: bool = False
) -> list[Entries]:
    """The papers on pages of a card each."""
    if not flow.papers:
        return []
    inner = papers_inner(page, flow, box, foot)
    return entry_pages(page, flow.papers, inner, is_narrow=is_narrow)


def _head(page: Page) -> int:
    return page.line(Role.CAPTION) + (0 if page.is_written else page.gap // 2 // 2 * 2)


def _has_head(page: Page, inner: Box) -> bool:
    """Whether there is height for a head above the papers."""
    return page.is_written or inner.height >= _head(page) + 2 * page.line(Role.NOTE)


def _inside(page: Page, box: Box) -> Box:
    return box.inset(page.pad, page.gap // 2 * 2 if page.is_written else page.pad // 2)


def _split(page: Page, flow: Flow, box: Box, foot: int) -> tuple[Box, Box | None]:
    """The card of the papers, and the code's where the office has a page.

    It reaches down into the foot where that makes the code larger.
    """
    wide = int(box.width * _CODE_SHARE)
    left = box.width - wide - page.gap
    code = Box(box.x + left + page.gap, box.y, wide, box.height)
    deeper = Box(code.x, code.y, code.width, code.height + foot)
    sides = [
        _code_side(page, flow, each) if flow.page else 0 for each in (code, deeper)
    ]
    if not max(sides):
        return box, None
    card = Box(box.x, box.y, left, box.height)
    return card, deeper if sides[1] > sides[0] else code


def paint_papers(
    page: Page, flow: Flow, papers: Entries, box: Box, foot: int
) -> Box | None:
    """The card of a page's papers, the code of the office's page at its right.

    Returns the card of the code; none where there is none.
    """
    card, code = _split(page, flow, box, foot)
    page.surface.card(card, CARD, radius=page.radius)
    _paint_head(page, flow.bring, _inside(page, card))
    paint_entries(
        page,
        papers,
        papers_inner(page, flow, box, foot),
        Look(lambda _, place: _paint_box(page, place), lambda _: FOREGROUND),
    )
    if code is not None:
        _paint_code(page, flow, code)
    return code


def _paint_head(page: Page, bring: Told, inner: Box) -> None:
    has_words = _has_head(page, inner)
    head = cut_top(inner, _head(page) if has_words else page.line(Role.BODY), 0)[0]
    left = head.x
    if not page.is_written and head.height >= 12:
        size = min(head.height - 2, page.dots(20))
        y = head.y + (head.height - size) // 2
        left = page.surface.icon(bring.icon, left, y, size, ACCENT).right + page.gap
    if not has_words:
        return
    room = Box(left, head.y, max(0, head.right - left), head.height)
    drawn = page.text(bring.words, room, ACCENT, Role.CAPTION, is_bold=True)
    after = drawn.right + page.gap * 2
    rest = Box(after, head.y, max(0, head.right - after), head.height)
    if bring.second and page.fits(bring.second, rest, Role.CAPTION):
        page.text(bring.second, rest, ACCENT, Role.CAPTION)


def _paint_box(page: Page, place: Box) -> None:
    """An empty box to be ticked."""
    if place.height < 8:
        page.text("[ ]", place, FOREGROUND, Role.COUNT)
        return
    size = round(place.height * 0.7)
    box = Box(place.x, place.y + (place.height - size) // 2, size, size)
    line = max(1.5, size / 9)
    page.surface.card(box, CARD, FOREGROUND, radius=max(2, size // 6), line=line)


def _code_side(page: Page, flow: Flow, card: Box) -> int:
    """Dots of the code's side in a card, its quiet zone included; 0: no room.

    There is room for its words too: a code alone is not pressed by anybody.
    """
    inner = _inside(page, card)
    modules = len(matrix(flow.page))
    largest = min(inner.height, inner.width * 3 // 5) // modules
    sides = (scale * modules for scale in range(largest, 0, -1))
    words = flow.on_phone.words
    return next(
        (
            side
            for side in sides
            if page.stands(words, _beside_code(page, inner, side), Role.BODY, _LINES)
        ),
        0,
    )


def _beside_code(page: Page, inner: Box, side: int) -> Box:
    """Where the code's words stand in what the card leaves."""
    left = inner.x + side + page.gap
    return Box(left, inner.y, max(0, inner.right - left), inner.height)


def _paint_code(page: Page, flow: Flow, card: Box) -> None:
    page.surface.card(card, CARD, radius=page.radius)
    inner = _inside(page, card)
    side = _code_side(page, flow, card)
    y = inner.y + (inner.height - side) // 4 * 2
    page.surface.qr(flow.page, Box(inner.x, y, side, side))
    room = _beside_code(page, inner, side)
    told, role = flow.on_phone, Role.BODY
    upper, lower = room, Box(room.x, room.bottom, room.width, 0)
    if told.second and room.height >= page.line(role) * 4 + page.line(Role.NOTE) * 2:
        upper, lower = cut_foot(room, page.line(Role.NOTE) * 3, 0)
    lines = max(1, upper.height // page.line(role))
    page.text(told.words, upper, ACCENT, role, lines=min(_LINES, lines))
    if told.second and page.stands(told.second, lower, Role.NOTE, 3):
        page.text(told.second, lower, QUIET, Role.NOTE, lines=3)
