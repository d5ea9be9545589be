"""A terminal of its own for a screen of staff: its theme, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from shared.desk.question import Question
from shared.errors import EXIT_SHARE
from shared.screen.ask_pane import AskPane
from shared.screen.key_table import OF_A_LINE
from shared.screen.theme import THEME
from shared.text.catalogue import N_, Catalogue
from shared.wire.client import Client


@dataclass
class CannotStart(Message):
    """The station's name is at work elsewhere; there never was a hall to show."""

    words: str


class StaffPanel(Widget, can_focus=True):
    """A screen that fills any rectangle; it owns its keys, and ends its link."""

    say: Catalogue
    client: Client
    actions: Mapping[str, tuple[Any, ...]]
    """What each key does: the name of the action, and what it is told."""

    @property
    def ask(self) -> AskPane:
        """Where questions are put up."""
        raise NotImplementedError

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        raise NotImplementedError

    def answer(self) -> None:
        """Do what the row under the cursor says."""
        raise NotImplementedError

    def take(self, character: str) -> None:
        """Take a letter or digit that is no key of the table."""
        raise NotImplementedError

    def _paint(self) -> None:
        raise NotImplementedError

    async def on_unmount(self) -> None:
        self.client.on_change = lambda: None
        await self.client.close()

    def on_focus(self) -> None:
        """The keyboard belongs to the question while it is typed into."""
        if self.question is not None and self.question.is_search:
            self.screen.set_focus(self.ask.search)

    def on_key(self, event: events.Key) -> None:
        """Keys are taken here, in the order they are pressed, however fast."""
        is_line = self.ask.was_written(event)
        action = self.actions.get(event.key)
        if action is not None and not (is_line and event.key in OF_A_LINE):
            name, *told = action
            getattr(self, f"action_{name}")(*told)
        elif is_line or not event.character or not event.is_printable:
            return
        else:
            self.take(event.character)
        event.stop()
        event.prevent_default()

    @on(AskPane.Changed)
    def look_again(self, changed: AskPane.Changed) -> None:
        """Enter would do something else now."""
        changed.stop()
        self._paint()

    @on(AskPane.Clicked)
    def click_row(self, clicked: AskPane.Clicked) -> None:
        """Do what was asked about."""
        clicked.stop()
        self.answer()
        self._paint()

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is in the middle of something on it."""
        raise NotImplementedError

    def warn(self, words: str) -> None:
        """Say why something was not done, for some seconds above everything else."""
        raise NotImplementedError


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
