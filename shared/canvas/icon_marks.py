"""What icons are made of, in units of their own."""

from __future__ import annotations

from dataclasses import dataclass

from shared.canvas.pen import Point, arc, ring


@dataclass(frozen=True, slots=True)
class Mark:
    """A stroke, or an area where `pen` is 0; taken away where `is_cut`."""

    points: tuple[Point, ...]
    pen: float = 0
    is_cut: bool = False


def stroke(pen: float, *points: Point) -> Mark:
    """A stroke through points with a round pen."""
    return Mark(points, pen)


def area(*points: Point) -> Mark:
    """What lies within points."""
    return Mark(points)


def cut(*points: Point, pen: float = 0) -> Mark:
    """A stroke or an area to take away."""
    return Mark(points, pen, True)


def box(x: float, y: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The corners of a rectangle."""
    return ((x, y), (right, y), (right, bottom), (x, bottom))


def person(x: float, head: float, size: float, foot: float) -> tuple[Mark, ...]:
    """A head and shoulders, `size` half as wide."""
    neck = head + size * 0.66
    body = [
        (x - size, foot),
        *arc((x - size * 0.45, neck + size * 0.55), size * 0.55, size * 0.55, 180, 270),
        *arc((x + size * 0.45, neck + size * 0.55), size * 0.55, size * 0.55, 270, 360),
        (x + size, foot),
    ]
    return (area(*ring((x, head), size * 0.54)), area(*body))
