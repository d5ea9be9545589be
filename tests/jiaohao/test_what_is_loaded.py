"""What each process of a screen loads: only what it needs, as data."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.jiaohao.terminal import Terminal
from tests.processes import Process

LOADED: Final = Path(__file__).parents[1] / "loaded"
NEVER: Final = {
    *("email", "http", "multiprocessing", "pip", "setuptools", "unittest", "xml"),
    *("PIL", "escpos", "qrcode", "serial", "usb", "sqlite_utils", "starlette"),
    *("uvicorn", "tzdata"),
}
"""Nobody who stands at a screen that has been shown before waits for these."""
SCREENS_OWN: Final = {"asyncio", "counter", "display", "kiosk", "printers"}
"""What only a screen needs, with Textual and Rich."""
KEPT_OUT: Final[dict[str, set[str]]] = {
    "station": NEVER | SCREENS_OWN | {"textual", "rich"},
    "worker": NEVER | SCREENS_OWN | {"textual", "rich"},
    "kiosk": NEVER | {"counter", "display", "shared.canvas.icons", "kiosk.guide"},
    "counter": NEVER | {"display", "kiosk"},
    "display": NEVER | {"counter", "kiosk", "shared.canvas.icons"},
}
SCREENS: Final[dict[str, tuple[Sequence[str], str]]] = {
    "kiosk": (("kiosk", "kiosk-1"), "▀"),
    "counter": (("counter", "1"), "開櫃"),
    "display": (("display", "serving"), "▀"),
}


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every process that a test starts writes down what it has loaded."""
    folder = tmp_path / "loaded"
    folder.mkdir()
    path = [str(LOADED), str(LOADED.parents[1])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path))
    monkeypatch.setenv("JIAOHAO_LOADED", str(folder))
    return folder


def processes_of(loaded: Path, process: int, *names: str) -> dict[str, set[str]]:
    """The modules of a process, of the one it started, of the one that started …"""
    found = {}
    for name in names:
        found[name] = set((loaded / str(process)).read_text().splitlines()[1:])
        children = {
            int(file.name): file.read_text().splitlines()
            for file in loaded.iterdir()
            if file.read_text().splitlines()[0] == str(process)
        }
        process = next(iter(children), 0)
    return found


def too_much(found: dict[str, set[str]]) -> dict[str, set[str]]:
    """What each process has loaded and had to do without."""
    return {
        name: needless
        for name, modules in found.items()
        if (needless := KEPT_OUT[name] & (modules | _tops(modules)))
    }


def _tops(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("screen", SCREENS)
def test_of_a_screen(loaded: Path, office_folder: Path, screen: str) -> None:
    words, mark = SCREENS[screen]
    command = [sys.executable, "-m", "jiaohao", *words, f"--office={office_folder}"]
    # The first start draws the words that are not on disk yet; one on a slow machine
    # may end before it heard of the hall, and leave some to the next.
    for _ in range(3):
        terminal = Terminal(command, columns=240, rows=67)
        terminal.until(lambda shown=terminal: mark in shown.text)
        assert terminal.end() == 0
        found = processes_of(loaded, terminal.process.pid, screen, "station", "worker")
        assert set(found) == {screen, "station", "worker"}
        if not (needless := too_much(found)):
            break
    assert needless == {}


def test_of_a_station(loaded: Path, office_folder: Path) -> None:
    station = Process(office_folder, "pad")
    station.read()
    assert station.ask("issue", service="jobs")["ok"]
    station.end()
    found = processes_of(loaded, station.process.pid, "station", "worker")
    assert {"station", "worker"} == set(found)
    assert too_much(found) == {}
