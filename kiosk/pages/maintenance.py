"""The page for maintenance: printer test, languages, restart, exit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.card import Look
from kiosk.header import paint_title
from kiosk.maintenance.acts import Act, Leave, PrintTestPage, Restart
from kiosk.pages.start import cut_languages, paint_languages
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View, second
from printers.session.outcome import CONDITION_WORDS
from shared.canvas.boxes import columns, rows
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND, GOOD, WARNING
from shared.trade.printer import Condition

_ACTS: Final[tuple[tuple[Act, str, str], ...]] = (
    (PrintTestPage(), N_("Print a test page"), "printer"),
    (Restart(), N_("Restart"), "clock"),
    (Leave(), N_("Exit"), "arrow-right"),
)
_ONCE_MORE: Final[Mapping[Act, str]] = {
    Restart(): N_("Once more: restart"),
    Leave(): N_("Once more: exit, no more numbers"),
}
"""What a button says whose first press is not enough."""


def paint_maintenance(sheet: Sheet, view: View) -> None:
    """What this kiosk is and how it is; below it what can be done with it."""
    title = N_("Maintenance")
    paint_title(sheet, view, title)
    body, foot = cut_languages(sheet, view, sheet.body)
    paint_languages(sheet, view, foot)
    upper, lower = rows(body, [50, 50], sheet.scale.gap)
    _paint_state(sheet, view, upper)
    split = rows if sheet.is_upright else columns
    for (act, words, icon), box in zip(
        _ACTS, split(lower, [1] * len(_ACTS), sheet.scale.gap), strict=True
    ):
        is_asked = view.told.asked == act
        words = _ONCE_MORE[act] if is_asked else words
        lines = [
            Line(view.say(words), Role.NAME, FOREGROUND, most=2, is_bold=True),
            second(view.beside(words), rank=1),
        ]
        sheet.card(box, lines, act=act, look=Look.WARNING if is_asked else Look.CARD,
                   icon="" if sheet.has_few_dots else icon, icon_ink=ACCENT,
                   icon_size=sheet.scale.icon(30))  # fmt: skip


def _paint_state(sheet: Sheet, view: View, box: Box) -> None:
    say, office, told = view.say, view.office, view.told
    printer = N_("No printer")
    if view.may_print:
        printer = CONDITION_WORDS[view.paper or Condition.FINE]
    share = N_("The share is there")
    if view.is_away:
        share = N_("The share does not answer")
    paper = say(N_("Printer: {condition}"), condition=say(printer))
    own = N_("{kiosk}, office.toml {version}")
    known = say(own, kiosk=view.kiosk or "–", version=office.version)
    lines = [
        Line(paper, Role.BODY, WARNING if view.paper else FOREGROUND, rank=1),
        Line(say(share), Role.BODY, WARNING if view.is_away else FOREGROUND, rank=2),
        Line(known, Role.BODY, FOREGROUND, rank=3),
    ]
    if told.words:
        ink = WARNING if told.is_trouble else GOOD
        lines.insert(0, Line(say(told.words), Role.NAME, ink, most=2, is_bold=True))
    sheet.card(box, lines, look=Look.PLAIN)
