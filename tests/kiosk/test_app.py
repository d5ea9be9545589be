"""The kiosk as a program: nobody gets out of it, and it ends when it is told."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from kiosk.app import KioskApp
from kiosk.panel import KioskPanel
from shared.errors import EXIT_SHARE
from shared.office.model import Office
from shared.text import palette
from shared.wire.client import Client
from tests.kiosk.support import FakePapers, touch
from tests.support import station_link, until


def app_of(office: Office, client: Client) -> KioskApp:
    return KioskApp(office, client, papers=FakePapers())


def silent_link() -> Client:
    """A link to a program that never says anything."""
    return Client(["cat"])


async def test_no_key_gets_out(office: Office) -> None:
    app = app_of(office, silent_link())
    async with app.run_test(size=(96, 27)) as pilot:
        keys = "ctrl+q ctrl+c ctrl+p ctrl+z ctrl+backslash escape tab f1 q enter"
        await pilot.press(*keys.split())
        touch(app.query_one(KioskPanel))
        await pilot.pause()
        assert app.is_running and app.return_code is None
        assert len(app.screen_stack) == 1
        assert app.focused is app.query_one(KioskPanel)
        assert not app.screen.active_bindings
        assert app.screen.get_selected_text() in (None, "")


async def test_the_panel_fills_the_terminal_in_our_colours(office: Office) -> None:
    app = app_of(office, silent_link())
    async with app.run_test(size=(96, 27)):
        assert app.query_one(KioskPanel).region.size == (96, 27)
        grounds = {
            segment.style.bgcolor.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.bgcolor
        }
        assert {palette.NIGHT, palette.BAND} <= grounds


async def test_sigterm_ends_it_cleanly(office: Office, office_folder: Path) -> None:
    client = station_link(office_folder, "kiosk-1")
    app = app_of(office, client)
    async with app.run_test() as pilot:
        await until(pilot, lambda: client.hall)
        process = client._process
        os.kill(os.getpid(), signal.SIGTERM)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0
    assert process is not None and process.returncode == 0


async def test_a_name_at_work_elsewhere_ends_it(
    office: Office, office_folder: Path
) -> None:
    first = station_link(office_folder, "kiosk-1")
    first.start()
    await first.ask("state")
    app = app_of(office, station_link(office_folder, "kiosk-1"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == EXIT_SHARE
    assert "“kiosk-1”" in str(app.return_value)
    await first.close()
