"""The first row: whose counter this is, what it does, my figures, the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from counter.situation import State
from counter.widgets.hall_rows import day_figures
from shared.desk.day_log import CounterDay
from shared.screen.paint import BOLD, ends, row
from shared.text import palette
from shared.text.catalogue import N_, Catalogue

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
    time: tuple[str, str] = (f"  {view.time} ", BOLD)
    if view.old:
        time = (f" {view.old} ", f"{_GROUND} on {palette.WARNING}")
    right = row(time)
    if width >= 72:
        right = row(*day_figures(view.day, say), time)
    return [ends(row(*left), right, width)]
