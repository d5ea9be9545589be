"""`jiaohao display … --measure`: how high every text is on the panel."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

from jiaohao.screens import display_of
from jiaohao.terminal import tell, tell_json
from shared.canvas.grid import Grid
from shared.clock import now_ms
from shared.text.catalogue import N_, catalogue, columns, machine_language

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
        told = {
            "screen": shows,
            "display": display.name,
            "columns": grid.columns,
            "rows": grid.rows,
            "class": grid.size.value,
            "panel_inches": display.panel_inches,
            "metres": display.metres,
            "texts": [
                {
                    "page": each.page,
                    "role": each.role,
                    "text": each.text,
                    "cells": each.cells,
                    "mm": each.mm,
                    "least_mm": each.least_mm,
                }
                for each in found
            ],
        }
        tell_json(json.dumps(told, ensure_ascii=False))
        return 0
    say = catalogue(machine_language())
    head = N_("{columns} x {rows} cells, {inches} inches, read from {metres} m")
    tell(
        say(
            head,
            columns=grid.columns,
            rows=grid.rows,
            inches=f"{display.panel_inches:g}",
            metres=f"{display.metres:g}",
        )
    )
    for each in found:
        small = "" if each.is_enough else say(N_("under {mm} mm"), mm=each.least_mm)
        pad = " " * max(1, 30 - columns(each.text))
        tell(
            f"{each.cells:6.1f}  {each.mm:6.1f} mm  {each.text}{pad}"
            f"{each.page}  {small}".rstrip()
        )
    return 0
