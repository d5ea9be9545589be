"""`jiaohao display`: the terminal of a lobby screen."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from pathlib import Path
from typing import ClassVar, Final, Literal

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.theme import Theme

from display.both import BothPanel
from display.logo import fetch_logo
from display.panel import FlowPanel, LobbyPanel, ServingPanel
from shared.canvas.words import Words
from shared.clock import Clock, now_ms
from shared.office.model import Display, Office
from shared.text import palette
from shared.wire.client import Client

Shows = Literal["serving", "flow", "both"]
THEME: Final = Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)
PANELS: Final[dict[Shows, type[LobbyPanel]]] = {
    "serving": ServingPanel,
    "flow": FlowPanel,
    "both": BothPanel,
}


class DisplayApp(App[None], inherit_bindings=False):
    """A lobby screen: the numbers, the steps, or both."""

    CSS = "Screen { background: $background; overflow: hidden; }"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            id="display.quit",
            tooltip="End this lobby screen",
            show=False,
            priority=True,
        )
    ]

    def __init__(
        self,
        office: Office,
        client: Client,
        shows: Shows,
        *,
        display: Display | None = None,
        clock: Clock = now_ms,
        words: Words | None = None,
        logo: Path | None = None,
    ) -> None:
        """`logo` is the file of the office's logo."""
        super().__init__()
        self._logo = logo
        self.client = client
        self.panel = PANELS[shows](
            office, client, display=display, clock=clock, words=words
        )

    is_at_rest: ClassVar[bool] = True
    """Nobody is ever in the middle of something on it."""

    def begin_anew(self) -> None:
        """End, to be started again; called from another thread."""
        self.call_later(self.exit)

    def compose(self) -> ComposeResult:
        yield self.panel

    def on_mount(self) -> None:
        self.register_theme(THEME)
        self.theme = THEME.name
        if self._logo is not None:
            fetch_logo(self._logo, self.panel.take_logo)
        with contextlib.suppress(NotImplementedError):  # no such signal on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit)
