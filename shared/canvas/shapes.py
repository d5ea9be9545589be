"""Rounded shapes as masks, and colours between two colours."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from shared.canvas.mask import STEPS, Mask

_CORNER: Final = 2
"""Dots beyond the radius that the soft edge of a corner may reach."""


@lru_cache(maxsize=128)
def rounded(
    width: int, height: int, radius: float, inset: float = 0, form: float = 1.0
) -> Mask:
    """A rectangle of dots with round corners, drawn `inset` dots within its size.

    Soft at its edges. `form` is the height of a dot by its width.
    """
    across, down = width / form / 2 - inset, height / 2 - inset
    bend = max(0.0, min(radius - inset, across, down))
    corner = min(height // 2 + 1, math.ceil(radius + inset) + _CORNER)
    rows = [_row(width, y, across, down, bend, form, height) for y in range(corner)]
    middle = _row(width, height // 2, across, down, bend, form, height)
    every = [
        rows[min(y, height - 1 - y)] if min(y, height - 1 - y) < corner else middle
        for y in range(height)
    ]
    return Mask(width, height, b"".join(every), height)


def _row(
    width: int,
    y: int,
    across: float,
    down: float,
    bend: float,
    form: float,
    height: int,
) -> bytes:
    off_y = abs(y + 0.5 - height / 2) - down + bend
    edge = min(width, math.ceil((bend + height / 2 - down) * form) + _CORNER)
    half = (width + 1) // 2

    def level(x: int) -> int:
        off_x = abs((x + 0.5 - width / 2) / form) - across + bend
        gap = math.hypot(max(off_x, 0), max(off_y, 0)) + min(max(off_x, off_y), 0)
        return round(max(0.0, min(1.0, 0.5 - gap + bend)) * STEPS)

    start = bytes(level(x) for x in range(min(edge, half)))
    left = start + bytes([level(half - 1)]) * (half - len(start))
    return left + left[: width - half][::-1]


@lru_cache(maxsize=4_096)
def blends(ink: int, ground: int) -> tuple[int, ...]:
    """The colours from `ground` to `ink`, for every level of a mask."""
    found = []
    for step in range(STEPS + 1):
        colour = 0
        for shift in (16, 8, 0):
            low, high = ground >> shift & 255, ink >> shift & 255
            colour |= (low + ((high - low) * step + STEPS // 2) // STEPS) << shift
        found.append(colour)
    return tuple(found)


@lru_cache(maxsize=256)
def colour_number(colour: str) -> int:
    """A colour such as "#1a2b3c" as 0x1a2b3c."""
    return int(colour[1:], 16)
