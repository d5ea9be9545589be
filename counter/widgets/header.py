"""The first row: whose counter this is, what it does, my figures, the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from counter.situation import State
from counter.widgets.hall_rows import day_figures
from shared.desk.day_log import CounterDay
from shared.screen.paint import BOLD, MUTED, ends, row
from shared.text import palette
from shared.text.catalogue import N_, Catalogue

_ROOMY: Final = 72
_WIDE: Final = 110
"""Columns from which the date is there too."""
_GROUND: Final = palette.BACKGROUND
_CHIPS: Final = {
    State.CLOSED: (N_("Closed"), f"{_GROUND} on {palette.MUTED}"),
    State.FREE: (N_("Open"), f"{_GROUND} on {palette.GOOD}"),
    State.CALLED: (N_("Called"), f"{_GROUND} on {palette.ACCENT}"),
    State.SERVING: (N_("Serving"), f"{_GROUND} on {palette.FOREGROUND}"),
    State.PAUSED: (N_("Paused"), f"{_GROUND} on {palette.WARNING}"),
    State.GROUP: (N_("Group"), f"{_GROUND} on {palette.ACCENT}"),
    State.UNSIGNED: (N_("Signed off"), f"{_GROUND} on {palette.MUTED}"),
}


@dataclass(frozen=True, slots=True)
class HeaderView:
    """What the header says."""

    say: Catalogue
    name: str
    state: State | None
    staff: str
    held_by: str
    """The station that has the counter, where it is another one."""
    day: CounterDay
    date: str
    time: str
    old: str = ""
    """In place of the time, while the data is old."""


def draw_header(view: HeaderView, width: int, height: int) -> list[Content]:
    """Left who and what, right the figures and the time."""
    say = view.say
    left: list[tuple[str, str] | str] = [(f" {view.name} ", BOLD)]
    if view.state is not None:
        words, style = _CHIPS[view.state]
        left += [" ", (f" {say(words)} ", style)]
    left.append((f"  {view.staff}", palette.FOREGROUND))
    if view.held_by:
        words = N_("held by station {station}")
        left.append("  " + say(words, station=view.held_by))
    figures = day_figures(view.day, say) if width >= _ROOMY else []
    date: list[tuple[str, str] | str] = []
    if width >= _WIDE:
        figures = [(say(N_("Today")) + " ", MUTED), *figures]
        date = [(f"  {view.date}", BOLD)]
    time: tuple[str, str] = (f"  {view.time} ", BOLD)
    if view.old:
        date, time = [], (f" {view.old} ", f"{_GROUND} on {palette.WARNING}")
    return [ends(row(*left), row(*figures, *date, time), width)]
