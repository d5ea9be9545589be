"""`jiaohao display … --measure`: how high every text is on the panel."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiaohao.screens import display_of
from jiaohao.terminal import tell, tell_json
from shared.canvas.grid import Grid
from shared.clock import now_ms
from shared.text.catalogue import N_, catalogue, columns, machine_language

if TYPE_CHECKING:
    from display.measure import Measure
    from shared.office.model import Display

_USUAL: Final = (480, 135)
"""Columns and rows of the recommended terminal, where this is none."""


def print_measures(
    folder: Path | None, shows: str, name: str | None, *, is_json: bool
) -> int:
    """Print every text with its cells and millimetres; returns the exit status.

    For the terminal it is called in ($COLUMNS and $LINES), else for 480 x 135.
    """
    from display.measure import measures
    from shared.canvas.words import Words
    from shared.machine.state_folder import MASKS, state_folder

    _, office, display = display_of(folder, name)
    grid = Grid(*shutil.get_terminal_size(_USUAL))
    words = Words(state_folder() / MASKS)
    found = list(measures(office, display, shows, grid, words, now_ms()))
    if is_json:
        told = _as_json(shows, display, grid, found)
        tell_json(json.dumps(told, ensure_ascii=False))
    else:
        for line in _lines(display, grid, found):
            tell(line)
    return 0


def _as_json(
    shows: str, display: Display, grid: Grid, found: Sequence[Measure]
) -> dict[str, object]:
    return {
        "screen": shows,
        "display": display.name,
        "columns": grid.columns,
        "rows": grid.rows,
        "class": grid.size.value,
        "panel_inches": display.panel_inches,
        "metres": display.metres,
        "texts": [asdict(each) for each in found],
    }


def _lines(display: Display, grid: Grid, found: Sequence[Measure]) -> Iterator[str]:
    say = catalogue(machine_language())
    yield say(
        N_("{columns} x {rows} cells, {inches} inches, read from {metres} m"),
        columns=grid.columns,
        rows=grid.rows,
        inches=f"{display.panel_inches:g}",
        metres=f"{display.metres:g}",
    )
    for each in found:
        small = "" if each.is_enough else say(N_("under {mm} mm"), mm=each.least_mm)
        pad = " " * max(1, 30 - columns(each.text))
        size = f"{each.cells:6.1f}  {each.mm:6.1f} mm"
        yield f"{size}  {each.text}{pad}{each.page}  {small}".rstrip()
