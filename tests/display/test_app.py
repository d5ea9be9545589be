"""The lobby screen at work: a real station behind it, a real terminal around it."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from display.app import THEME, DisplayApp, Shows
from display.panel import ServingPanel
from shared.office.model import Office
from shared.text import palette
from tests.support import station_link, until


def _said(app: DisplayApp) -> str:
    return "  ".join(each.text for each in app.panel.said)


async def test_a_call_at_a_counter_appears_in_the_lobby(
    office: Office, office_folder: Path
) -> None:
    app = DisplayApp(office, station_link(office_folder, None), "serving")
    counter = station_link(office_folder, "counter-2")
    async with app.run_test(size=(240, 67)) as pilot:
        counter.start()
        try:
            await counter.ask("open_counter", counter=2)
            await counter.ask("issue", service="training")
            panel = app.panel
            assert isinstance(panel, ServingPanel)
            await until(pilot, lambda: panel.announcements.hearing.seq is not None)
            await counter.ask("call", counter=2)
            await until(pilot, lambda: panel.announcements.newest is not None)
            await until(pilot, lambda: "B  001  →2" in _said(app))
            assert "請到櫃檯" in _said(app)
        finally:
            await counter.close()


async def test_an_office_that_is_away_is_said_and_found_again(
    office: Office, office_folder: Path
) -> None:
    queue = office_folder / "queue.db"
    queue.rename(office_folder / "away.db")
    client = station_link(office_folder, None)
    app = DisplayApp(office, client, "serving")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: client.trouble is not None)
        await until(pilot, lambda: "請聽工作人員叫號" in _said(app))
        (office_folder / "away.db").rename(queue)
        await until(pilot, lambda: "尚未叫號" in _said(app))
        assert "請聽工作人員叫號" not in _said(app)


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
async def test_only_ctrl_q_ends_it(
    office: Office, office_folder: Path, shows: Shows
) -> None:
    app = DisplayApp(office, station_link(office_folder, None), shows)
    async with app.run_test() as pilot:
        await pilot.press("q", "escape", "ctrl+c", "ctrl+p", "ctrl+z", "f1", "tab")
        await pilot.pause()
        assert app.is_running and len(app.screen_stack) == 1
        await pilot.press("ctrl+q")
    assert app.return_code == 0


def test_a_stopped_screen_leaves_the_terminal_in_order(office_folder: Path) -> None:
    ours, theirs = pty.openpty()
    screen = subprocess.Popen(
        [sys.executable, "-m", "jiaohao", "display", "both", "--office", office_folder],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"},
    )
    os.close(theirs)
    try:
        seen = _read(ours, "示範就業中心".encode())
        assert b"?1003h" not in seen, "the mouse is off"
        screen.send_signal(signal.SIGTERM)
        _read(ours, b"\x1b[?1049l")
        assert screen.wait(10) == 0
    finally:
        screen.kill()
        screen.wait()
        os.close(ours)


def test_the_theme_is_the_palette() -> None:
    assert (THEME.background, THEME.foreground) == (
        palette.BACKGROUND,
        palette.FOREGROUND,
    )
    for ground in (palette.ACCENT, palette.WARNING):
        assert palette.contrast(ground, palette.BACKGROUND) >= 7


def _read(terminal: int, wanted: bytes) -> bytes:
    """What the terminal was sent, up to what is wanted."""
    seen = b""
    deadline = time.monotonic() + 20
    while wanted not in seen:
        left = deadline - time.monotonic()
        assert left > 0, f"{wanted!r} did not come: {seen[-2000:]!r}"
        if select.select([terminal], [], [], left)[0]:
            seen += os.read(terminal, 65_536)
    return seen
