"""A pane, or a part of one: rows drawn by a pure function from a frozen view."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from shared.text import palette

Rows: TypeAlias = Sequence[Content | tuple[Hashable, Content]]
"""Rows from above; one that can be pressed stands beside what it is of."""
Draw: TypeAlias = Callable[[Any, int, int], Rows]
"""Draws a view into a width and a height."""


class Block(Widget):
    """Shows a view; what did not change is not drawn again."""

    DEFAULT_CSS = f"""
    Block {{
        height: 1fr;
        &.-pane {{
            border: round {palette.RULE}; padding: 0 1;
            border-title-color: {palette.FOREGROUND}; border-title-style: bold;
            border-subtitle-color: {palette.MUTED};
        }}
        &.-pane.-focus {{
            border: heavy {palette.ACCENT}; border-title-color: {palette.ACCENT};
        }}
        &.-pane.-old {{ border: dashed {palette.WARNING}; }}
    }}
    """

    @dataclass
    class Pressed(Message):
        """A row was pressed."""

        block: Block
        target: Hashable

    @dataclass
    class Turned(Message):
        """The wheel was turned over it: 1 down, -1 up."""

        block: Block
        by: int

    def __init__(self, draw: Draw, *, id: str, is_pane: bool = False) -> None:
        super().__init__(id=id, classes="-pane" if is_pane else "")
        self._draw = draw
        self._view: object = None
        self._titles: tuple[str, str] = ("", "")
        self._targets: list[Hashable] = []

    def show(self, view: object, title: str = "", subtitle: str = "") -> None:
        """Show another view; titles stand in the frame."""
        if (title, subtitle) != self._titles:
            self._titles = title, subtitle
            self.border_title = Content(title)
            self.border_subtitle = Content(subtitle)
        if view != self._view:
            self._view = view
            self.refresh()

    @property
    def view(self) -> object:
        """What is shown; none so far."""
        return self._view

    def render(self) -> Content:
        width, height = self.content_size
        if width < 1 or height < 1 or self._view is None:
            return Content("")
        rows = list(self._draw(self._view, width, height))[:height]
        self._targets = [each[0] if isinstance(each, tuple) else None for each in rows]
        lines = [each[1] if isinstance(each, tuple) else each for each in rows]
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)

    def on_click(self, event: events.Click) -> None:
        """A row that can be pressed was."""
        offset = event.get_content_offset(self)
        if event.button != 1 or offset is None or offset.y >= len(self._targets):
            return
        if self._targets[offset.y] is not None:
            self.post_message(self.Pressed(self, self._targets[offset.y]))

    def on_mouse_scroll_down(self) -> None:
        self.post_message(self.Turned(self, 1))

    def on_mouse_scroll_up(self) -> None:
        self.post_message(self.Turned(self, -1))
