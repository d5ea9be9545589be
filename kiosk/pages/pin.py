"""The question for the PIN that opens the page for maintenance."""

from __future__ import annotations

from typing import Final

from kiosk.card import Look
from kiosk.header import paint_title
from kiosk.pages.key_pad import key_rooms, paint_keys, widest_keys
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.typed import Pin, entered
from kiosk.view import View, second
from shared.canvas.boxes import columns, rows
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import FOREGROUND, WARNING

_TYPE: Final = N_("Type the PIN")
_WAIT: Final = N_("Wrong PIN: wait {n} s")
WRONG: Final = N_("This is not the PIN")
_KEYS: Final = "1234567890"


def paint_pin(sheet: Sheet, view: View, here: Pin) -> None:
    """Keys of digits; of the PIN only how many were typed."""
    title = N_("For staff only")
    paint_title(sheet, view, title)
    split = rows if sheet.is_upright else columns
    left, right = split(sheet.body, [46, 54], sheet.scale.gap)
    upper, lower = rows(left, [60, 40], sheet.scale.gap)
    _paint_typed(sheet, view, here, upper)
    act = None if view.wait_seconds else entered(here)
    words = N_("Unlock")
    look = Look.MAIN if act is not None else Look.PLAIN
    sheet.button(lower, view.say(words), second=view.beside(words), act=act, look=look)
    count, gap = len(_KEYS), sheet.scale.gap
    across = widest_keys(right, count, gap)
    paint_keys(sheet, view, _KEYS, key_rooms(right, count, across, gap))


def _paint_typed(sheet: Sheet, view: View, here: Pin, box: Box) -> None:
    sheet.card(box, [], look=Look.PLAIN)
    inner = box.inset(sheet.scale.pad, 0 if sheet.scale.is_written else 2)
    words, ink = _TYPE, FOREGROUND
    if view.wait_seconds:
        words, ink = _WAIT, WARNING
    elif view.told.words:
        words, ink = WRONG, WARNING
    values = {"n": view.wait_seconds}
    lines = [
        Line("●" * len(here.typed), Role.NAME, FOREGROUND),
        Line(view.say(words, **values), Role.NAME, ink, most=2, is_bold=True),
        second(view.beside(words, **values), rank=1, most=2),
    ]
    sheet.stack(inner, lines)
