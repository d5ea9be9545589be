"""The services, drawn: who waits, how long against the target, who serves them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from counter.supervisor.scene import Scene
from counter.supervisor.widgets.pane import PaneView, draw_rows
from shared.desk.lines import target_of
from shared.desk.words import SHORT_NAME
from shared.office.model import Service
from shared.screen.block import Rows
from shared.screen.paint import (
    ACCENT,
    BOLD,
    MUTED,
    PLAIN,
    QUIET,
    RULE,
    WARNING,
    put,
)
from shared.text.catalogue import N_

TARGET_MARK: Final = "┃"


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the parts of a row are, in columns."""

    people: int
    """One for each who waits, at most so many."""
    gauge: int
    target: int
    """Where in the gauge the target stands."""
    counters: int
    estimate: int


def _columns(width: int) -> _Columns:
    if width >= 70:
        return _Columns(13, 23, 14, max(width - 71, 4), 7)
    return _Columns(10, 14, 8, max(width - 51, 4), 0)


def draw_services(view: PaneView, width: int, height: int) -> Rows:
    """A row a service, in the order of office.toml."""
    columns = _columns(width)
    services = {each.code: each for each in view.scene.office.services}

    def draw(key: Hashable, is_cursor: bool) -> Content:
        return _service(services[str(key)], view.scene, columns, is_cursor)

    return draw_rows(view, (width, height), [_heading(view.scene, columns)], draw)


def _heading(scene: Scene, columns: _Columns) -> Content:
    say = scene.say
    return Content("").join(
        [
            put("", 4),
            put(say(N_("Service")), SHORT_NAME, MUTED),
            put(say(N_("#")), 3, MUTED, is_right=True),
            put("", columns.people + 2),
            put(say(N_("Max")), 4, MUTED, is_right=True),
            put(" " + say(N_("vs target")), columns.gauge + 4, MUTED),
            put(say(N_("At")), columns.counters, MUTED),
            put(say(N_("Est.")), columns.estimate, MUTED, is_right=True),
        ]
    )


def _service(
    service: Service, scene: Scene, columns: _Columns, is_cursor: bool
) -> Content:
    waiting, is_late = scene.waiting(service.code), scene.is_late(service.code)
    longest = scene.longest(service.code)
    style = WARNING if is_late else BOLD if waiting else QUIET
    told = scene.expected(service) if waiting else ""
    return Content("").join(
        [
            put("", 1),
            put(service.letter, 3, MUTED if waiting else QUIET),
            put(scene.short(service.code), SHORT_NAME, ACCENT if is_cursor else style),
            put(str(waiting or "–"), 3, style, is_right=True),
            put("", 1),
            _people(waiting, columns.people, is_late),
            put("", 1),
            put(str(longest) if waiting else "", 4, style, is_right=True),
            put("!!" if is_late else "", 2, WARNING),
            put("", 1),
            _gauge(longest, target_of(service.code, scene.office), columns, is_late),
            put("", 1),
            _counters(service, scene, columns.counters),
            put(told, columns.estimate, MUTED, is_right=True),
        ]
    )


def _people(waiting: int, width: int, is_late: bool) -> Content:
    shown = "■" * min(waiting, width)
    if waiting > width:
        shown = "■" * (width - 1) + "+"
    return put(shown, width, WARNING if is_late else PLAIN)


def _gauge(
    longest: int, target: int | None, columns: _Columns, is_late: bool
) -> Content:
    """A bar on which the target of every service stands in the same column."""
    style = WARNING if is_late else PLAIN
    if not target:
        return Content.styled("─" * columns.gauge, RULE)
    filled = min(round(longest / target * columns.target), columns.gauge)
    if is_late:
        filled = max(filled, columns.target + 2)
    bar = [("━", style) if at < filled else ("─", RULE) for at in range(columns.gauge)]
    bar[columns.target] = (TARGET_MARK, style)
    return Content.assemble(*bar)


def _counters(service: Service, scene: Scene, width: int) -> Content:
    counter = scene.hall.service(service.code)
    if counter is not None and counter.paused is not None:
        words = N_("closed") if counter.is_closed else N_("stopped")
        return put(scene.say(words), width, WARNING)
    places = scene.at_work(service.code)
    if places:
        return put(" ".join(places), width, MUTED)
    is_wanted = bool(scene.waiting(service.code))
    return put(scene.say(N_("none")), width, WARNING if is_wanted else QUIET)
