"""A surface of dots: paint cards, words, numbers and icons on it, take rows of cells.

Colours are written like "#1a2b3c", boxes are in dots. Nothing is ever painted outside
the surface, and no words outside the box they were given.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from shared.canvas.cells import clusters, cut_to, text_columns
from shared.canvas.dots import Dots
from shared.canvas.fitting import Fitted, fit, readable_size
from shared.canvas.grid import Box, Grid, GridClass
from shared.canvas.kept_icons import kept_icon
from shared.canvas.mask import Mask
from shared.canvas.qr import matrix
from shared.canvas.said import Kind, Said
from shared.canvas.strokes import stroked, stroked_width
from shared.canvas.words import Words
from shared.text.palette import FOREGROUND, INK
from shared.text.themes import DARK, Theme

_ASCENT: Final = 0.88
"""How much of an em is above the base line."""
BADGE: Final = 1.34
"""A badge is so many times as high as its letter."""


class Align(StrEnum):
    """Where words stand in their box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Surface(Dots):
    """A page of dots. Paint in order: what comes later covers what was there."""

    def __init__(
        self, grid: Grid, ground: str, words: Words, theme: Theme = DARK
    ) -> None:
        super().__init__(grid, theme.ground(ground))
        self._theme = theme
        self.said: list[Said] = []
        self._words = words

    @property
    def size(self) -> GridClass:
        """The class of the grid; coarse at best where there is no font."""
        size = self.grid.size
        is_drawn = size in (GridClass.FINE, GridClass.MEDIUM)
        return GridClass.COARSE if is_drawn and not self._words.has_font else size

    def fill(self, box: Box, colour: str) -> None:
        """Paint a rectangle."""
        super().fill(box, self._theme.ground(colour))

    def card(
        self, box: Box, ground: str, edge: str = "", radius: int = 8, line: float = 1.5
    ) -> None:
        """Paint a rectangle with round corners; `edge` is the colour of its line."""
        theme = self._theme
        edge = theme.ground(edge) if edge else ""
        super().card(box, theme.ground(ground), edge, radius, line)

    def words(
        self,
        text: str,
        box: Box,
        ink: str,
        size: int,
        *,
        align: Align = Align.LEFT,
        lines: int = 1,
        smallest: int = 12,
        short: str = "",
        or_write: bool = True,
    ) -> Box:
        """Draw words in the middle of a box's height, made to fit; their ink's box.

        Where no font has them the terminal writes them, if it may.
        """
        laid = self._laid(text, box, size, lines, smallest, short)
        if laid is None and not or_write:
            return Box(box.x, box.y, 0, 0)
        if laid is None:
            cells = box.cells
            return self.write(
                text,
                cells.x,
                (box.y + box.height // 2) // 2,
                cells.width,
                ink,
                align=align,
            )
        fitted, masks, tops = laid
        places = [
            (mask, _at(mask.width, box, align), top)
            for mask, top in zip(masks, tops, strict=True)
        ]
        covered = _around([Box(x, y, mask.width, mask.height) for mask, x, y in places])
        grounds = self._grounds(covered)
        ink = self._theme.ink(ink, grounds)
        for mask, x, y in places:
            self.stamp(mask, x, y, ink)
        said = " ".join(fitted.lines)
        self.said.append(
            Said(
                said, covered, box, Kind.WORDS, fitted.size, ink, grounds, fitted.is_cut
            )
        )
        return covered

    def _laid(
        self, text: str, box: Box, size: int, lines: int, smallest: int, short: str
    ) -> tuple[Fitted, list[Mask], list[int]] | None:
        """Words as masks and the top of each, all within the box's height."""
        size = readable_size(text, size, box.height)
        while True:
            fitted = fit(
                self._words,
                text,
                box.width,
                box.height,
                size,
                smallest=smallest,
                lines=lines,
                short=short,
            )
            if fitted is None and lines > 1:
                # Two lines whose marks are too high for the box: one is read at least.
                lines, size = 1, readable_size(text, max(size, smallest), box.height)
                continue
            if fitted is None:
                return None
            found = [
                self._words.mask(line, fitted.size, fitted.squeeze)
                for line in fitted.lines
            ]
            masks = [mask for mask in found if mask is not None]
            first = round((box.height - fitted.height) / 2 + _ASCENT * fitted.size)
            tops = [
                first + number * fitted.leading - mask.base
                for number, mask in enumerate(masks)
            ]
            top = min(tops)
            foot = max(at + mask.height for at, mask in zip(tops, masks, strict=True))
            if foot - top <= box.height:
                shift = box.y + max(0, -top) - max(0, foot - box.height)
                return fitted, masks, [at + shift for at in tops]
            size = fitted.size - 1

    def strokes(
        self, text: str, box: Box, ink: str, height: int, align: Align = Align.LEFT
    ) -> Box:
        """Draw digits and capitals `height` dots high at most; their ink's box."""
        height, form = min(height, box.height), self.grid.form
        while (wide := stroked_width(text, height, form)) > box.width and height > 7:
            height = min(height - 1, height * box.width // wide)
        mask = stroked(text, height, form)
        if mask.width > box.width or not mask.width:
            return Box(box.x, box.y, 0, 0)
        x, y = _at(mask.width, box, align), box.y + (box.height - mask.height) // 2
        return self._said_mask(text, Kind.STROKES, mask, x, y, box, ink)

    def badge(
        self, letter: str, x: int, y: int, height: int, colour: str, ink: str = INK
    ) -> Box:
        """Draw a ticket's letter in a coloured box, the letter `height` dots high."""
        wide, high = self._badge_size(letter, height)
        box = Box(x, y, wide, high)
        self.card(box, colour, radius=max(2, round(high * 0.2)))
        self.strokes(letter, box, ink, height, Align.CENTRE)
        return box

    def _badge_size(self, letter: str, height: int) -> tuple[int, int]:
        high = round(height * BADGE)
        letter_wide = stroked_width(letter, height, self.grid.form)
        wide = max(round(high * 0.84 * self.grid.form), letter_wide + height // 2)
        return wide, high

    def ticket(
        self,
        number: str,
        x: int,
        y: int,
        height: int,
        ink: str,
        colour: str,
        letter_ink: str = INK,
    ) -> Box:
        """Draw a ticket such as A081, its digits `height` dots high; what it covers."""
        letter, digits = _ticket_parts(number)
        badge = self.badge(letter, x, y, height, colour, letter_ink)
        start = badge.right + max(2, round(height * 0.22 * self.grid.form))
        wide = stroked_width(digits, height, self.grid.form)
        room = Box(start, y, max(0, min(wide, self.grid.width - start)), badge.height)
        drawn = self.strokes(digits, room, ink, height)
        return Box(x, y, max(badge.right, drawn.right) - x, badge.height)

    def ticket_width(self, number: str, height: int) -> int:
        """How many dots wide `ticket` would be."""
        letter, digits = _ticket_parts(number)
        form = self.grid.form
        gap = max(2, round(height * 0.22 * form))
        wide = self._badge_size(letter, height)[0]
        return wide + gap + stroked_width(digits, height, form)

    def icon(self, name: str, x: int, y: int, size: int, ink: str) -> Box:
        """Draw an icon `size` dots high; under 8 dots nothing."""
        mask = kept_icon(name, size, self.grid.form, self._words)
        room = Box(x, y, mask.width, mask.height)
        return self._said_mask(name, Kind.ICON, mask, x, y, room, ink)

    def qr(self, content: str, box: Box) -> Box:
        """Draw a QR code as large as whole dots allow, dark on white; what it covers.

        Nothing where a module would be under one dot.
        """
        modules = matrix(content)
        scale = min(box.width, box.height) // len(modules)
        side = scale * len(modules)
        x = box.x + (box.width - side) // 2
        y = box.y + (box.height - side) // 2
        covered = Box(x, y, side, side)
        if scale:
            super().fill(covered, FOREGROUND)
            for row, line in enumerate(modules):
                for column, is_dark in enumerate(line):
                    if is_dark:
                        place = (x + column * scale, y + row * scale)
                        super().fill(Box(*place, scale, scale), INK)
        return covered

    def _said_mask(
        self, text: str, kind: Kind, mask: Mask, x: int, y: int, room: Box, ink: str
    ) -> Box:
        covered = Box(x, y, mask.width, mask.height)
        if covered.width:
            grounds = self._grounds(covered)
            ink = self._theme.ink(ink, grounds)
            self.stamp(mask, x, y, ink)
            self.said.append(Said(text, covered, room, kind, mask.height, ink, grounds))
        return covered

    def write(
        self,
        text: str,
        column: int,
        row: int,
        columns: int,
        ink: str,
        *,
        is_bold: bool = False,
        align: Align = Align.LEFT,
    ) -> Box:
        """Let the terminal write words in one row of cells; what they cover, in dots.

        They stand on the colour that is most common there, and are cut with "…".
        """
        columns = min(columns, self.grid.columns - max(0, column))
        room = Box(max(0, column), row * 2, max(0, columns), 2)
        shown = cut_to(" ".join(text.split()), columns)
        if not shown or not 0 <= row < self.grid.rows:
            return Box(room.x, room.y, 0, 0)
        wide = text_columns(shown)
        box = Box(_at(wide, room, align), room.y, wide, 2)
        ground = self._common(box)
        ink = self._theme.ink(ink, (ground,))
        super().fill(box, ground)
        self._put_letters(shown, box, ink, ground, is_bold)
        is_cut = shown != "".join(clusters(" ".join(text.split())))
        grounds = (ground,)
        self.said.append(Said(shown, box, room, Kind.TERMINAL, 2, ink, grounds, is_cut))
        return box


def _ticket_parts(number: str) -> tuple[str, str]:
    """The letters of a ticket, and its digits."""
    digits = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or number[1:]
    return number[: len(number) - len(digits)], digits


def _at(width: int, room: Box, align: Align) -> int:
    spare = room.width - width
    if align is Align.LEFT:
        return room.x
    return room.x + (spare if align is Align.RIGHT else spare // 2)


def _around(boxes: list[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.right for box in boxes)
    return Box(left, top, right - left, max(box.bottom for box in boxes) - top)
