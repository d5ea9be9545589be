"""The lower half of the screen: all that a person in a wheelchair reaches."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.view import View
from shared.canvas.cells import Run
from shared.canvas.grid import Grid
from shared.text import palette


def room_for(view: View, whole: Grid) -> Grid:
    """What of the terminal the page is painted on: all, or as many rows below."""
    rows = whole.rows // 2 if view.way.is_low else whole.rows
    return Grid(whole.columns, rows, whole.cell)


def set_down(
    rows: Sequence[tuple[Run, ...]], whole: Grid, ground: str
) -> Sequence[tuple[Run, ...]]:
    """A page's rows at the foot of the terminal, above them nothing but `ground`."""
    columns = whole.columns
    empty = (Run(" " * columns, palette.FOREGROUND, ground, columns=columns),)
    return [*[empty] * (whole.rows - len(rows)), *rows]
