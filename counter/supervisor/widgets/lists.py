"""What is to be done, the machines, the notices and what just happened, drawn."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

from textual.content import Content

from counter.supervisor.keys import names_of
from counter.supervisor.machines import Machine
from counter.supervisor.scene import Scene
from counter.supervisor.task import ALARM, Task
from counter.supervisor.widgets.pane import PaneView, draw_rows
from shared.desk.day_log import Happened
from shared.desk.happened import happened_words
from shared.desk.words import wall_time
from shared.screen.block import Rows
from shared.screen.paint import (
    ACCENT,
    BOLD,
    GOOD,
    MUTED,
    PLAIN,
    QUIET,
    WARNING,
    cut,
    ends,
    put,
    row,
)
from shared.text import palette
from shared.text.catalogue import N_
from shared.trade.orders import NoticeState, PostedNotice

_ALARM: Final = f"bold {palette.ALARM}"
_LATE: Final = 8
_LATE_FROM: Final = 70
"""Narrower panes say in the state alone that a machine gives no sign of life."""
_DOES: Final[Mapping[str, str]] = {
    "answer_help": N_("I go"),
    "printers": N_("reprint"),
    "move": N_("move"),
    "go_on": N_("look"),
    "help": N_("why"),
}
"""What a task's key does, in a word."""


def draw_tasks(view: PaneView, width: int, height: int) -> Rows:
    """What needs somebody, worst first."""
    tasks = {each.about: each for each in view.tasks}
    if not tasks:
        return [row(view.scene.say(N_("Nothing needs you now.")))]

    def draw(key: Hashable, is_cursor: bool) -> Content:
        return _task(tasks[str(key)], view.scene, width, is_cursor)

    return draw_rows(view, (width, height), [], draw)


def _task(task: Task, scene: Scene, width: int, is_cursor: bool) -> Content:
    is_alarm = task.mark == ALARM
    style = ACCENT if is_cursor else BOLD if is_alarm else PLAIN
    left = (
        put(
            f" {task.mark}" if is_cursor else task.mark,
            3,
            _ALARM if is_alarm else WARNING,
        )
        + put(task.when, 7, MUTED)
        + Content.styled(cut(task.words, width), style)
    )
    key = "" if task.do in ("go_on", "help") else f"{names_of(scene.say)[task.do]} "
    does = f"{key}{scene.say(_DOES[task.do])}"
    return ends(left, row((does, BOLD if is_alarm else MUTED)), width)


def draw_machines(view: PaneView, width: int, height: int) -> Rows:
    """A row a machine; counters that are fine share one."""
    machines = {each.key: each for each in view.machines}
    say = view.scene.say
    name = min(max(width - 50, 18), 24)
    late = _LATE if width >= _LATE_FROM else 0
    sizes = name, max(width - name - late - 11, 8), late
    heading = (
        put("", 3)
        + put(say(N_("Machine")), name, MUTED)
        + put(say(N_("State")), sizes[1], MUTED)
        + put(say(N_("Behind")) if late else "", late, MUTED)
        + put(say(N_("Ver.")), 8, MUTED)
    )

    def draw(key: Hashable, is_cursor: bool) -> Content:
        return _machine(machines[str(key)], sizes, is_cursor)

    return draw_rows(view, (width, height), [heading], draw)


def _machine(machine: Machine, sizes: tuple[int, int, int], is_cursor: bool) -> Content:
    name, state, late = sizes
    return Content("").join(
        [
            put(
                " ●" if machine.is_fine else " !",
                3,
                GOOD if machine.is_fine else WARNING,
            ),
            put(machine.name, name - 1, ACCENT if is_cursor else PLAIN),
            put("", 1),
            put(
                machine.state,
                state,
                MUTED if machine.is_fine else WARNING,
            ),
            put(
                machine.late if late else "",
                late,
                WARNING if machine.is_late else MUTED,
            ),
            put(machine.version, 8, WARNING if machine.is_old else MUTED),
        ]
    )


def draw_notices(view: PaneView, width: int, height: int) -> Rows:
    """The notices of staff, and how a new one is written."""
    scene = view.scene
    notices = {each.id: each for each in scene.hall.notices}
    words = N_("{key} a new one for the lobby screens")
    foot = row("   " + scene.say(words, key=names_of(scene.say)["notice"]))

    def draw(key: Hashable, is_cursor: bool) -> Content:
        return _notice(notices[str(key)], scene, width, is_cursor)

    return [*draw_rows(view, (width, max(height - 1, 1)), [], draw), foot]


def _notice(notice: PostedNotice, scene: Scene, width: int, is_cursor: bool) -> Content:
    say, office = scene.say, scene.office
    word, style = N_("draft"), WARNING
    if notice.is_shown(scene.now):
        word, style = N_("lobby"), GOOD
    elif notice.state is NoticeState.APPROVED:
        word, style = N_("later"), MUTED
    told = []
    if notice.since is not None and notice.since > scene.now:
        told.append(say(N_("from {time}"), time=wall_time(notice.since, office)))
    if notice.until is not None:
        told.append(say(N_("until {time}"), time=wall_time(notice.until, office)))
    told.append(scene.notices_by.get(notice.id, ""))
    left = row((" ● ", style), (f"{say(word)} ", f"bold {style}")) + Content.styled(
        cut(notice.words(office, say), width), ACCENT if is_cursor else PLAIN
    )
    return ends(left, row("  ".join(filter(None, told))), width)


def draw_happened(view: PaneView, width: int, height: int) -> Rows:
    """What happened last, newest first."""
    events = {each.seq: each for each in view.scene.happened}

    def draw(key: Hashable, is_cursor: bool) -> Content:
        return happened_row(events[int(str(key))], view.scene, width, is_cursor)

    return draw_rows(view, (width, height), [], draw)


def happened_row(
    event: Happened, scene: Scene, width: int, is_cursor: bool = False
) -> Content:
    """One event: when, where, what, and who did it."""
    who = str(event.data.get("by") or "")
    style = ACCENT if is_cursor else _ALARM if event.kind == "help_called" else PLAIN
    left = (
        put("", 1)
        + put(wall_time(event.at, scene.office), 6, MUTED)
        + put(str(event.counter or ""), 4, BOLD)
        + Content.styled(
            cut(happened_words(event, scene.office, scene.say), width), style
        )
    )
    return ends(left, row((who, QUIET if not is_cursor else PLAIN)), width)
