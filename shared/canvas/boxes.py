"""Dividing a page into boxes. In dots; heights and tops on whole rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from shared.canvas.grid import Box

Item = TypeVar("Item")


def pages_of(items: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """Items as pages of so many at most; one empty page where there are none."""
    starts = range(0, max(1, len(items)), most)
    return [items[start : start + most] for start in starts]


def columns(box: Box, weights: Sequence[float], gap: int) -> list[Box]:
    """Boxes beside each other, as wide as their weights say."""
    widths = _shares(box.width, weights, gap, step=1)
    found, x = [], box.x
    for width in widths:
        found.append(Box(x, box.y, width, box.height))
        x += width + gap
    return found


def rows(box: Box, weights: Sequence[float], gap: int) -> list[Box]:
    """Boxes below each other, as high as their weights say."""
    heights = _shares(box.height, weights, gap, step=2)
    found, y = [], box.y
    for height in heights:
        found.append(Box(box.x, y, box.width, height))
        y += height + gap
    return found


def grid(box: Box, across: int, down: int, gap: int) -> list[Box]:
    """`across` x `down` boxes of one size, row by row."""
    return [
        each
        for row in rows(box, [1] * down, gap)
        for each in columns(row, [1] * across, gap)
    ]


def cut_top(box: Box, height: int, gap: int) -> tuple[Box, Box]:
    """The upper `height` dots, and what is left below a gap."""
    height = min(height, box.height)
    below = min(box.height, height + gap)
    rest = Box(box.x, box.y + below, box.width, box.height - below)
    return Box(box.x, box.y, box.width, height), rest


def cut_foot(box: Box, height: int, gap: int) -> tuple[Box, Box]:
    """What is left above a gap, and the lowest `height` dots."""
    height = min(height, box.height)
    rest = max(0, box.height - height - gap)
    foot = Box(box.x, box.bottom - height, box.width, height)
    return Box(box.x, box.y, box.width, rest), foot


def _shares(length: int, weights: Sequence[float], gap: int, *, step: int) -> list[int]:
    """`length` less the gaps, in whole steps; what is over goes to the last."""
    room = max(0, length - gap * (len(weights) - 1))
    total = sum(weights)
    shares = [int(room * weight / total) // step * step for weight in weights]
    shares[-1] += (room - sum(shares)) // step * step
    return shares


def even(length: float) -> int:
    """The nearest whole number of rows, in dots."""
    return 2 * round(length / 2)
