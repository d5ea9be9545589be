"""Who needs somebody: the staff are called to the kiosk, until one of them answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.act import Fetch
from kiosk.card import Look
from kiosk.header import paint_title
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View, second
from shared.canvas.boxes import rows
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import FOREGROUND, GOOD, INK, LETTERS, QUIET


@dataclass(frozen=True, slots=True)
class CallStaff:
    """The wish that somebody comes to this kiosk."""


CALLED: Final = N_("The staff have been called. Please wait here.")


def paint_help(sheet: Sheet, view: View) -> None:
    """Where help is, and the way to call it here; nothing is asked of the person."""
    title = N_("I need help")
    paint_title(sheet, view, title)
    if view.has_called_staff:
        _paint_called(sheet, view)
        return
    # Without a word from the office nobody would hear of it.
    is_heard = view.hall is not None and view.kiosk is not None
    weights = [36, 34, 30] if is_heard else [60, 40]
    upper, *lower = rows(sheet.body, weights, sheet.scale.gap)
    words = N_("Please ask the staff at the service desk")
    role = Role.NAME if is_heard else Role.HEAD
    lines = [
        Line(view.say(words), role, FOREGROUND, most=2, is_bold=True),
        second(view.beside(words)),
    ]
    if view.office.phone:
        telephone = view.say(N_("Telephone: {phone}"), phone=view.office.phone)
        lines.append(Line(telephone, Role.NAME, FOREGROUND, rank=1))
    sheet.card(upper, lines, look=Look.PLAIN, icon="question", icon_ink=LETTERS[0],
               icon_size=sheet.scale.icon(44))  # fmt: skip
    if is_heard:
        call = N_("Call the staff to this screen")
        lines = [
            Line(view.say(call), Role.HEAD, INK, most=2, is_bold=True),
            Line(view.beside(call), Role.NOTE, INK, rank=1, most=2),
        ]
        sheet.card(lower[0], lines, act=CallStaff(), look=Look.MAIN, icon="person",
                   icon_size=sheet.scale.icon(44))  # fmt: skip
    _paint_fetching(sheet, view, lower[-1])


def _paint_fetching(sheet: Sheet, view: View, box: Box) -> None:
    """For who cannot hear a call; pressed again it is taken back."""
    is_chosen = view.way.cannot_hear
    words = N_("I cannot hear the call: please come and fetch me")
    lines = [
        Line(view.say(words), Role.NAME, FOREGROUND, most=2, is_bold=True),
        second(view.beside(words), rank=1, most=2),
    ]
    sheet.card(box, lines, act=Fetch(not is_chosen),
               look=Look.CHOSEN if is_chosen else Look.CARD,
               icon="tick" if is_chosen else "person", icon_ink=LETTERS[0],
               icon_size=sheet.scale.icon(30))  # fmt: skip


def _paint_called(sheet: Sheet, view: View) -> None:
    lines = [
        Line(view.say(CALLED), Role.HEAD, GOOD, most=2, is_bold=True),
        Line(view.beside(CALLED), Role.BODY, QUIET, rank=1, most=2),
    ]
    sheet.card(sheet.body, lines, look=Look.GOOD, icon="tick", icon_ink=GOOD,
               icon_size=sheet.scale.icon(60))  # fmt: skip
