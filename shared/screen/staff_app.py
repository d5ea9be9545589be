"""A terminal of its own for a screen of staff: its theme, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from shared.errors import EXIT_SHARE
from shared.screen.staff_panel import CannotStart, StaffPanel
from shared.screen.theme import THEME
from shared.text.catalogue import N_


class StaffApp(App[str]):
    """One panel; it ends with its last words, if there are any."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="staff.quit", priority=True)
    ]

    def __init__(self, panel: StaffPanel) -> None:
        super().__init__()
        self._panel = panel

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

    @on(CannotStart)
    def give_up(self, trouble: CannotStart) -> None:
        """Another process works under our name: say so and end."""
        self.exit(trouble.words, return_code=EXIT_SHARE)

    def action_help_quit(self) -> None:
        """Ctrl+C was pressed; Textual would tell in English what leaves."""
        self._panel.warn(self._panel.say(N_("Ctrl+Q leaves this screen")))
