"""The counter's own terminal: how it starts and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from counter.app import CounterApp
from counter.panel import CounterPanel
from shared.office.model import Office
from shared.text.catalogue import catalogue
from tests.counter.helpers import called, hall_of, serving, status, telling
from tests.desk import Asker
from tests.support import screen_text, station_link, until


def panel_of(app: CounterApp) -> CounterPanel:
    return app.query_one(CounterPanel)


async def heard(pilot: Pilot[None], app: CounterApp) -> None:
    await until(pilot, lambda: panel_of(app).known.hall)


async def test_quitting_with_nobody_there(tmp_path: Path, office: Office) -> None:
    client = telling(tmp_path, office, hall_of(office))
    app = CounterApp(office, 1, client, language="en")
    async with app.run_test() as pilot:
        await heard(pilot, app)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


@pytest.mark.parametrize("state", [called, serving])
async def test_quitting_asks_first_while_somebody_is_there(
    tmp_path: Path, office: Office, state: type
) -> None:
    client = telling(tmp_path, office, hall_of(office, state(12)))
    app = CounterApp(office, 1, client, language="en")
    async with app.run_test() as pilot:
        await heard(pilot, app)
        await pilot.press("ctrl+q")
        words = "! A012 is still at this counter. Press Ctrl+Q again"
        assert status(panel_of(app)).startswith(words)
        assert app.is_running
        app._forget_question()
        await pilot.press("ctrl+q")
        assert app.is_running
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_the_panel_has_the_keyboard_and_the_colours(
    tmp_path: Path, office: Office
) -> None:
    app = CounterApp(office, 1, telling(tmp_path, office, hall_of(office)))
    async with app.run_test() as pilot:
        await heard(pilot, app)
        assert panel_of(app).has_focus
        assert app.theme == "jiaohao"
        await pilot.press("ctrl+p", "q", "escape")
        assert panel_of(app).has_focus


async def test_sigterm_ends_in_order(tmp_path: Path, office: Office) -> None:
    app = CounterApp(office, 1, telling(tmp_path, office, hall_of(office)))
    async with app.run_test() as pilot:
        await heard(pilot, app)
        os.kill(os.getpid(), signal.SIGTERM)
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0


async def test_a_station_name_at_work_elsewhere_ends_with_status_3(
    office_folder: Path, office: Office
) -> None:
    other = Asker(office_folder, name="counter-1")
    app = CounterApp(office, 1, station_link(office_folder, "counter-1"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._exit)
    other.close()
    assert app.return_code == 3
    assert "counter-1" in str(app.return_value)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
async def test_ctrl_c_says_in_the_language_of_the_screen_what_leaves(
    office_folder: Path, office: Office, language: str
) -> None:
    link = station_link(office_folder, "counter-1")
    app = CounterApp(office, 1, link, language=language)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: link.hall)
        await pilot.press("ctrl+c")
        await pilot.pause()
        await until(
            pilot,
            lambda: (
                catalogue(language)("Ctrl+Q leaves this screen") in screen_text(app)
            ),
        )
        assert not app._notifications


def test_the_room_knows_only_shared_and_printers() -> None:
    code = (
        "import sys, counter.app;"
        "print([m for m in ('kiosk', 'display', 'jiaohao') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
