"""A text that shows as much of itself as fits, the most important first."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from kiosk.lines import Line, fit, row_count


class Sign(Widget):
    """Lines of text; they are painted again only when they change."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Sign { width: 1fr; height: auto; content-align: center middle; text-align: center; }
    """

    lines: reactive[tuple[Line, ...]] = reactive((), layout=True)

    def __init__(self, *lines: Line, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Sign.lines, lines)

    def render(self) -> Content:
        return Content("\n").join(fit(self.lines, self.size.width, self.size.height))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max((Content(line.words).cell_length for line in self.lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return row_count(self.lines, width)
