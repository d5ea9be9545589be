"""A field of coloured dots with terminal text over it, and the rows of cells of it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from shared.canvas.cells import Letter, Run, clusters, colour_text, columns_of, row_of
from shared.canvas.grid import Box, Grid
from shared.canvas.logo import Logo
from shared.canvas.mask import STEPS, Mask
from shared.canvas.shapes import blends, colour_number, over, rounded

_FEW: Final = 0.04
"""A colour under less of a text than this is an edge, not its ground."""


class Dots:
    """The dots of a grid. Nothing is ever painted outside it."""

    def __init__(self, grid: Grid, ground: str) -> None:
        self.grid = grid
        colour = colour_number(ground)
        self._dots = [[colour] * grid.width for _ in range(grid.height)]
        self._letters: list[dict[int, Letter]] = [{} for _ in range(grid.rows)]

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(0, 0, self.grid.width, self.grid.height)

    def rows(self, right: int = 0, down: int = 0) -> list[tuple[Run, ...]]:
        """The rows of cells, each as wide as the grid.

        All may stand so many cells further right and down, the edges repeated: a
        panel that shows the same for years burns in.
        """
        return [self._row(row - down, right) for row in range(self.grid.rows)]

    def _row(self, row: int, right: int) -> tuple[Run, ...]:
        letters = self._letters[row] if row >= 0 else {}
        row = max(0, row)
        upper, lower = self._dots[2 * row], self._dots[2 * row + 1]
        if right:
            kept = self.grid.width - right
            upper = upper[:1] * right + upper[:kept]
            lower = lower[:1] * right + lower[:kept]
            letters = {at + right: each for at, each in letters.items() if at < kept}
            last = letters.get(self.grid.width - 1)
            if last is not None and columns_of(last.text[:1] or " ") == 2:
                letters.pop(self.grid.width - 1)
        return row_of(upper, lower, letters)

    def fill(self, box: Box, colour: str) -> None:
        """Paint a rectangle."""
        left, right = max(0, box.x), min(self.grid.width, box.right)
        if left >= right:
            return
        line = [colour_number(colour)] * (right - left)
        for y in range(max(0, box.y), min(self.grid.height, box.bottom)):
            self._dots[y][left:right] = line
        self._clear_letters(box)

    def card(
        self, box: Box, ground: str, edge: str = "", radius: int = 8, line: float = 1.5
    ) -> None:
        """Paint a rectangle with round corners; `edge` is the colour of its line."""
        form = self.grid.form
        size = (max(0, box.width), max(0, box.height), radius)
        if edge:
            self.stamp(rounded(*size, 0, form), box.x, box.y, edge)
        self.stamp(rounded(*size, line if edge else 0, form), box.x, box.y, ground)
        self._clear_letters(box)

    def stamp(self, mask: Mask, x: int, y: int, ink: str) -> None:
        """Paint a mask with its left upper corner at `x`, `y`."""
        left, right = max(0, x), min(self.grid.width, x + mask.width)
        if left >= right:
            return
        colour = colour_number(ink)
        for row in range(max(0, -y), min(mask.height, self.grid.height - y)):
            levels = mask.row(row)[left - x : right - x]
            self._blend(self._dots[y + row], left, levels, colour)

    def picture(self, logo: Logo, x: int, y: int) -> Box:
        """Paint a picture, a pixel a dot, over what is there; what it covers."""
        box = Box(x, y, logo.width, logo.height)
        left, right = max(0, x), min(self.grid.width, box.right)
        for at in range(max(0, y), min(self.grid.height, box.bottom)):
            dots = self._dots[at]
            for column in range(left, right):
                first = 4 * ((at - y) * logo.width + column - x)
                dots[column] = over(dots[column], logo.pixels[first : first + 4])
        self._clear_letters(box)
        return box

    @staticmethod
    def _blend(dots: list[int], left: int, levels: bytes, ink: int) -> None:
        right = left + len(levels)
        if levels.count(STEPS) == len(levels):
            dots[left:right] = [ink] * len(levels)
            return
        below = dots[left:right]
        if below.count(below[0]) == len(below):
            dots[left:right] = map(blends(ink, below[0]).__getitem__, levels)
        else:
            dots[left:right] = [
                blends(ink, ground)[level] if level else ground
                for ground, level in zip(below, levels, strict=True)
            ]

    def _put_letters(
        self, words: str, box: Box, ink: str, ground: str, is_bold: bool
    ) -> None:
        """Terminal text on the row of cells that a box covers."""
        letters, at = self._letters[box.y // 2], box.x
        colours = colour_number(ink), colour_number(ground)
        for each in clusters(words):
            letters[at] = Letter(each, *colours, is_bold)
            if columns_of(each[0]) == 2:
                letters[at + 1] = Letter("", *colours, is_bold)
            at += columns_of(each[0])

    def _clear_letters(self, box: Box) -> None:
        """Take away terminal text under a box; of a wide character both halves."""
        cells = box.cells
        for row in range(max(0, cells.y), min(self.grid.rows, cells.bottom)):
            letters = self._letters[row]
            if not letters:
                continue
            for column in [at for at in letters if cells.x <= at < cells.right]:
                gone = letters.pop(column, None)
                for other in (column - 1, column + 1):
                    half = letters.get(other)
                    if gone and half and _are_halves(gone, half, other - column):
                        letters[other] = Letter(" ", half.ink, half.ground, False)

    def _grounds(self, box: Box) -> tuple[str, ...]:
        counts = self._counts(box)
        least = _FEW * sum(counts.values())
        return tuple(colour_text(each) for each, n in counts.items() if n > least)

    def _common(self, box: Box) -> str:
        return colour_text(self._counts(box).most_common(1)[0][0])

    def _counts(self, box: Box) -> Counter[int]:
        counts: Counter[int] = Counter()
        for y in range(max(0, box.y), min(self.grid.height, box.bottom)):
            counts.update(self._dots[y][max(0, box.x) : max(0, box.right)])
        return counts


def _are_halves(one: Letter, other: Letter, step: int) -> bool:
    return (step == -1 and one.text == "") or (step == 1 and other.text == "")
