"""What ends when its terminal, its input or its output is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.jiaohao.terminal import Terminal
from tests.processes import Process

JIAOHAO = [sys.executable, "-m", "jiaohao"]
DEAF = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"]
"""What is started so does not hear that its terminal hangs up."""


@pytest.mark.parametrize(
    "words", [("counter", "1"), ("display", "serving"), ("display", "both")]
)
def test_a_screen_ends(office_folder: Path, words: tuple[str, ...]) -> None:
    command = [*DEAF, *JIAOHAO, *words, "--office", str(office_folder)]
    screen = Terminal(command, columns=100, rows=30)
    screen.until(lambda: "\x1b[?2004h" in screen.text and len(screen.text) > 3000)
    assert screen.hang_up() == 0
    if words[0] == "counter":
        again = Process(office_folder, "counter-1")
        assert again.read()["station"] == "counter-1", "its name is free"
        assert again.end() == (0, "")


def test_a_station_in_a_terminal_ends(office_folder: Path) -> None:
    command = [*DEAF, *JIAOHAO, "station", "pad", "--office", str(office_folder)]
    station = Terminal(command, columns=100, rows=30)
    station.until(lambda: '"hello"' in station.text)
    assert station.hang_up() == 0


EACH = ("<&-", ">&-", "2>&-", "<&- >&- 2>&-")


@pytest.mark.parametrize(
    ("words", "statuses", "closed"),
    [
        *[("station pad", (0,), each) for each in EACH],
        # With its output open it is read on.
        *[("log --follow", (0,), each) for each in EACH if ">&-" in each.split()],
        *[("status", (0,), each) for each in EACH],
        *[("display serving", (2,), each) for each in EACH],
    ],
)
def test_closed_from_the_start(
    office_folder: Path, closed: str, words: str, statuses: tuple[int, ...]
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *JIAOHAO, *words.split()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        cwd=office_folder,
        text=True,
    )
    assert done.returncode in statuses, done.stderr
    assert "Traceback" not in done.stderr
