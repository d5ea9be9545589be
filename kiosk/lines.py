"""Lines of a card as they are painted: where each stands, and what beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.scale import SMALLEST, Role, Scale
from kiosk.stack import Line, drawn_size, laid
from shared.canvas.canvas import Align, Surface
from shared.canvas.cells import text_columns, wrapped
from shared.canvas.grid import Box
from shared.canvas.words import SQUEEZED, Words
from shared.text import palette


class Lines:
    """Paints lines below each other on a surface, in the measures of a page."""

    def __init__(self, surface: Surface, scale: Scale, words: Words) -> None:
        self.surface = surface
        self.scale = scale
        self.words = words

    def stack(
        self,
        box: Box,
        lines: Sequence[Line],
        *,
        align: Align = Align.LEFT,
        is_light: bool = False,
    ) -> None:
        """Those that fit into a box, in the middle of it."""
        for line, room in laid(lines, box, self.scale, self.words):
            ink = palette.INK if is_light else line.ink
            if line.left is not None:
                room = self._with_left(line, room, is_light)
            if line.after is not None:
                room = self._with_after(line, room, is_light)
            if self.scale.is_written:
                self._write(line, box, room, ink, align)
            else:
                self.surface.words(
                    line.words,
                    room,
                    ink,
                    self.scale.size(line.role),
                    align=align,
                    lines=line.most,
                    short=line.short,
                )

    def _with_left(self, line: Line, room: Box, is_light: bool) -> Box:
        """Put what stands at the left of a line there; the line's own room, right."""
        wide = min(self.width(line), room.width)
        rest = room.width - wide - self.scale.gap
        left = line.left
        least = self.words.width(left.words, SMALLEST, SQUEEZED) if left else None
        if left is not None and least is not None and 0 < least <= rest:
            beside = Box(room.x, room.y, rest, room.height)
            self.stack(beside, [replace(left, rank=0)], is_light=is_light)
        return Box(room.right - wide, room.y, wide, room.height)

    def _with_after(self, line: Line, room: Box, is_light: bool) -> Box:
        """Put what stands after a line there; the line's own room, left."""
        gap = self.scale.gap
        wide = self.width(line)
        after = line.after
        left = max(0, room.width - wide - gap)
        rest = Box(room.x + wide + gap, room.y, left, room.height)
        if after is None or not self.has_room(after, rest):
            return room
        self.stack(rest, [replace(after, rank=0)], is_light=is_light)
        return Box(room.x, room.y, wide, room.height)

    def _write(self, line: Line, box: Box, room: Box, ink: str, align: Align) -> None:
        is_bold = line.is_bold or line.role in (Role.NAME, Role.HEAD, Role.POSTER)
        drawn = drawn_size(line, box, self.words)
        if drawn:
            self.surface.words(line.words, room, ink, drawn, align=align)
            return
        cells = room.cells
        for number, words in enumerate(wrapped(line.words, room.width)[: cells.height]):
            self.surface.write(
                words,
                cells.x,
                cells.y + number,
                cells.width,
                ink,
                is_bold=is_bold,
                align=align,
            )

    def width(self, line: Line) -> int:
        """The dots a line takes when nothing is squeezed."""
        if not line.words:
            return 0
        if self.scale.is_written:
            return text_columns(line.words)
        return (self.words.width(line.words, self.scale.size(line.role)) or 0) + 1

    def has_room(self, line: Line, room: Box) -> bool:
        """Whether a line stands there whole, at its smallest."""
        if self.scale.is_written:
            return text_columns(line.words) <= room.width
        wide = self.words.width(line.words, SMALLEST, SQUEEZED)
        return wide is not None and wide <= room.width
