"""`jiaohao display`: the terminal of a lobby screen."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import ClassVar, Final, Literal

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.theme import Theme

from display.panel import FlowPanel, LobbyPanel, ServingPanel
from shared.clock import Clock, now_ms
from shared.office.model import Display, Office
from shared.text import palette
from shared.wire.client import Client

Shows = Literal["serving", "flow", "both"]
THEME: Final = Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)
_PANELS: Final[dict[Shows, tuple[type[LobbyPanel], ...]]] = {
    "serving": (ServingPanel,),
    "flow": (FlowPanel,),
    "both": (ServingPanel, FlowPanel),
}
_SIDE_COLUMNS: Final = 100
"""From here on, and twice as wide as high, two panels stand side by side."""


class DisplayApp(App[None], inherit_bindings=False):
    """A lobby screen: the numbers, the steps, or both."""

    CSS = """
    Screen { layout: vertical; }
    Screen.-side { layout: horizontal; }
    Screen.-side FlowPanel { margin-left: 1; }
    """
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
    ) -> None:
        super().__init__()
        self.client = client
        self.shows = shows
        kinds = _PANELS[shows]
        self.panels = [
            kind(
                office, client, display=display, owns_link=len(kinds) == 1, clock=clock
            )
            for kind in kinds
        ]

    is_at_rest: ClassVar[bool] = True
    """Nobody is ever in the middle of something on it."""

    def begin_anew(self) -> None:
        """End, to be started again; called from another thread."""
        self.call_later(self.exit)

    def compose(self) -> ComposeResult:
        yield from self.panels

    def on_mount(self) -> None:
        self.register_theme(THEME)
        self.theme = THEME.name
        with contextlib.suppress(NotImplementedError):  # no such signal on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit)
        if len(self.panels) > 1:
            self.client.on_change = self.hall_changed
            self.client.start()

    async def on_unmount(self) -> None:
        if len(self.panels) > 1:
            await self.client.close()

    def on_resize(self, event: Resize) -> None:
        width, height = event.size
        is_wide = width >= max(_SIDE_COLUMNS, 2 * height)
        self.screen.set_class(is_wide and len(self.panels) > 1, "-side")

    def hall_changed(self) -> None:
        """Tell every panel that the link knows more."""
        for panel in self.panels:
            panel.hall_changed()
