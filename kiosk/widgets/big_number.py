"""A ticket's number, as big as there is room."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from shared.canvas.letters import big, fitting_scale


class BigNumber(Widget):
    """A label such as A012 in block letters, in plain ones where they do not fit."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    BigNumber {
        width: 1fr; height: 1fr; min-height: 1; content-align: center middle;
        color: $primary; text-style: bold;
    }
    """

    label = reactive("")

    def render(self) -> Content:
        scale = fitting_scale(self.label, self.size.width, self.size.height)
        return Content("\n".join(big(self.label, scale)) if scale else self.label)
