"""The band above a lobby page: whose it is, until when, what time, how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.painting.page import Page, Role
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.canvas.logo import SMALLEST, Logo
from shared.text.palette import (
    BAND,
    FOREGROUND,
    QUIET,
    WARNING,
    WARNING_GROUND,
)

_LOGO_SHARE: Final = 4
"""A logo takes a quarter of the width at most."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the band says."""

    title: str
    second: str
    time: str
    hours: str = ""
    """Until when the office is open."""
    age: str = ""
    """How old the data is; "" while it is not."""
    logo: Logo | None = None


def header_height(page: Page) -> int:
    """Dots of the band."""
    return 2 if page.is_written else max(page.line(Role.NAME), page.dots(25))


def paint_header(page: Page, header: Header) -> Box:
    """Paint the band along the top; what is left of the page below it."""
    high = header_height(page)
    band = Box(0, 0, page.box.width, high)
    page.surface.fill(band, BAND)
    inner = Box(page.margin, 0, max(0, band.width - 2 * page.margin), high)
    gap = max(1, page.gap * 2)
    right = _paint_clock(page, inner, header.time).x - gap
    left = _paint_logo(page, inner, header.logo)
    inner = Box(left, 0, max(0, inner.right - left), high)
    title = page.width(header.title, Role.NAME) + gap
    for words, ink, ground in (
        (header.age, WARNING, WARNING_GROUND),
        (header.hours, QUIET, ""),
    ):
        wide = page.width(words, Role.BODY) + (page.gap * 2 if ground else 0)
        spare = right - inner.x - title
        if words and (wide <= spare or (ground and wide <= (right - inner.x) // 2)):
            box = Box(right - wide, 0, wide, high)
            if ground:
                page.surface.fill(box, ground)
                box = box.inset(page.gap, 0)
            page.text(words, box, ink, Role.BODY)
            right -= wide + gap
    _paint_title(page, Box(inner.x, 0, max(0, right - inner.x), high), header)
    return Box(0, high, page.box.width, max(0, page.box.height - high))


def _paint_logo(page: Page, inner: Box, logo: Logo | None) -> int:
    """The logo at the left, where it is large enough to be known; what is free."""
    height = inner.height - 2
    if logo is None or height < SMALLEST:
        return inner.x
    drawn = logo.scaled(height, page.grid.form)
    if drawn.width > inner.width // _LOGO_SHARE:
        height = max(1, height * (inner.width // _LOGO_SHARE) // drawn.width)
        drawn = logo.scaled(height, page.grid.form)
    if height < SMALLEST:
        return inner.x
    y = inner.y + (inner.height - height) // 2
    return page.surface.picture(drawn, inner.x, y).right + page.gap


def _paint_clock(page: Page, inner: Box, time: str) -> Box:
    if page.is_written:
        return page.text(
            time, inner, FOREGROUND, Role.BODY, align=Align.RIGHT, is_bold=True
        )
    height = max(10, page.least(Role.COUNT), page.dots(18))
    return page.strokes(time, inner, FOREGROUND, height, Role.COUNT, Align.RIGHT)


def _paint_title(page: Page, room: Box, header: Header) -> None:
    if header.age and not page.fits(header.title, room, Role.NAME):
        return
    drawn = page.text(header.title, room, FOREGROUND, Role.NAME, is_bold=True)
    left = drawn.right + page.gap * 2
    rest = Box(left, room.y, max(0, room.right - left), room.height)
    if page.fits(header.second, rest, Role.NOTE):
        page.text(header.second, rest, QUIET, Role.NOTE)
