"""A line of text to be written, of at most so many characters."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Line(Input):
    """Takes of what is pasted as much as there is room for."""

    def on_paste(self, event: events.Paste) -> None:
        """Textual's own line takes all of it or nothing."""
        event.prevent_default()
        event.stop()
        words = event.text.splitlines()
        if words:
            room = (self.max_length or len(words[0])) - len(self.value)
            room += len(self.selected_text)
            start, end = self.selection
            self.replace(words[0][: max(room, 0)], start, end)
