"""`jiaohao display … --measure`: every text with its height on the panel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from display.measure import measures
from shared.canvas.grid import Grid
from shared.office.model import Display
from tests.display.scenes import MORNING, centre
from tests.kiosk.desk import WORDS


def measured(folder: Path, shows: str, *more: str, size: str = "480x135") -> str:
    """What the command prints for a terminal of that size."""
    columns, lines = size.split("x")
    command = [sys.executable, "-m", "jiaohao", "display", shows, "--measure", *more]
    done = subprocess.run(
        [*command, "--office", folder],
        env=os.environ | {"COLUMNS": columns, "LINES": lines},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
def test_the_command_ends_and_says_all_millimetres(
    office_folder: Path, shows: str
) -> None:
    told: dict[str, Any] = json.loads(measured(office_folder, shows, "--json"))
    assert (told["screen"], told["class"]) == (shows, "fine")
    assert told["texts"]
    for text in told["texts"]:
        assert text["mm"] == pytest.approx(text["cells"] * 2 * 1.983, rel=0.01)
        assert text["mm"] >= text["least_mm"] >= 24


def test_a_coarse_terminal_is_told_to_be_too_coarse(office_folder: Path) -> None:
    words = measured(office_folder, "serving", size="96x27")
    assert "96 x 27" in words
    assert "9.9 mm" not in words and "19.8 mm" in words


def test_the_panel_and_the_distance_of_the_office_count() -> None:
    office = centre()

    def newest(display: Display) -> tuple[float, float]:
        found = measures(office, display, "serving", Grid(480, 135), WORDS, MORNING)
        return next((each.mm, each.least_mm) for each in found if each.role == "newest")

    usual = newest(Display("lobby"))
    assert usual[0] >= usual[1] == 100
    larger = newest(replace(Display("lobby"), panel_inches=86.0, metres=16.0))
    assert larger[0] == pytest.approx(usual[0] * 2, rel=0.01)
    assert larger[1] == 200


@pytest.mark.parametrize("size", [(480, 135), (240, 67), (320, 67)], ids=str)
@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
def test_every_text_is_enough_in_the_recommended_terminals(
    shows: str, size: tuple[int, int]
) -> None:
    found = measures(centre(), Display("lobby"), shows, Grid(*size), WORDS, MORNING)
    assert [each for each in found if not each.is_enough] == []
