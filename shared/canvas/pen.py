"""Strokes and areas on a field of dots, with soft edges; pure arithmetic, no fonts.

Shapes are given in units of the one who draws; `Field` scales them to dots.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from shared.canvas.mask import STEPS, Mask

Point = tuple[float, float]
_FULL: Final = 255
_SCANS: Final = 4
"""Lines on which the edge of an area is looked for within one row of dots."""
_TO_STEP: Final = bytes(round(each * STEPS / _FULL) for each in range(_FULL + 1))


def arc(
    centre: Point, across: float, down: float, start: float, end: float
) -> list[Point]:
    """Points on an ellipse from one angle to another.

    Degrees, 0 is right, 90 is down. `across` and `down` are the half axes.
    """
    count = max(2, math.ceil(abs(end - start) / 12))
    turns = (
        math.radians(start + (end - start) * each / count) for each in range(count + 1)
    )
    return [
        (centre[0] + across * math.cos(turn), centre[1] + down * math.sin(turn))
        for turn in turns
    ]


def ring(centre: Point, across: float, down: float | None = None) -> list[Point]:
    """Points once around an ellipse, or a circle."""
    return arc(centre, across, across if down is None else down, 0, 360)


class Field:
    """A field of dots to draw on. `scale` is dots a unit of height.

    `form` is the height of a dot by its width: where it is over 1 (narrow cells),
    a unit is that many times more dots wide.
    """

    def __init__(self, width: int, height: int, scale: float, form: float = 1) -> None:
        self.width = max(0, width)
        self.height = max(0, height)
        self._down = scale
        self._across = scale * form
        self._form = form
        self._rows = [bytearray(self.width) for _ in range(self.height)]

    def stroke(
        self, points: Sequence[Point], thickness: float, *, is_cut: bool = False
    ) -> None:
        """Draw along `points` with a round pen, or take away where it goes."""
        path = [(x * self._across, y * self._down) for x, y in points]
        radius = max(thickness * self._down / 2, 0.5)
        if len(path) == 1:
            path *= 2
        for start, end in pairwise(path):
            self._segment(start, end, radius, is_cut)

    def area(self, points: Sequence[Point], *, is_cut: bool = False) -> None:
        """Fill within `points`, or take it away."""
        path = [(x * self._across, y * self._down) for x, y in points]
        top = max(0, math.floor(min(y for _, y in path)))
        bottom = min(self.height, math.ceil(max(y for _, y in path)))
        edges = list(zip(path, [*path[1:], path[0]], strict=True))
        for y in range(top, bottom):
            covered = [0.0] * (self.width + 1)
            for scan in range(_SCANS):
                self._scan(covered, edges, y + (scan + 0.5) / _SCANS)
            for x in range(self.width):
                if covered[x]:
                    value = min(_FULL, round(covered[x] * _FULL / _SCANS))
                    self._put(self._rows[y], x, value, is_cut)

    def _scan(
        self, covered: list[float], edges: list[tuple[Point, Point]], y: float
    ) -> None:
        crossings = sorted(
            x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            for (x0, y0), (x1, y1) in edges
            if (y0 <= y) != (y1 <= y)
        )
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            left, right = max(0.0, start), min(float(self.width), end)
            for x in range(int(left), math.ceil(right)):
                covered[x] += max(0.0, min(right, x + 1) - max(left, x))

    def _segment(self, start: Point, end: Point, radius: float, is_cut: bool) -> None:
        form = self._form
        x0, y0, x1, y1 = start[0] / form, start[1], end[0] / form, end[1]
        dx, dy = x1 - x0, y1 - y0
        square = dx * dx + dy * dy or 1e-9
        reach = radius + 0.5
        first = max(0, int((min(x0, x1) - reach) * form))
        last = min(self.width, math.ceil((max(x0, x1) + reach) * form))
        for y in range(
            max(0, int(min(y0, y1) - reach)),
            min(self.height, math.ceil(max(y0, y1) + reach)),
        ):
            row = self._rows[y]
            off_y = y + 0.5 - y0
            for x in range(first, last):
                off_x = (x + 0.5) / form - x0
                along = min(1.0, max(0.0, (off_x * dx + off_y * dy) / square))
                gap_x, gap_y = off_x - along * dx, off_y - along * dy
                inside = reach - math.sqrt(gap_x * gap_x + gap_y * gap_y)
                if inside > 0:
                    self._put(row, x, round(min(1.0, inside) * _FULL), is_cut)

    @staticmethod
    def _put(row: bytearray, x: int, value: int, is_cut: bool) -> None:
        row[x] = min(row[x], _FULL - value) if is_cut else max(row[x], value)

    def mask(self, base: int | None = None) -> Mask:
        """What was drawn, the whole field."""
        levels = b"".join(row.translate(_TO_STEP) for row in self._rows)
        return Mask(
            self.width, self.height, levels, self.height if base is None else base
        )
