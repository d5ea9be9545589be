"""The counters, drawn: eight rows to be compared by column, not eight cards."""

from __future__ import annotations

from collections.abc import Hashable

from textual.content import Content

from counter.supervisor.scene import Scene
from counter.supervisor.widgets.pane import PaneView, draw_rows
from shared.desk.words import elapsed
from shared.screen.block import Rows
from shared.screen.paint import (
    ACCENT,
    BOLD,
    GOOD,
    MUTED,
    PLAIN,
    QUIET,
    WARNING,
    put,
)
from shared.text import palette
from shared.text.catalogue import N_
from shared.trade.hall import CounterNow
from shared.trade.ticket import TicketState

_ALARM = f"bold {palette.ALARM}"
_ROOMY = 60
"""Columns from which a visit's usual minutes and the day's visits have room."""


def draw_counters(view: PaneView, width: int, height: int) -> Rows:
    """A row a counter."""
    scene = view.scene
    counters = {each.number: each for each in scene.hall.counters}
    is_short = scene.say.language.startswith("zh")
    name = 8 if is_short else 11 if width >= _ROOMY else 8

    def draw(key: Hashable, is_cursor: bool) -> Content:
        return _counter(counters[int(str(key))], scene, (width, name), is_cursor)

    return draw_rows(view, (width, height), [_heading(scene, width, name)], draw)


def _heading(scene: Scene, width: int, name: int) -> Content:
    say = scene.say
    parts = [
        put("", 4),
        put(say(N_("Who")), name, MUTED),
        put(say(N_("State")), 11, MUTED),
        put(say(N_("No.")), 6, MUTED),
        put(say(N_("Service")), 9, MUTED),
        put(say(N_("Since")), 7, MUTED, is_right=True),
    ]
    if width >= _ROOMY:
        parts += [
            put(say(N_("Usual")), 7, MUTED, is_right=True),
            put(say(N_("Today")), 7, MUTED, is_right=True),
        ]
    return Content("").join(parts)


def _state(counter: CounterNow, scene: Scene) -> tuple[str, str, str]:
    """Mark, word and style."""
    ticket = counter.ticket
    if scene.asks_help(counter.number):
        return "!! ", N_("HELP"), _ALARM
    if ticket is not None and ticket.state is TicketState.CALLED:
        return "◐ ", N_("called"), WARNING if scene.is_unanswered(counter) else PLAIN
    if ticket is not None:
        return "● ", N_("serving"), PLAIN
    if any(each.counter == counter.number for each in scene.hall.groups):
        return "● ", N_("group"), PLAIN
    if counter.state == "paused":
        return "‖ ", N_("paused"), WARNING
    if counter.state == "open":
        return "○ ", N_("free"), GOOD
    return "  ", N_("closed"), QUIET


def _counter(
    counter: CounterNow, scene: Scene, sizes: tuple[int, int], is_cursor: bool
) -> Content:
    width, name = sizes
    say, ticket = scene.say, counter.ticket
    mark, word, style = _state(counter, scene)
    is_closed = counter.state == "closed"
    since = scene.since(counter)
    is_long = scene.is_over_usual(counter) or scene.is_unanswered(counter)
    spent = "" if since is None else elapsed(scene.now - since)
    number = ACCENT if is_cursor else QUIET if is_closed else BOLD
    parts = [
        put("", 1),
        put(str(counter.number), 3, number),
        put(counter.staff or "–", name - 1, QUIET if is_closed else PLAIN),
        put("", 1),
        put(mark + say(word), 11, style),
        put(ticket.label if ticket else "", 6),
        put(_about(counter, scene), 9, MUTED),
        put(spent, 7, WARNING if is_long else PLAIN, is_right=True),
    ]
    if width >= _ROOMY:
        parts += _figures(counter, scene)
    return Content("").join(parts)


def _about(counter: CounterNow, scene: Scene) -> str:
    """What it is busy with: a service, or the reason of a pause."""
    if counter.ticket is not None:
        return scene.short(counter.ticket.service)
    last = scene.last_at.get(counter.number)
    if counter.state == "paused" and last is not None:
        return str(last.data.get("reason") or "")
    return ""


def _figures(counter: CounterNow, scene: Scene) -> list[Content]:
    usual, day = scene.usual(counter), scene.days.get(counter.number)
    is_over = scene.is_over_usual(counter)
    style = WARNING if is_over else MUTED
    return [
        put("" if usual is None else str(usual), 5, style, is_right=True),
        put("!!" if is_over else "", 2, style),
        put(str(day.served) if day else "–", 7, MUTED, is_right=True),
    ]
