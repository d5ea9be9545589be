"""A screen of staff as pixels, for the pictures of docs/."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image
from textual.app import App

from shared.canvas.cells import Run
from tests.shared.canvas.picture import picture

CELL: Final = (10, 22)
COLOURS: Final = 32


def shot(app: App[object]) -> Image.Image:
    """What the terminal shows, as pixels."""
    rows = []
    for strip in app.screen._compositor.render_strips():
        runs = []
        for segment in (each for each in strip if each.cell_length):
            style = segment.style
            ink = (
                style.color.get_truecolor().hex if style and style.color else "#ffffff"
            )
            ground = style.bgcolor if style else None
            shade = ground.get_truecolor().hex if ground else "#000000"
            is_bold = bool(style and style.bold)
            length = segment.cell_length
            runs.append(Run(segment.text, ink, shade, is_bold, length))
        rows.append(tuple(runs))
    return picture(rows, CELL)


def keep(image: Image.Image, file: Path, *, colours: int = COLOURS) -> None:
    """Write a picture in few colours."""
    few = image.quantize(colours, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    print(file.name)
