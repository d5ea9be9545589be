"""A QR code on the screen."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from shared.canvas.qr import code_lines

WIDTH: Final = 33
"""Columns of a ticket's code (version 2) with its quiet zone."""
HEIGHT: Final = 17


class CodePicture(Widget):
    """A code whose dark modules are dark and whose quiet zone is light."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CodePicture { width: 33; height: 17; color: $foreground; background: $background; }
    """

    code = reactive("")

    def render(self) -> Content:
        return Content("\n".join(code_lines(self.code)) if self.code else "")
