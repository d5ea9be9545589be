"""A page over the whole room: the help, or who did what."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content


@dataclass(frozen=True, slots=True)
class PageView:
    """Rows of which as many are seen as there is room for."""

    title: str
    rows: tuple[Content, ...]
    first: int = 0
    """The first row in sight."""


def draw_page(view: PageView, width: int, height: int) -> list[Content]:
    """The rows in sight."""
    return list(view.rows[view.first : view.first + height])
