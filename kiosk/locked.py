"""A terminal that shows one page under fingers, and nobody gets out of it."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Final

from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.theme import Theme

from kiosk.touched import Touched
from shared.errors import EXIT_SHARE
from shared.text import palette

THEME: Final = Theme(name="jiaohao", luminosity_spread=0.0, **palette.THEME)
_KEYED_SIGNALS: Final = ("SIGINT", "SIGQUIT", "SIGTSTP")
"""What a keyboard makes of ctrl+c, ctrl+backslash and ctrl+z, where a terminal does."""
_CLEAR: Final = "\x1b[2J\x1b[H"


class LockedScreen(Screen[None], inherit_bindings=False):
    """A screen without keys."""

    DEFAULT_CSS = """
    LockedScreen { background: $background; overflow: hidden; }
    """

    def on_key(self, event: events.Key) -> None:
        """A key while another pane of the terminal has the focus is a visitor's too."""
        self.query_one(Touched).on_key(event)


class LockedApp(App[str], inherit_bindings=False):
    """Shows one panel; ends by SIGTERM only.

    Where it cannot start it ends with its last words.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self, panel: Touched) -> None:
        super().__init__()
        self._panel = panel

    def get_default_screen(self) -> Screen[None]:
        return LockedScreen()

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

    def on_touched_name_taken(self, event: Touched.NameTaken) -> None:
        self.exit(event.words, return_code=EXIT_SHARE)
