"""A screen whose terminal is gone ends: nobody sees it, and its name is wanted."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from typing import Any, Final

from textual.app import App

_LOOK_SECONDS: Final = 0.5
_END_SECONDS: Final = 5.0
"""How long a screen may take to end in order once its terminal is gone."""


class TerminalWatch:
    """Watches the terminal of a screen from `begin` until `end`."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._is_over, self._is_hung_up = threading.Event(), False
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def begin(self) -> None:
        """Watch, where the system tells of a terminal that is gone."""
        if sys.platform == "win32":
            return
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._hang_up)
        self._thread.start()

    def end(self) -> None:
        """The screen has ended by itself."""
        self._is_over.set()

    def _hang_up(self, _signal: int, _frame: object) -> None:
        self._is_hung_up = True

    def _watch(self) -> None:
        terminals = [place for place in (0, 1, 2) if os.isatty(place)]
        looking = select.poll()
        for place in terminals:
            looking.register(place, 0)
        while not self._is_hung_up and not looking.poll(_LOOK_SECONDS * 1000):
            if self._is_over.is_set():
                return
        # What the screen still writes must neither fail nor wait for anybody.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for place in terminals:
            os.dup2(nowhere, place)
        self._app.call_later(self._app.exit)
        if not self._is_over.wait(_END_SECONDS):
            # It hangs in what it wrote to the terminal. Its station ends with it.
            os._exit(1)
