"""A lobby page while it is painted: how large everything is, and in millimetres."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Final

from shared.canvas.boxes import even
from shared.canvas.canvas import Align, Surface
from shared.canvas.cells import text_columns, wrapped
from shared.canvas.fitting import fit, readable_size
from shared.canvas.grid import Box, Grid, GridClass
from shared.canvas.said import Said
from shared.canvas.strokes import stroked_width
from shared.canvas.words import Words
from shared.text import palette
from shared.text.themes import DARK, Theme

PANEL_INCHES: Final = 43.0
"""The panel that the sizes below are made for."""
METRES: Final = 8.0
"""From where they are read."""
_DESIGNED: Final = (480, 270)
_SMALLEST_DRAWN: Final = 12
_LEADING: Final = 1.15
"""What a line needs, in ems."""
_TALL_LEADING: Final = 1.5
_ROWS_FOR_HEADLINES: Final = 40
_DRAWN_HEADLINE: Final = 13
"""Dots of height from which a headline is drawn where the terminal writes the rest."""


class Role(Enum):
    """What a text is for: its size on the designed page, and at least (mm on 43")."""

    NOTE = (13, 24)
    BODY = (16, 24)
    NAME = (20, 24)
    STEP = (20, 25)
    """A step or a paper of the flow: drawn in a coarse terminal too."""
    CAPTION = (22, 37)
    HEAD = (32, 37)
    POSTER = (64, 37)
    LAST = (24, 45)
    """The number and the counter of an earlier call."""
    NEWEST = (58, 100)
    """The number and the counter of the newest call."""
    COUNT = (16, 24)
    """Other figures."""

    @property
    def designed(self) -> int:
        """Dots on a page of 480 x 270."""
        return self.value[0]

    @property
    def least_mm(self) -> int:
        """Millimetres at 8 m (ISO 9241-3, FAA; issue 14)."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Measured:
    """A text as it stands on a page."""

    role: Role
    said: Said


class Page:
    """Paints a lobby page and remembers what every text is for."""

    def __init__(
        self, grid: Grid, words: Words, *, is_tall: bool = False, theme: Theme = DARK
    ) -> None:
        """`is_tall`: its letters have marks above and below, as Thai has."""
        self._leading = _TALL_LEADING if is_tall else _LEADING
        self.surface = Surface(grid, palette.NIGHT, words, theme)
        self.words = words
        self.grid = grid
        self.texts: list[Measured] = []
        self._ems: dict[Role, int] = {}
        self.size: GridClass = self.surface.size
        self.is_written = self.size in (GridClass.COARSE, GridClass.TINY)
        """Whether the terminal writes the words, in cells."""
        across, down = _DESIGNED if not grid.is_upright else reversed(_DESIGNED)
        self.unit = min(grid.width / across, grid.height / down)
        is_low = self.is_written and grid.rows < 24
        self.margin = (0 if is_low else 2) if self.is_written else self.dots(10)
        self.gap = (0 if is_low else 2) if self.is_written else max(2, self.dots(5))
        self.pad = (1 if is_low else 2) if self.is_written else max(2, self.dots(8))
        self.radius = 1 if self.is_written else max(2, round(8 * self.unit))

    def writes(self, role: Role) -> bool:
        """Whether the terminal writes words in this role."""
        is_drawn = role is Role.STEP and self.size is GridClass.COARSE
        is_drawn = is_drawn and self.words.has_font
        return self.is_written and not (is_drawn and self.has_headlines)

    @property
    def has_headlines(self) -> bool:
        """Whether a coarse terminal has the rows to draw a headline."""
        return self.grid.rows >= _ROWS_FOR_HEADLINES

    @property
    def box(self) -> Box:
        """All of it."""
        return self.surface.box

    def dots(self, designed: float) -> int:
        """A length of the designed page on this one, in whole rows."""
        return even(designed * self.unit)

    def least(self, role: Role) -> int:
        """The fewest dots that are as high as the role asks, on the usual panel."""
        return math.ceil(role.least_mm / (self.grid.mm(1, PANEL_INCHES) or 1))

    def em(self, role: Role) -> int:
        """The dots of words in this role; of the terminal's, the height of a row."""
        if role not in self._ems:
            least = max(_SMALLEST_DRAWN, self.least(role))
            drawn = max(least, round(role.designed * self.unit))
            self._ems[role] = 2 if self.writes(role) else drawn
        return self._ems[role]

    def line(self, role: Role) -> int:
        """What a line of words needs from top to bottom."""
        return 2 if self.writes(role) else even(self.em(role) * self._leading + 0.5)

    def width(self, text: str, role: Role) -> int:
        """The dots that words take when nothing is squeezed."""
        if self.writes(role):
            return text_columns(text)
        wide = self.words.width(text, self.em(role))
        return text_columns(text) if wide is None else wide + 1

    def fits(self, text: str, room: Box, role: Role) -> bool:
        """Whether words stand there whole, in a line, at the least size of the role."""
        if self.writes(role):
            return text_columns(text) <= room.width and room.height >= 2
        least = max(_SMALLEST_DRAWN, self.least(role))
        size = min(self.em(role), max(least, room.height))
        size = readable_size(text, size, room.height)
        fitted = fit(
            self.words,
            text,
            room.width,
            room.height,
            size,
            smallest=least,
            lines=1,
        )
        return fitted is not None and not fitted.is_cut

    def lines(self, text: str, width: int, role: Role) -> list[str]:
        """A text as lines of at most `width` dots, at the size of the role."""
        is_written = self.writes(role)
        room = width if is_written else int(width / self.em(role) * 2)
        found = wrapped(text, max(1, room), most=99)
        if is_written or all(self.width(each, role) <= width for each in found):
            return found
        # Latin letters are wider than half an em in some fonts.
        return wrapped(text, max(1, int(room * 0.82)), most=99)

    def stands(self, text: str, box: Box, role: Role, most: int = 2) -> bool:
        """Whether words stand whole in a box, on as many lines as it is high."""
        lines = max(1, min(most, box.height // self.line(role)))
        if self.writes(role):
            return len(self.lines(text, max(1, box.width), role)) <= lines
        size = self.em(role)
        fitted = fit(
            self.words, text, box.width, box.height, size, smallest=size, lines=lines
        )
        return fitted is not None and not fitted.is_cut

    def text(
        self,
        text: str,
        box: Box,
        ink: str,
        role: Role,
        *,
        align: Align = Align.LEFT,
        lines: int = 1,
        short: str = "",
        is_bold: bool = False,
        is_fixed: bool = False,
    ) -> Box:
        """Words in the middle of a box's height, smaller where they must; their ink.

        `is_fixed`: never smaller, where they stand beside others of their kind.
        """
        if not text.strip() or box.width < 1 or box.height < 2:
            return Box(box.x, box.y, 0, 0)
        before = len(self.surface.said)
        if self.writes(role):
            is_long = short and text_columns(text) > box.width * lines
            shown = short if is_long else text
            drawn = self._written(shown, box, ink, role, align, lines, is_bold)
        else:
            least = max(_SMALLEST_DRAWN, self.least(role))
            size = min(self.em(role), max(least, box.height))
            least = size if is_fixed and self.stands(text, box, role) else least
            drawn = self.surface.words(
                text,
                box,
                ink,
                size,
                align=align,
                lines=lines,
                smallest=least,
                short=short,
                or_write=False,
            )
        self._note(role, before)
        return drawn

    def _written(
        self,
        text: str,
        box: Box,
        ink: str,
        role: Role,
        align: Align,
        lines: int,
        is_bold: bool,
    ) -> Box:
        is_headline = role in (Role.CAPTION, Role.HEAD, Role.POSTER)
        size = self._headline(text, box) if is_headline else 0
        if size:
            return self.surface.words(text, box, ink, size, align=align)
        cells = box.cells
        rows = wrapped(text, box.width, max(1, min(lines, cells.height)))
        top = cells.y + max(0, cells.height - len(rows)) // 2
        drawn = Box(box.x, box.y, 0, 0)
        for number, row in enumerate(rows):
            drawn = self.surface.write(
                row,
                cells.x,
                top + number,
                cells.width,
                ink,
                is_bold=is_bold or is_headline,
                align=align,
            )
        return Box(drawn.x, top * 2, drawn.width, 2 * len(rows))

    def _headline(self, text: str, box: Box) -> int:
        """The em of a headline that is drawn in a coarse terminal; 0: it is not."""
        is_there = self.size is GridClass.COARSE and self.words.has_font
        if not is_there or box.height < _DRAWN_HEADLINE:
            return 0
        for size in (20, 16, 13, 12):
            is_low = size <= box.height - 1
            if is_low and (self.words.width(text, size) or 999) <= box.width:
                return size
        return 0

    def strokes(
        self,
        text: str,
        box: Box,
        ink: str,
        height: int,
        role: Role,
        align: Align = Align.LEFT,
    ) -> Box:
        """Digits, capitals and arrows by strokes."""
        before = len(self.surface.said)
        drawn = self.surface.strokes(text, box, ink, height, align)
        self._note(role, before)
        return drawn

    def stroke_width(self, text: str, height: int) -> int:
        """The dots that strokes of this height take."""
        return stroked_width(text, height, self.grid.form)

    def ticket(
        self,
        label: str,
        x: int,
        y: int,
        height: int,
        role: Role,
        *,
        ink: str,
        colour: str,
        letter_ink: str = palette.INK,
    ) -> Box:
        """A number, its letter in a box, its digits `height` dots high."""
        before = len(self.surface.said)
        drawn = self.surface.ticket(label, x, y, height, ink, colour, letter_ink)
        self._note(role, before)
        return drawn

    def _note(self, role: Role, before: int) -> None:
        self.texts += [Measured(role, each) for each in self.surface.said[before:]]
