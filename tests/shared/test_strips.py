"""Drawn rows as Textual's strips."""

from __future__ import annotations

from shared.canvas.words import Words
from shared.screen.strips import strip_of
from tests.shared.canvas.samples import coarse


def test_a_strip_is_as_wide_as_the_grid_and_says_the_same() -> None:
    page = coarse(Words())
    for row in page.rows():
        strip = strip_of(row)
        assert strip.cell_length == page.grid.columns
        assert sum(segment.cell_length for segment in strip) == page.grid.columns
        assert strip.text == "".join(run.text for run in row)
        assert strip_of(tuple(row)) is strip
