"""The keys of a page on which somebody types, for a finger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kiosk.act import TakeBack, TypeSign
from kiosk.card import Look, Target
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View
from shared.canvas.boxes import grid
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import FOREGROUND

_LEAST_WORDS: Final = 16
"""Dots of a key that has room for words of 12; strokes stand in fewer."""

_ACROSS: Final = {10: (4, 6), 30: (6, 8, 11, 16)}
"""Keys beside each other, of so many, that leave room for the last one behind them."""


def paint_keys(
    sheet: Sheet, view: View, signs: Sequence[str], rooms: Sequence[Box]
) -> None:
    """A key for each sign, and in the last room the one that takes a sign back."""
    *places, last = rooms
    for sign, room in zip(signs, places, strict=True):
        _paint_key(sheet, sign, room)
    sheet.button(last, view.say(N_("Delete")), act=TakeBack())


def _paint_key(sheet: Sheet, sign: str, room: Box) -> None:
    act = TypeSign(sign)
    if sheet.scale.is_written or room.height >= _LEAST_WORDS:
        line = Line(sign, Role.HEAD, FOREGROUND, is_bold=True)
        sheet.card(room, [line], act=act, align=Align.CENTRE)
        return
    ink = sheet.ink_on(Look.CARD, act, room)
    sheet.card(room, [], act=act)
    sheet.targets[-1] = Target(room, act, sign)
    sheet.surface.strokes(sign, room, ink, room.height - 6, Align.CENTRE)


def widest_keys(box: Box, count: int, gap: int) -> int:
    """How many of so many keys lie beside each other where each is easiest to hit."""

    def side(across: int) -> int:
        down = -(-(count + 2) // across)
        return min(box.width // across, box.height // down) - gap

    return max(_ACROSS[count], key=side)


def key_rooms(box: Box, count: int, across: int, gap: int) -> list[Box]:
    """Rooms of so many signs, and of the key that takes one back: of what is left."""
    rooms = grid(box, across, -(-(count + 2) // across), gap)
    first = rooms[count]
    rest = Box(first.x, first.y, box.right - first.x, first.height)
    return [*rooms[:count], rest]
