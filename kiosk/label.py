"""A number as it is drawn: its letter in a box of the letter's colour."""

from __future__ import annotations

from kiosk.card import Tile
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from shared.canvas.canvas import BADGE
from shared.canvas.grid import Box
from shared.text import palette


def paint_label(sheet: Sheet, box: Box, label: str, colour: str) -> None:
    """A number as large as the box allows, in its middle."""
    sheet.tiles.append(Tile((Line(label, Role.HEAD, colour),), None, ""))
    surface = sheet.surface
    height = max(5, int(box.height / BADGE))
    while height > 5 and surface.ticket_width(label, height) > box.width:
        height -= 1
    wide = surface.ticket_width(label, height)
    x = box.x + max(0, box.width - wide) // 2
    y = box.y + max(0, box.height - round(height * BADGE)) // 2
    surface.ticket(label, x, y, height, palette.FOREGROUND, colour)
