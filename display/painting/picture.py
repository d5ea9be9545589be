"""A widget that shows what a pure function paints of a value in the room there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Value = TypeVar("Value")
Paint = Callable[[Value, int, int], list[Content]]
"""Paints a value in so many columns and rows."""
_NO_LIMIT: Final = 1000


class Picture(Widget, Generic[Value]):
    """Paints only when its value or its size changes."""

    DEFAULT_CSS = """
    Picture { height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, paint: Paint[Value], *, id: str) -> None:
        super().__init__(id=id)
        self._paint = paint
        self._value: Value | None = None

    def show(self, value: Value) -> None:
        """Show this value from now on."""
        if value != self._value:
            self._value = value
            self.refresh(layout=self.styles.auto_dimensions)

    def render(self) -> Content:
        return Content("\n").join(self._lines(*self.size))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width, _NO_LIMIT))

    def _lines(self, width: int, height: int) -> list[Content]:
        if self._value is None or not width:
            return []
        return self._paint(self._value, width, height)
