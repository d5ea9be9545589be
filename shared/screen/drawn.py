"""A widget that shows rows of cells, and sends only what changed of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from shared.canvas.cells import Run
from shared.screen.strips import strip_of


class Drawn(Widget):
    """A page of drawn rows."""

    _strips: Sequence[Strip] = ()

    def show_rows(self, rows: Sequence[tuple[Run, ...]]) -> None:
        """Show these rows from now on."""
        before = self._strips
        self._strips = [strip_of(row) for row in rows]
        if len(before) != len(self._strips):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._strips, strict=True)):
            if old is not new:
                self.refresh(Region(0, y, new.cell_length, 1))

    def render_line(self, y: int) -> Strip:
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width)
