"""Rows of cells as Textual's strips."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from shared.canvas.cells import Run


@lru_cache(maxsize=400)
def strip_of(row: tuple[Run, ...]) -> Strip:
    """A row of cells as a strip; the same row is the same strip."""
    segments = [
        Segment(run.text, _style(run.ink, run.ground, run.is_bold)) for run in row
    ]
    return Strip(segments, sum(run.columns for run in row))


@lru_cache(maxsize=4_096)
def _style(ink: str, ground: str, is_bold: bool) -> Style:
    return Style(color=ink, bgcolor=ground, bold=is_bold)
