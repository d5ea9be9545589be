"""Rounded shapes as masks, and colours between two colours."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from shared.canvas.mask import EMPTY, STEPS, Mask

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
    side = min((width + 1) // 2, math.ceil((bend + inset) * form) + _CORNER)

    def level(x: int, y: int) -> int:
        off_x = abs((x + 0.5 - width / 2) / form) - across + bend
        off_y = abs(y + 0.5 - height / 2) - down + bend
        gap = math.hypot(max(off_x, 0), max(off_y, 0)) + min(max(off_x, off_y), 0)
        return round(max(0.0, min(1.0, 0.5 - gap + bend)) * STEPS)

    def row(y: int) -> bytes:
        half = (width + 1) // 2
        left = bytes(level(x, y) for x in range(side))
        left += bytes([level(half - 1, y)]) * (half - side)
        return left + left[: width - half][::-1]

    if width <= 0 or height <= 0:
        return EMPTY
    edge, middle = [row(y) for y in range(corner)], row(height // 2)
    nearest = (min(y, height - 1 - y) for y in range(height))
    levels = b"".join(edge[y] if y < corner else middle for y in nearest)
    return Mask(width, height, levels, height)


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


def over(ground: int, pixel: bytes) -> int:
    """The colour of a pixel over a ground: red, green, blue, how much it covers."""
    share, colour = pixel[3], 0
    for shift, high in zip((16, 8, 0), pixel, strict=False):
        low = ground >> shift & 255
        colour |= (low + ((high - low) * share + 127) // 255) << shift
    return colour


@lru_cache(maxsize=256)
def colour_number(colour: str) -> int:
    """A colour such as "#1a2b3c" as 0x1a2b3c."""
    return int(colour[1:], 16)
