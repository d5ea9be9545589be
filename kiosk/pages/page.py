"""What all pages have in common: their size decides what they leave out."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


class Page(Widget):
    """One page of the kiosk; it fills the room it is given, however small."""

    DEFAULT_CSS = """
    Page {
        width: 1fr; height: 1fr; layout: vertical; overflow: hidden;
        background: $background; color: $foreground;
    }
    Page.-narrow TouchButton { padding: 0; }
    Page.-tall TouchButton, Page.-tall #seconds { height: 5; }
    Page.-low TouchButton, Page.-low #seconds { height: 1; }
    Page.-narrow ServiceTile { padding: 0 1; }
    Page.-tall ServiceTile, Page.-low ServiceTile { height: 100%; }
    Page LeaveBar { margin-top: 1; }
    Page.-low LeaveBar { margin-top: 0; }
    Page.-tiny LeaveBar TouchButton { margin: 0; }
    """

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(width < 80, "-narrow")
        self.set_class(height >= 44, "-tall")
        self.set_class(height < 24, "-short")
        self.set_class(height < 18, "-low")
        self.set_class(height < 10, "-tiny")
