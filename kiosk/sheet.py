"""A page while it is painted: cards that can be pressed, and words that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.attention import FRAME, RING, Attention, ring_of
from kiosk.card import LEAST_EDGED, LIGHT, Look, Target, Tile, inside
from kiosk.lines import Lines
from kiosk.plain_surface import PlainSurface
from kiosk.scale import SHORT, Role, Scale, scale_of
from kiosk.stack import Line
from shared.canvas.boxes import cut_foot
from shared.canvas.canvas import Align, Surface
from shared.canvas.grid import Box, Grid, GridClass
from shared.canvas.words import Words
from shared.text import palette

_PLAIN_LINE: Final = 2.5
_LEAST_ICON: Final = 8
_LEAST_FRAMED: Final = 36
"""Dots of a card, across and down, with room for a thick line and words."""


class Sheet:
    """Paints one page of the kiosk and remembers what can be pressed."""

    def __init__(
        self,
        grid: Grid,
        words: Words,
        *,
        pressed: object = None,
        focused: object = None,
    ) -> None:
        """`pressed` and `focused` are acts: the finger or the keys are on them."""
        self.surface: Surface = Surface(grid, palette.NIGHT, words)
        self.targets: list[Target] = []
        self.tiles: list[Tile] = []
        """Everything below the header, in the order it was painted."""
        self.is_whole = False
        """Whether lists are painted whole, however little room there is: for tiles."""
        self.least_inset = 0
        """Dots between a card's upper edge and its words, however low it is."""
        self.title = ""
        self.has_back = False
        self.words = words
        is_drawn = self.surface.size in (GridClass.FINE, GridClass.MEDIUM)
        self.scale: Scale = scale_of(grid, not is_drawn)
        self._lines = Lines(self.surface, self.scale, words)
        self.is_upright = grid.is_upright
        self.band_height = 0
        """Dots of the band below, on the pages that one begins with."""
        self.corner_width = 0
        """Dots at the right end of the foot that are kept free, on all others."""
        self.corner: Box | None = None
        """Where they are, once the page is painted."""
        self.header_height = self.scale.header
        """Dots of the band above; whoever paints it may need more."""
        self._attention = Attention(pressed, focused)

    def enlarge(self) -> None:
        """Begin anew, in large letters and high contrast."""
        grid = self.surface.grid
        self.surface = PlainSurface(grid, palette.NIGHT, self.words)
        self.scale = scale_of(grid, self.scale.is_written, is_large=True)
        self._lines = Lines(self.surface, self.scale, self.words)
        self.header_height = self.scale.header

    @property
    def box(self) -> Box:
        """All of it."""
        return self.surface.box

    @property
    def has_few_dots(self) -> bool:
        """Whether all is drawn, with hardly more dots than the words need."""
        return self.surface.size is GridClass.MEDIUM

    @property
    def is_short(self) -> bool:
        """Whether the terminal writes, in few rows."""
        return self.scale.is_written and self.surface.grid.rows < SHORT

    @property
    def foot_height(self) -> int:
        """Dots of a row of buttons along the foot; upright, words need two lines."""
        if self.scale.is_written:
            return 6 if self.scale.margin else 4
        return self.scale.dots(34 if self.is_upright else 26)

    @property
    def main_foot_height(self) -> int:
        """Dots of the one button that a page ends with."""
        return 6 if self.scale.is_written else self.scale.dots(40)

    @property
    def body(self) -> Box:
        """What is left of it above a row of buttons, where the foot is kept free."""
        return self.parted()[0] if self.corner_width else self.inside

    def parted(self, height: int = 0) -> tuple[Box, Box]:
        """What is left of the page above its buttons, and the room for these.

        `height` is that of a row of buttons where none is given.
        """
        body, foot = cut_foot(self.inside, height or self.foot_height, self.scale.gap)
        if self.corner_width:
            wide = foot.width - self.corner_width
            self.corner = Box(foot.x + wide, foot.y, self.corner_width, foot.height)
            foot = Box(foot.x, foot.y, max(0, wide - self.scale.gap), foot.height)
        return body, foot

    @property
    def inside(self) -> Box:
        """All between the bands, within the margins."""
        scale = self.scale
        top = self.header_height + scale.gap
        foot = self.band_height + (0 if scale.is_written else scale.gap)
        return Box(
            scale.margin,
            top,
            max(0, self.box.width - 2 * scale.margin),
            max(0, self.box.height - top - foot),
        )

    def at(self, column: int, row: int) -> Target | None:
        """What can be pressed at a cell; the last painted lies on top."""
        point = Box(column, row * 2, 1, 2)
        return next(
            (each for each in reversed(self.targets) if each.box.meets(point)), None
        )

    def card(
        self,
        box: Box,
        lines: Sequence[Line],
        *,
        act: object = None,
        look: Look = Look.CARD,
        icon: str = "",
        icon_ink: str = "",
        icon_size: int = 0,
        align: Align = Align.LEFT,
    ) -> Box:
        """Paint a card with an icon at its left and lines; the room of its lines.

        Who presses it means `act`.
        """
        if lines:
            self.tiles.append(Tile(tuple(lines), act, icon))
        look = self._shown(look, act, box)
        ground, edge = look.value
        is_framed = self._attention.is_on(act) and not self._is_plain(box)
        face, line = box, 1.5
        if is_framed:
            edge, line, ring = palette.FOREGROUND, FRAME, ring_of(look)
            if ring:
                self.surface.card(box, ring, "", self.scale.radius)
                face, edge = box.inset(RING), palette.INK
        is_black = ground == palette.BACKGROUND
        if self.scale.is_large:
            has_room = self.scale.is_larger and not self.scale.is_written
            line = _PLAIN_LINE if has_room else 1.0
            # Every ground is black there: an edge says what can be pressed.
            edge = edge or (palette.FOREGROUND if act is not None else "")
            if box.height < LEAST_EDGED:
                edge = ""
        elif self.scale.is_written:
            edge, line = (edge, 1.0) if is_black else ("", line)
        self.surface.card(face, ground, edge, self.scale.radius, line)
        if act is not None:
            self.targets.append(
                Target(box, act, " ".join(each.words for each in lines))
            )
        inner = inside(box, lines, self.scale, self.least_inset)
        if icon:
            inner = self._beside_icon(inner, icon, icon_ink, icon_size, look)
        self._lines.stack(inner, lines, align=align, is_light=look in LIGHT)
        return inner

    def room_in(
        self, box: Box, lines: Sequence[Line], icon: str, icon_size: int
    ) -> Box:
        """What a card would leave for its lines beside its icon."""
        inner = inside(box, lines, self.scale, self.least_inset)
        if not icon:
            return inner
        most = min(icon_size, inner.height, inner.width // 3) + self.scale.gap
        return Box(inner.x + most, inner.y, inner.width - most, inner.height)

    def tall_card(
        self,
        box: Box,
        lines: Sequence[Line],
        beside: Line | None,
        *,
        act: object,
        icon: str,
        icon_ink: str,
        icon_size: int,
        look: Look = Look.CARD,
    ) -> None:
        """A card with its icon above the lines, and one line at the icon's right."""
        self.tiles.append(Tile(tuple(lines), act, icon))
        self.card(box, [], act=act, look=look)
        if act is not None:
            words = " ".join(each.words for each in lines)
            self.targets[-1] = Target(box, act, words)
        look = self._shown(look, act, box)
        pad = self.scale.pad
        inner = box.inset(min(pad, box.width // 16), pad // 3)
        head = Box(inner.x, inner.y, inner.width, icon_size)
        rest = head
        if icon:
            rest = self._beside_icon(head, icon, icon_ink, icon_size, look)
        is_light = look in LIGHT
        if (
            beside is not None
            and beside.short
            and not self._lines.has_room(beside, rest)
        ):
            beside = replace(beside, words=beside.short)
        if beside is not None and self._lines.has_room(beside, rest):
            self._lines.stack(rest, [beside], is_light=is_light)
        elif beside is not None:
            is_title = beside.role is Role.NAME
            lines = [beside, *lines] if is_title else [*lines, beside]
        top = head.bottom + self.scale.gap // 4
        below = Box(inner.x, top, inner.width, max(0, inner.bottom - top))
        self._lines.stack(below, lines, is_light=is_light)

    def button(
        self,
        box: Box,
        words: str,
        *,
        act: object,
        second: str = "",
        look: Look = Look.RAISED,
        icon: str = "",
    ) -> None:
        """A card whose words stand in the middle, in one line or two."""
        scale = self.scale
        if scale.is_written and icon == "tick":
            words = f"✓ {words}"
        lines = [Line(words, Role.NAME, palette.FOREGROUND, most=2, is_bold=True)]
        has_room = box.height >= scale.height(Role.NAME) + scale.height(Role.NOTE)
        told = Line(second, Role.NOTE, palette.QUIET, rank=1)
        if second and has_room:
            lines.append(told)
        elif second and icon:
            lines[0] = replace(lines[0], after=told)
        room = self.room_in(box, lines, icon, scale.size(Role.NAME))
        if not self._lines.has_room(lines[0], room):
            icon = ""
        self.card(
            box,
            lines,
            act=act,
            look=look,
            icon="" if scale.is_written else icon,
            icon_ink=palette.FOREGROUND,
            icon_size=scale.size(Role.NAME),
            align=Align.LEFT if icon and not scale.is_written else Align.CENTRE,
        )

    def stack(
        self,
        box: Box,
        lines: Sequence[Line],
        *,
        align: Align = Align.LEFT,
        is_light: bool = False,
    ) -> None:
        """Lines below each other in the middle of a box, those that fit."""
        self.tiles.append(Tile(tuple(lines), None, ""))
        self._lines.stack(box, lines, align=align, is_light=is_light)

    def ink_on(self, look: Look, act: object, box: Box) -> str:
        """What is drawn with on a card that means `act`."""
        is_light = self._shown(look, act, box) in LIGHT
        return palette.INK if is_light else palette.FOREGROUND

    def width(self, line: Line) -> int:
        """The dots a line takes when nothing is squeezed."""
        return self._lines.width(line)

    def has_width(self, line: Line, width: int) -> bool:
        """Whether a line stands whole in so many dots, at its smallest."""
        return self._lines.has_room(line, Box(0, 0, max(0, width), 1))

    def _beside_icon(
        self, inner: Box, icon: str, ink: str, size: int, look: Look
    ) -> Box:
        """Draw the icon; what is left at its right."""
        scale = self.scale
        most = min(inner.height, inner.width // 3)
        size = min(size or most, most)
        if size < _LEAST_ICON:
            return inner
        y = inner.y + (inner.height - size) // 2
        shown = palette.INK if look in LIGHT else ink or palette.FOREGROUND
        drawn = self.surface.icon(icon, inner.x, y, size, shown)
        left = drawn.right + (scale.pad if scale.is_written else scale.gap)
        return Box(left, inner.y, max(0, inner.right - left), inner.height)

    def _is_plain(self, box: Box) -> bool:
        """Whether a line around a card would not be seen, or hide its words."""
        is_small = min(box.width, box.height) < _LEAST_FRAMED
        return self.scale.is_large or self.scale.is_written or is_small

    def _shown(self, look: Look, act: object, box: Box) -> Look:
        return self._attention.look(look, act, is_plain=self._is_plain(box))
