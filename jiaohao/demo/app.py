"""`jiaohao demo`: kiosk, counter, two lobby screens and the paper, in one terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar, Final

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.theme import Theme
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker

from counter.panel import CounterPanel
from display.panel import FlowPanel, ServingPanel
from jiaohao.demo.office import COUNTERS, KIOSK, throw_away_office
from jiaohao.demo.panes import PaperPane
from jiaohao.demo.papers import ShownPapers
from jiaohao.demo.play import Player
from jiaohao.demo.stage import TOUR, Scene, after, news
from jiaohao.demo.strip import Strip, Tab
from jiaohao.stations import command_line
from jiaohao.terminal import is_a_terminal
from jiaohao.terminal_watch import TerminalWatch
from kiosk.panel import KioskPanel
from shared.errors import OfficeMistake
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text import palette
from shared.text.catalogue import N_, catalogue, machine_language
from shared.trade.hall import Hall
from shared.trade.ticket import Ticket
from shared.wire.client import Client

SMALLEST: Final = (80, 24)
"""Columns and rows below which a screen does not fit."""
WIDE: Final = (200, 50)
"""From here on all screens stand side by side."""
TURN_SECONDS: Final = 8.0
"""How long each screen is shown while the demo plays by itself."""
WATCH_SECONDS: Final = 5.0
"""Who pressed the kiosk and then nothing for so long only watches."""


class DemoApp(App[None]):
    """The whole office in one terminal; every screen has a station of its own.

    One screen at a time fills the terminal; a wide one shows all at once.
    """

    CSS = """
    Screen { layout: vertical; background: $background; }
    #small { display: none; width: 1fr; height: 1fr; content-align: center middle; }
    #all { display: none; }
    #stage { width: 1fr; height: 1fr; }
    #stage > * { display: none; width: 1fr; height: 1fr; }
    #stage > .-here { display: block; }
    .-wide #stage { layout: grid; grid-size: 3 2; grid-columns: 1fr 1fr 40; }
    .-wide #stage > * { display: block; border: round $secondary; }
    .-wide #stage > *:focus-within { border: heavy $primary; }
    .-wide #paper { row-span: 2; }
    .-small #stage, .-small Strip { display: none; }
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
        ),
        Binding("ctrl+t,ctrl+right", "turn(1)", "Next screen", priority=True),
        Binding("f1", "lead", "Help at the counter", show=False, priority=True),
        Binding("ctrl+c", "help_quit", "What ends it", show=False, priority=True),
        Binding("ctrl+left", "turn(-1)", "Screen before", priority=True),
    ]

    def __init__(
        self,
        folder: Path,
        office: Office,
        *,
        play_seconds: float | None = None,
        pace: float = 1.0,
    ) -> None:
        """`pace` is how many times faster the tour goes."""
        super().__init__()
        self._pace = pace
        self.office = office
        self._say = catalogue(machine_language())
        self.strip = Strip(self._say)
        self.paper = PaperPane(office)
        self.kiosk = KioskPanel(
            office,
            Client(command_line(folder, KIOSK)),
            papers=ShownPapers(self._show_paper, self.paper.print_checklist),
        )
        self._at_counter = Client(command_line(folder, f"counter-{COUNTERS[0]}"))
        self.counter = CounterPanel(
            office, COUNTERS[0], self._at_counter, language=machine_language()
        )
        self.serving = ServingPanel(office, Client(command_line(folder, None)))
        self.flow = FlowPanel(office, Client(command_line(folder, None)))
        self.scene = Scene.KIOSK
        """The screen that is shown, where only one is."""
        self._play_seconds = play_seconds
        self._helper = Client(command_line(folder, "player"))
        self._player = Player(office, self._helper, self.kiosk, self._at_counter)
        self._hall: Hall | None = None
        self._tour: Worker[None] | None = None
        self._watching: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.strip
        yield Static(id="small", markup=False)
        with Container(id="stage"):
            for scene, panel in self._panels.items():
                panel.border_title = self._say(scene.value, counter=COUNTERS[0])
                yield panel

    @property
    def _panels(self) -> dict[Scene, Widget]:
        return {
            Scene.KIOSK: self.kiosk,
            Scene.COUNTER: self.counter,
            Scene.PAPER: self.paper,
            Scene.SERVING: self.serving,
            Scene.FLOW: self.flow,
        }

    def on_mount(self) -> None:
        self.register_theme(
            Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)
        )
        self.theme = "jiaohao"
        self.paper.id = "paper"
        words = N_("Press the kiosk once; the rest shows itself. Ctrl+T: other screens")
        self.strip.tell(self._say(words))
        self.show_scene(Scene.KIOSK)
        self._helper.on_change = self._hear
        if self._play_seconds is None:
            self._player.open_hall()
            return
        self._player.start()
        self.set_timer(self._play_seconds, self.exit)
        self.set_interval(TURN_SECONDS, lambda: self.action_turn(1))

    async def on_unmount(self) -> None:
        await self._player.close()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        is_small = width < SMALLEST[0] or height < SMALLEST[1]
        is_wide = width >= WIDE[0] and height >= WIDE[1]
        self.screen.set_class(is_small, "-small")
        self.screen.set_class(is_wide, "-wide")
        self.strip.show(None if is_wide else self.scene)
        self.query_one("#small", Static).update(
            self._say(
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

    # Which screen is shown

    def show_scene(self, scene: Scene) -> None:
        """Show one screen; the keyboard goes there."""
        self.scene = scene
        for each, panel in self._panels.items():
            panel.set_class(each is scene, "-here")
        self.strip.show(None if self.screen.has_class("-wide") else scene)
        if scene in (Scene.KIOSK, Scene.COUNTER):
            self._panels[scene].focus()

    def action_turn(self, step: int) -> None:
        """Show the next screen, or the one before."""
        self.end_tour()
        self.show_scene(after(self.scene, step))

    def action_lead(self) -> None:
        """F1 on any screen: the counter, and its help."""
        self.end_tour()
        if self.scene is not Scene.COUNTER:
            self.show_scene(Scene.COUNTER)
        self.counter.press("help")

    @on(Tab.Chosen)
    def choose(self, chosen: Tab.Chosen) -> None:
        """Show the screen whose name was pressed."""
        self.end_tour()
        self.show_scene(chosen.scene)

    # The tour that a press on the kiosk begins

    def _show_paper(self, ticket: Ticket) -> None:
        self.paper.print(ticket)
        if self._play_seconds is None:
            self.end_tour()
            self._tour = self.run_worker(self._tour_of(ticket.label))

    def end_tour(self) -> None:
        """Somebody does something: it goes on as they want."""
        if self._tour is not None:
            self._tour.cancel()
            self._tour = None

    async def _tour_of(self, label: str) -> None:
        for stop in TOUR:
            if stop.is_called:
                await self._player.call(label)
            if stop.is_served:
                await self._player.serve()
            self.show_scene(stop.scene)
            self.strip.tell(self._say(stop.words, label=label))
            await asyncio.sleep(stop.seconds / self._pace)
        self.show_scene(Scene.KIOSK)
        self.strip.tell(self._say(N_("That was the whole way. Now it is your turn.")))

    async def on_event(self, event: events.Event) -> None:
        is_of_person = isinstance(event, events.Key | events.MouseDown)
        if is_of_person and self._tour is not None:
            self.end_tour()
        if is_of_person and self._play_seconds is None:
            self._wait_for_more()
        await super().on_event(event)

    def _wait_for_more(self) -> None:
        """Somebody pressed something; with nothing after it the demo goes on."""
        if self._watching is not None:
            self._watching.stop()
        self._watching = self.set_timer(WATCH_SECONDS / self._pace, self._go_on)

    def _go_on(self) -> None:
        if self.scene is Scene.KIOSK and self._tour is None and self._player.go_on():
            words = N_("Nobody chose, so the demo takes a number and leads on.")
            self.strip.tell(self._say(words))

    def _hear(self) -> None:
        self.call_later(self._tell_news)

    def _tell_news(self) -> None:
        before, self._hall = self._hall, self._helper.hall
        is_quiet = self._tour is not None or not self._player.is_open
        if self._hall is None or is_quiet:
            return
        words = news(before, self._hall, self._say)
        if words:
            self.strip.tell(words)

    def action_help_quit(self) -> None:
        """Ctrl+C was pressed; Textual would tell in English what ends it."""
        self.strip.tell(self._say(N_("Ctrl+Q ends the demo.")))


def run_demo(play_seconds: float | None) -> int:
    """Run the demo in a throw-away folder; returns the exit status."""
    if not is_a_terminal():
        raise OfficeMistake(N_("This screen needs a terminal to run in."))
    with throw_away_office() as folder:
        app = DemoApp(folder, load_office(folder), play_seconds=play_seconds)
        watch = TerminalWatch(app)
        watch.begin()
        app.run()
        watch.end()
    return app.return_code or 0
