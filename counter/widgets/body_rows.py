"""What stands under the number, and the list, whichever of their kinds it is."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from counter.widgets.hall_rows import HallView, draw_day
from counter.widgets.length_rows import LengthView, draw_lengths
from counter.widgets.line_rows import LineView, draw_line
from counter.widgets.visit_rows import VisitView, draw_body, draw_next, draw_words
from shared.screen.block import Rows
from shared.screen.paint import BOLD, row, rule
from shared.text.catalogue import N_

_DAY_ROWS: Final = 4
"""Rows that my day needs at least."""


@dataclass(frozen=True, slots=True)
class BodyView:
    """What stands under the number."""

    shown: VisitView | tuple[Content, ...]
    is_next: bool = False
    """Whether it is about who comes next."""
    day: HallView | None = None
    """What is to be told of my day below, where it has no pane of its own."""


def draw_under(view: BodyView, width: int, height: int) -> Rows:
    """Papers and steps, or who is next and my day, or words."""
    if not isinstance(view.shown, VisitView):
        rows: list[Content | tuple[Hashable, Content]] = []
        rows += draw_words(view.shown, width, height)
    elif view.is_next:
        rows = list(draw_next(view.shown, width, height))
    else:
        return draw_body(view.shown, width, height)
    room = height - len(rows) - 3
    if view.day is None or room < _DAY_ROWS:
        return rows
    title = row((view.day.say(N_("My day")), BOLD))
    return [*rows, Content(""), rule(width), title, *draw_day(view.day, width, room)]


def draw_list(view: LineView | LengthView, width: int, height: int) -> Rows:
    """People, or lengths where nobody is picked."""
    if isinstance(view, LengthView):
        return draw_lengths(view, width, height)
    return draw_line(view, width, height)
