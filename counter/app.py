"""The counter's own terminal: the panel, its theme, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import ClassVar, Final

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from counter.panel import CounterPanel
from counter.tick_file import TickFile
from shared.errors import EXIT_SHARE
from shared.office.model import Office
from shared.screen.theme import THEME
from shared.text.catalogue import N_
from shared.wire.client import Client

_THINK_SECONDS: Final = 6.0
"""How long the question whether to quit stays open."""


class CounterApp(App[str]):
    """`jiaohao counter NUMBER`; it ends with its last words, if there are any."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            id="counter.quit",
            tooltip="Leave; asks first while somebody is at the counter",
            priority=True,
        )
    ]

    def __init__(
        self,
        office: Office,
        number: int,
        client: Client,
        *,
        staff: str | None = None,
        language: str | None = None,
        ticks: TickFile | None = None,
    ) -> None:
        super().__init__()
        self._panel = CounterPanel(
            office, number, client, staff=staff, language=language, ticks=ticks
        )
        self._is_asked = False

    def compose(self) -> ComposeResult:
        yield self._panel

    def on_mount(self) -> None:
        """Put on the colours; end in order when told to."""
        self.register_theme(THEME)
        self.theme = THEME.name
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit)

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is in the middle of something on it."""
        return self._panel.is_at_rest

    def begin_anew(self) -> None:
        """End, to be started again; called from another thread."""
        self.call_later(self.exit)

    @on(CounterPanel.CannotStart)
    def give_up(self, trouble: CounterPanel.CannotStart) -> None:
        """Another process works under our name: say so and end."""
        self.exit(trouble.words, return_code=EXIT_SHARE)

    async def action_quit(self) -> None:
        """Leave; while somebody is at the counter, only when pressed again."""
        why = self._panel.why_stay()
        if why is None or self._is_asked:
            self.exit()
            return
        say = self._panel.say
        words = say(N_("{why}. Press Ctrl+Q again to leave all the same"), why=why)
        self._panel.warn(words)
        self._is_asked = True
        self.set_timer(_THINK_SECONDS, self._forget_question)

    def action_help_quit(self) -> None:
        """Ctrl+C was pressed; Textual would tell in English what leaves."""
        self._panel.warn(self._panel.say(N_("Ctrl+Q leaves this screen")))

    def _forget_question(self) -> None:
        self._is_asked = False
