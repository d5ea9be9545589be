"""The last page of the questions."""

from __future__ import annotations

from kiosk.act import Home
from kiosk.card import Look
from kiosk.header import paint_header
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.survey.course import Thanks
from kiosk.view import View, second
from shared.canvas.boxes import columns, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import FOREGROUND, GOOD
from shared.trade.survey_words import FIND_BY_CODE, THANKS


def paint_whose(sheet: Sheet, view: View) -> None:
    """Whose kiosk it is."""
    name = view.office.name
    paint_header(
        sheet, view, view.phrase(name), view.phrase_beside(name), is_first=True
    )


def paint_thanks(sheet: Sheet, view: View, here: Thanks) -> None:
    """It is kept; the code of what was written, and the way to write by telephone."""
    paint_whose(sheet, view)
    body, foot = sheet.parted(sheet.main_foot_height)
    done = N_("Done")
    sheet.button(
        foot, view.say(done), second=view.beside(done), act=Home(), look=Look.MAIN
    )
    pages = view.office.pages
    lines = [
        Line(view.say(THANKS), Role.HEAD, GOOD, most=2, is_bold=True),
        second(view.beside(THANKS)),
    ]
    code = here.code
    if code is not None:
        lines.append(Line(code, Role.HEAD, FOREGROUND, rank=1, is_bold=True))
        lines.append(
            Line(view.say(FIND_BY_CODE), Role.BODY, FOREGROUND, rank=2, most=2)
        )
    if pages is None or sheet.is_whole:
        size = sheet.scale.icon(60)
        sheet.card(body, lines, look=Look.GOOD, icon="tick", icon_size=size)
        return
    split = rows if sheet.is_upright else columns
    left, right = split(body, [60, 40], sheet.scale.gap)
    sheet.card(left, lines, look=Look.GOOD, icon="tick", icon_size=sheet.scale.icon(50))
    place = "/comments/new" if code is None else f"/comments?c={code}"
    words = N_("Write to us by telephone") if code is None else N_("By telephone")
    _paint_code(sheet, view, words, (f"{pages.address}{place}", pages.said), right)


def _paint_code(
    sheet: Sheet, view: View, words: str, address: tuple[str, str], box: Box
) -> None:
    """The address as a QR code; as it is said, where there are no dots for one."""
    sheet.card(box, [], look=Look.PLAIN)
    whole, said = address
    high = sheet.scale.height(Role.BODY) * 2
    inner = box.inset(sheet.scale.pad // 2, sheet.scale.pad // 3)
    square = Box(inner.x, inner.y, inner.width, max(0, inner.height - high))
    drawn = sheet.surface.qr(whole, square)
    line = Line(view.say(words), Role.BODY, FOREGROUND, most=2, is_bold=True)
    if not drawn.width:
        plain = Line(said, Role.BODY, FOREGROUND, most=3)
        sheet.stack(inner, [line, plain])
        return
    below = Box(inner.x, inner.bottom - high, inner.width, high)
    sheet.stack(below, [line], align=Align.CENTRE)
