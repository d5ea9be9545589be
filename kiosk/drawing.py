"""From a painted page to what Textual shows."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from shared.canvas.canvas import Surface
from shared.canvas.cells import Run


def strips(surface: Surface) -> list[Strip]:
    """The rows of a page."""
    return [_strip(tuple(row)) for row in surface.rows()]


@lru_cache(1024)
def _strip(row: tuple[Run, ...]) -> Strip:
    """A row; most rows of a page are those of the page before."""
    segments = [Segment(run.text, _style(run)) for run in row]
    return Strip(segments, sum(run.columns for run in row))


def _style(run: Run) -> Style:
    return _known_style(run.ink, run.ground, run.is_bold)


@lru_cache(1024)
def _known_style(ink: str, ground: str, is_bold: bool) -> Style:
    return Style(color=ink, bgcolor=ground, bold=is_bold)
