"""What a pane with a cursor shows, and which of its rows are in sight."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from textual.content import Content

from counter.supervisor.machines import Machine
from counter.supervisor.scene import Scene
from counter.supervisor.task import Task
from shared.screen.block import Rows
from shared.screen.paint import under_cursor


@dataclass(frozen=True, slots=True)
class PaneView:
    """One pane at one moment."""

    scene: Scene
    keys: tuple[Hashable, ...]
    """What its rows are of, in order."""
    cursor: Hashable = None
    """The row that the next key acts on; none: another pane has the keys."""
    at: int = 0
    """The place of the row that stays in sight."""
    tasks: tuple[Task, ...] = ()
    machines: tuple[Machine, ...] = ()


def first_of(view: PaneView, room: int) -> int:
    """The place of the first row in sight, of `room` rows."""
    return max(min(view.at - room // 2, len(view.keys) - room), 0)


def out_of_sight(view: PaneView, room: int) -> int:
    """How many rows lie below."""
    return max(len(view.keys) - first_of(view, room) - room, 0)


def draw_rows(
    view: PaneView,
    size: tuple[int, int],
    heading: Sequence[Content],
    draw: Callable[[Hashable, bool], Content],
) -> Rows:
    """The heading and the rows in sight; `size` is columns and rows."""
    width, height = size
    room = max(height - len(heading), 1)
    first = first_of(view, room)
    rows: list[Content | tuple[Hashable, Content]] = [*heading]
    for key in view.keys[first : first + room]:
        is_cursor = view.cursor is not None and key == view.cursor
        line = draw(key, is_cursor)
        rows.append((key, under_cursor(line, width) if is_cursor else line))
    return rows
