"""A page under fingers: what a press is, and what is none."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.message import Message as TextualMessage

from kiosk.keys import Keys
from kiosk.low import room_for, set_down
from kiosk.sheet import Sheet
from kiosk.view import View
from shared.canvas.grid import Grid
from shared.errors import StationTaken
from shared.screen.drawn import Drawn
from shared.text import palette
from shared.wire.client import Client

_CALM_SECONDS: Final = 0.3
"""A new page takes no press so soon: it was meant for the page before."""
_LEFT_BUTTON: Final = 1


class Touched(Drawn, can_focus=True):
    """Takes presses on the sheet that was painted last."""

    @dataclass
    class NameTaken(TextualMessage):
        """The station's name is at work elsewhere, so this kiosk cannot start."""

        words: str

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        """The page as it was painted last."""
        self.above = 0
        """Rows of the terminal above the page."""
        self._keys = Keys()
        self._pressed: object = None
        """What the finger is on."""
        self._shown_at = -math.inf

    @property
    def is_at_start(self) -> bool:
        """Whether nobody is in the middle of something."""
        raise NotImplementedError

    def touch(self) -> None:
        """Somebody is there."""
        raise NotImplementedError

    def is_for_staff(self, event: events.MouseDown) -> bool:
        """Whether a press is the staff's, and no visitor's; then it is carried out."""
        return False

    def act(self, meant: object) -> None:
        """Carry out what a press means."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint the page anew, and send what changed of it."""
        raise NotImplementedError

    def show_page(
        self, view: View, painted: Callable[[Grid, object], Sheet]
    ) -> tuple[Sheet, Grid]:
        """Show a page, with what the keys are on, and where it lies; `painted` paints
        it on a grid. Only what changed is sent."""
        columns, rows = self.size
        whole = Grid(columns, rows)
        grid = room_for(view, whole)
        sheet = painted(grid, None)
        focused = self._keys.focused(sheet.targets)
        if focused is not None:
            sheet = painted(grid, focused)
        self.sheet, self.above = sheet, rows - grid.rows
        ground = palette.BACKGROUND if view.way.is_large else palette.NIGHT
        self.show_rows(set_down(sheet.surface.rows(), whole, ground))
        return sheet, grid

    def refuse_taken(self, client: Client) -> None:
        """Say so where the name is at work elsewhere."""
        if client.hall is None and client.trouble is not None:
            code, words = client.trouble
            if code == StationTaken.code:
                self.post_message(self.NameTaken(words))

    @property
    def is_calm(self) -> bool:
        """Whether the page stands long enough for a press to be meant for it."""
        return time.monotonic() - self._shown_at >= _CALM_SECONDS

    def turned(self) -> None:
        """Another page is shown from now on."""
        self._shown_at = time.monotonic()
        self._pressed = None
        self._keys.turn()
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        self._pressed = None
        self.repaint()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != _LEFT_BUTTON or self.sheet is None:
            return
        self._keys.leave()
        self.touch()
        if self.is_for_staff(event):
            return
        target = self.sheet.at(event.x, event.y - self.above)
        self._pressed = target.act if target is not None and self.is_calm else None
        self.capture_mouse()
        self.repaint()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button != _LEFT_BUTTON or self.sheet is None:
            self.repaint()
            return
        target = self.sheet.at(event.x, event.y - self.above)
        # A finger that slid off means nothing.
        if target is not None and target.act == pressed:
            self.act(pressed)
        self.repaint()

    def on_key(self, event: events.Key) -> None:
        """A key, wherever in the terminal the focus is."""
        if self.sheet is None:
            return
        event.stop()
        self.touch()
        self.take_key(event, self.sheet)
        self.repaint()

    def take_key(self, event: events.Key, sheet: Sheet) -> None:
        """Carry out what a key means on the page."""
        raise NotImplementedError
