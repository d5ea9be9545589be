"""A widget that shows rows of cells, and sends only what changed of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.filter import ANSIToTruecolor
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
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they are: nothing lies around them, all colours are true ones.

        Textual would make each anew for every painting, twice.
        """
        start, end = crop.column_span
        style = self.visual_style.rich_style
        strips = [self.render_line(y) for y in crop.line_range]
        for filter in self.app.get_line_filters():
            if not isinstance(filter, ANSIToTruecolor):
                background = self.background_colors[1]
                strips = [each.apply_filter(filter, background) for each in strips]
        if all(start == 0 and each.cell_length == end for each in strips):
            return strips
        return [each.crop_extend(start, end, style) for each in strips]
