"""The day so far, drawn: columns of quarters of an hour, hours below, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from counter.supervisor.day import QUARTER_MS, DayCurve
from counter.supervisor.scene import Scene
from shared import clock
from shared.desk.words import wall_time
from shared.screen.paint import (
    BOLD,
    GOOD,
    MUTED,
    PLAIN,
    RULE,
    WARNING,
    put,
    row,
    wrapped,
)
from shared.text.catalogue import N_
from shared.trade.last_number import last_number

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_LABEL: Final = 6
"""Columns left of the charts."""
_ROOMY: Final = 70
_FIGURES: Final = 16
"""Columns of the figures at the right, where there is no third chart."""


def draw_today(scene: Scene, width: int, height: int) -> Sequence[Content]:
    """Charts as high as there is room for, the axis, and what is to be expected."""
    say, curve = scene.say, scene.curve
    charts = [
        (say(N_("Taken")), curve.taken, sum(curve.taken), MUTED),
        (say(N_("Served")), curve.served, sum(curve.served), GOOD),
        (say(N_("Wait")), curve.waiting, len(scene.hall.waiting()), PLAIN),
    ]
    is_roomy = width >= _ROOMY
    room = width - _LABEL - (0 if is_roomy else _FIGURES)
    charts = charts if is_roomy else charts[:2]
    tall = max(min((height - 3) // len(charts), 5 if not is_roomy else 4), 1)
    rows: list[Content] = []
    for label, values, total, style in charts:
        rows += _chart(
            (label, str(total)), _binned(values, curve, room), (room, tall), style
        )
    rows.append(_axis(curve, scene, room))
    if not is_roomy:
        figures = _figures(scene)
        rows = [
            line.pad_right(max(_LABEL + room - line.cell_length, 0)) + figures[at]
            if at < len(figures)
            else line
            for at, line in enumerate(rows)
        ]
    return [*rows, *_sentence(scene, width)][:height]


def _each(curve: DayCurve, room: int) -> tuple[int, int]:
    """Quarters a column, and columns a quarter: one of both is 1."""
    across = room // max(curve.quarters, 1)
    return (1, min(across, 3)) if across else (-(-curve.quarters // room), 1)


def _binned(values: Sequence[int], curve: DayCurve, room: int) -> list[int]:
    """A value a column; where there are more quarters than columns, their highest."""
    many, wide = _each(curve, room)
    bins = [max(values[at : at + many]) for at in range(0, len(values), many)]
    return [value for value in bins for _ in range(wide)]


def _chart(
    labels: Sequence[str], values: list[int], size: tuple[int, int], style: str
) -> list[Content]:
    room, tall = size
    most = max([*values, 1])
    rows = []
    for level in range(tall - 1, -1, -1):
        bars = "".join(
            _EIGHTHS[min(max(round(value / most * tall * 8) - level * 8, 0), 8)]
            for value in values[:room]
        )
        at = tall - 1 - level
        label = labels[at] if at < len(labels) else ""
        rest = "─" * (room - len(bars)) if level == 0 else ""
        rows.append(row(put(label, _LABEL, MUTED), (bars, style), (rest, RULE)))
    return rows


def _axis(curve: DayCurve, scene: Scene, room: int) -> Content:
    many, wide = _each(curve, room)
    hour = clock.minutes(60)
    words = " " * _LABEL
    at = -(-curve.begins // hour) * hour
    while at < curve.ends:
        column = _LABEL + (at - curve.begins) // QUARTER_MS * wide // many
        if column >= len(words) and column + 2 <= _LABEL + room:
            words = words.ljust(column) + wall_time(at, scene.office)[:2] + " "
        at += hour
    return row(words)


def _figures(scene: Scene) -> list[Content]:
    say, curve = scene.say, scene.curve
    busiest = "–" if curve.busiest is None else wall_time(curve.busiest, scene.office)
    came = sum(curve.served) + curve.missed
    share = round(100 * curve.missed / came) if came else None

    def told(words: str, value: int | None, unit: str) -> Content:
        shown = "–" if value is None else say(unit, n=value)
        return row(f"{say(words)} ", (shown, BOLD))

    return [
        row(say(N_("busiest")) + " ", (busiest, BOLD)),
        told(N_("wait"), curve.mean_wait, N_("{n} min")),
        told(N_("in target"), curve.in_target, N_("{n} %")),
        Content(""),
        Content(""),
        told(N_("visit"), curve.mean_visit, N_("{n} min")),
        told(N_("no-shows"), share, N_("{n} %")),
    ]


def _sentence(scene: Scene, width: int) -> list[Content]:
    """Who is to be expected to wait at the end, or who still does after it."""
    say, curve = scene.say, scene.curve
    ends = wall_time(curve.ends, scene.office)
    waiting = scene.hall.waiting()
    if curve.ends <= scene.now and waiting:
        labels = " ".join(each.label for each in waiting[:12])
        words = N_("Closed, and {n} still wait: {labels}")
        return wrapped(say(words, n=len(waiting), labels=labels), width, WARNING)[:2]
    parts = []
    last = last_number(waiting, scene.now, curve.ends)
    if last is not None and last.doubtful:
        words = N_("Until {time} {label} is called, {n} more may not be.")
        parts.append(say(words, time=ends, label=last.label or "–", n=last.doubtful))
    elif curve.left_at_end is not None:
        words = N_("At this pace about {n} will still wait at {time}.")
        parts.append(say(words, n=curve.left_at_end, time=ends))
    if curve.busiest is not None and width >= _ROOMY:
        time = wall_time(curve.busiest, scene.office)
        parts.append(say(N_("Busiest {time}."), time=time))
    is_late = curve.left_at_end or (last is not None and last.doubtful)
    style = WARNING if is_late else MUTED
    return wrapped(" ".join(parts), width, style)[:2] if parts else []
