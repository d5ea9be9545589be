"""`jiaohao demo`: kiosk, counter, two lobby screens and the paper, side by side."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.theme import Theme
from textual.widgets import Static

from counter.panel import CounterPanel
from display.panel import FlowPanel, ServingPanel
from jiaohao.demo.office import COUNTERS, KIOSK, make_demo_office
from jiaohao.demo.panes import Frame, PaperPane, both
from jiaohao.demo.papers import ShownPapers
from jiaohao.demo.play import Player
from jiaohao.stations import command_line
from jiaohao.terminal import is_a_terminal
from jiaohao.terminal_watch import TerminalWatch
from kiosk.panel import KioskPanel
from shared.errors import OfficeMistake
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text import palette
from shared.text.catalogue import N_, catalogue, machine_language
from shared.wire.client import Client

SMALLEST: Final = (120, 40)
"""Columns and rows below which the screens do not fit side by side."""
_LEAVE_SECONDS: Final = 5.0
"""How long stations may take to leave the demo's office."""
_REST_SECONDS: Final = 0.05


class DemoApp(App[None]):
    """The whole office in one terminal; every screen has a station of its own."""

    CSS = """
    Screen { layout: vertical; background: $background; }
    #hint { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    #small { display: none; width: 1fr; height: 1fr; content-align: center middle; }
    #paper { width: 38; }
    .-small #office, .-small #hint { display: none; }
    .-small #small { display: block; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            id="demo.quit",
            tooltip="End the demo; its folder is thrown away",
            priority=True,
        )
    ]

    def __init__(
        self, folder: Path, office: Office, *, play_seconds: float | None = None
    ) -> None:
        super().__init__()
        self.office = office
        self.paper = PaperPane(office)
        self.kiosk = KioskPanel(
            office,
            Client(command_line(folder, KIOSK)),
            papers=ShownPapers(self.paper.print, self.paper.print_checklist),
        )
        self.counter = CounterPanel(
            office,
            COUNTERS[0],
            Client(command_line(folder, f"counter-{COUNTERS[0]}")),
            language=machine_language(),
        )
        self.serving = ServingPanel(office, Client(command_line(folder, None)))
        self.flow = FlowPanel(office, Client(command_line(folder, None)))
        self._play_seconds = play_seconds
        self._player = Player(
            office, Client(command_line(folder, "player")), self.kiosk, self.counter
        )

    def compose(self) -> ComposeResult:
        office = self.office
        yield Static(both(office, N_("Demo")), id="hint", markup=False)
        yield Static(id="small", markup=False)
        counter = both(office, N_("Counter {counter}"), counter=COUNTERS[0])
        with Horizontal(id="office"):
            with Vertical():
                yield Frame(both(office, N_("Kiosk")), self.kiosk)
                yield Frame(counter, self.counter)
            with Vertical():
                yield Frame(both(office, N_("Lobby: numbers")), self.serving)
                yield Frame(both(office, N_("Lobby: steps")), self.flow)
            with Vertical(id="paper"):
                yield Frame(both(office, N_("Paper")), self.paper)

    def on_mount(self) -> None:
        self.register_theme(
            Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)
        )
        self.theme = "jiaohao"
        say = catalogue(machine_language())
        self.query_one("#hint", Static).update(
            say(
                N_(
                    "Press the kiosk with the mouse and take a number; then F10 opens"
                    " the counter, Enter calls. Ctrl+Q ends the demo."
                )
            )
        )
        self.counter.focus()
        if self._play_seconds is not None:
            self._player.start()
            self.set_timer(self._play_seconds, self.exit)

    async def on_unmount(self) -> None:
        await self._player.close()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        is_small = width < SMALLEST[0] or height < SMALLEST[1]
        self.screen.set_class(is_small, "-small")
        say = catalogue(machine_language())
        self.query_one("#small", Static).update(
            say(
                N_(
                    "The demo needs {columns} columns and {rows} rows;"
                    " this terminal has {width} and {height}. Please enlarge it."
                ),
                columns=SMALLEST[0],
                rows=SMALLEST[1],
                width=width,
                height=height,
            )
        )

    def action_help_quit(self) -> None:
        """Ctrl+C was pressed; Textual would tell in English what ends it."""
        self.notify(catalogue(machine_language())(N_("Ctrl+Q ends the demo.")))

    def on_click(self) -> None:
        """The keyboard goes back to the counter after a press on the kiosk."""
        self.counter.focus()


def run_demo(play_seconds: float | None) -> int:
    """Run the demo in a throw-away folder; returns the exit status."""
    if not is_a_terminal():
        raise OfficeMistake(N_("This screen needs a terminal to run in."))
    scratch = Path(tempfile.mkdtemp(prefix="jiaohao-demo-"))
    try:
        folder = scratch / "office"
        os.environ["JIAOHAO_STATE"] = str(scratch / "state")
        make_demo_office(folder)
        app = DemoApp(folder, load_office(folder), play_seconds=play_seconds)
        watch = TerminalWatch(app)
        watch.begin()
        app.run()
        watch.end()
    finally:
        _throw_away(scratch)
    return app.return_code or 0


def _throw_away(folder: Path) -> None:
    """Remove a folder in which stations that are leaving may still write."""
    give_up = time.monotonic() + _LEAVE_SECONDS
    while folder.exists() and time.monotonic() < give_up:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(_REST_SECONDS)
