"""A surface as a PNG, so that a person can look at it: run as a module.

`python -m tests.shared.canvas.picture FOLDER` paints a few sample pages.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from shared.canvas.cells import LOWER, UPPER, Run, clusters, columns_of
from shared.canvas.fonts import Script, drawing_font
from shared.canvas.words import Words
from tests.shared.canvas.samples import coarse, needs

EIGHTHS: Final = "▁▂▃▄▅▆▇█"


def picture(rows: list[tuple[Run, ...]], cell: tuple[int, int] = (4, 8)) -> Image.Image:
    """Rows of cells as a terminal would show them, a cell of `cell` pixels."""
    wide, high = cell
    columns = max(sum(run.columns for run in row) for row in rows)
    image = Image.new("RGB", (columns * wide, len(rows) * high))
    draw = ImageDraw.Draw(image)
    font = drawing_font(Script.CHINESE)
    face = (
        ImageFont.truetype(font.file, round(high * 0.7), font.index) if font else None
    )
    for number, row in enumerate(rows):
        x, y = 0, number * high
        for run in row:
            end = x + run.columns * wide
            draw.rectangle((x, y, end - 1, y + high - 1), run.ground)
            for each in clusters(run.text):
                middle = y + high // 2
                if each == UPPER:
                    draw.rectangle((x, y, x + wide - 1, middle - 1), run.ink)
                elif each == LOWER:
                    draw.rectangle((x, middle, x + wide - 1, y + high - 1), run.ink)
                elif each in EIGHTHS:
                    top = y + high - round(high * (EIGHTHS.index(each) + 1) / 8)
                    draw.rectangle((x, top, x + wide - 1, y + high - 1), run.ink)
                elif face and each != " ":
                    draw.text((x, y), each, run.ink, face)
                x += columns_of(each[0]) * wide
    return image


def main(folder: Path) -> None:
    """Paint the sample pages into a folder."""
    words = Words()
    folder.mkdir(parents=True, exist_ok=True)
    picture(needs(words).rows()).save(folder / "needs.png")
    picture(coarse(words).rows(), (20, 40)).save(folder / "coarse.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
