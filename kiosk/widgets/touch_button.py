"""A button for a finger: one leaf widget, so a finger that slides still presses."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from kiosk.widgets.sign import Sign


class TouchButton(Sign):
    """An area to press. Its colours stay the same under a finger that stays on it."""

    DEFAULT_CSS = """
    TouchButton {
        height: 3; padding: 0 1; background: $panel; color: $foreground;
        border-left: outer $secondary;
    }
    TouchButton.-main { border-left: outer $primary; }
    TouchButton.-chosen { background: $foreground; color: $background; }
    """

    @dataclass
    class Pressed(Message):
        """A finger pressed the button."""

        button: TouchButton

        @property
        def control(self) -> TouchButton:
            return self.button

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Pressed(self))
