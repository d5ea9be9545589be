"""`jiaohao kiosk`: the panel fills the terminal, and nobody gets out of it."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.theme import Theme

from kiosk.durations import BACK_SECONDS
from kiosk.maintenance.acts import Restart
from kiosk.panel import KioskPanel
from kiosk.papers import Papers
from shared.canvas.words import Words
from shared.errors import EXIT_BY_STAFF, EXIT_SHARE
from shared.office.model import Office
from shared.text import palette
from shared.wire.client import Client

if TYPE_CHECKING:
    from kiosk.guide import Guide

THEME: Final = Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)


_KEYED_SIGNALS: Final = ("SIGINT", "SIGQUIT", "SIGTSTP")
"""What a keyboard makes of ctrl+c, ctrl+backslash and ctrl+z, where a terminal does."""
_CLEAR: Final = "\x1b[2J\x1b[H"


class KioskScreen(Screen[None], inherit_bindings=False):
    """A screen without keys."""

    DEFAULT_CSS = """
    KioskScreen { background: $background; overflow: hidden; }
    """

    def on_key(self, event: events.Key) -> None:
        """A key while another pane of the terminal has the focus is a visitor's too."""
        self.query_one(KioskPanel).on_key(event)


class KioskApp(App[str], inherit_bindings=False):
    """The touch screen that gives out numbers; ends by SIGTERM only.

    Where it cannot start it ends with its last words.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        words: Words | None = None,
        back_seconds: float = BACK_SECONDS,
        new_guide: Callable[[], Guide] | None = None,
    ) -> None:
        super().__init__()
        self.is_to_begin_anew = False
        """Whether it ended only to be started again."""
        self._panel = KioskPanel(
            office,
            client,
            papers=papers,
            words=words,
            back_seconds=back_seconds,
            new_guide=new_guide,
        )

    def get_default_screen(self) -> Screen[None]:
        return KioskScreen()

    def compose(self) -> ComposeResult:
        yield self._panel

    def on_mount(self) -> None:
        self.register_theme(THEME)
        self.theme = THEME.name
        self._panel.focus()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.exit)
            for name in _KEYED_SIGNALS:
                signal.signal(getattr(signal, name), signal.SIG_IGN)

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is in the middle of something on it."""
        return self._panel.is_at_start

    def begin_anew(self) -> None:
        """End, to be started again; called from another thread."""
        self.call_later(self.exit)

    def _print_error_renderables(self) -> None:
        """Leave a clear screen after a crash: who stands there reads no traceback.

        It is in the log.
        """
        if self._exit_renderables:
            self._exit_renderables.clear()
            print(_CLEAR, end="", file=sys.__stderr__, flush=True)

    def on_kiosk_panel_left_by_staff(self, event: KioskPanel.LeftByStaff) -> None:
        self.is_to_begin_anew = isinstance(event.how, Restart)
        self.exit(return_code=0 if self.is_to_begin_anew else EXIT_BY_STAFF)

    def on_kiosk_panel_name_taken(self, event: KioskPanel.NameTaken) -> None:
        self.exit(event.words, return_code=EXIT_SHARE)
