"""A surface of high contrast: black, white and yellow, whatever is asked for."""

from __future__ import annotations

from typing import Any, Final

from shared.canvas.canvas import Surface
from shared.canvas.grid import Box, Grid
from shared.canvas.words import Words
from shared.text import palette

_SEEN_AS: Final = {
    **dict.fromkeys(
        (
            palette.NIGHT,
            palette.CARD,
            palette.RAISED,
            palette.BAND,
            palette.WARNING_GROUND,
            palette.GOOD_GROUND,
        ),
        palette.BACKGROUND,
    ),
    **dict.fromkeys(
        (palette.QUIET, palette.WARNING, palette.GOOD, *palette.LETTERS),
        palette.ACCENT,
    ),
    palette.EDGE: palette.FOREGROUND,
}
"""Look.md 5: high contrast has no other colour."""


def _plain(colour: str) -> str:
    return _SEEN_AS.get(colour, colour)


class PlainSurface(Surface):
    """Paints what any other surface does, in three colours."""

    def __init__(self, grid: Grid, ground: str, words: Words) -> None:
        super().__init__(grid, _plain(ground), words)

    def fill(self, box: Box, colour: str) -> None:
        super().fill(box, _plain(colour))

    def card(
        self, box: Box, ground: str, edge: str = "", *form: Any, **more: Any
    ) -> None:
        super().card(box, _plain(ground), _plain(edge), *form, **more)

    def words(self, text: str, box: Box, ink: str, *form: Any, **more: Any) -> Box:
        return super().words(text, box, _plain(ink), *form, **more)

    def strokes(self, text: str, box: Box, ink: str, *form: Any, **more: Any) -> Box:
        return super().strokes(text, box, _plain(ink), *form, **more)

    def icon(self, name: str, x: int, y: int, size: int, ink: str) -> Box:
        return super().icon(name, x, y, size, _plain(ink))

    def write(
        self, text: str, column: int, row: int, columns: int, ink: str, **more: Any
    ) -> Box:
        return super().write(text, column, row, columns, _plain(ink), **more)
