"""Five faces, from very content to not at all."""

from __future__ import annotations

from typing import Final

from shared.canvas.icon_marks import Mark, area, stroke
from shared.canvas.pen import Point, arc, ring


def _face(*mouth: Point) -> tuple[Mark, ...]:
    return (
        stroke(2, *ring((12, 12), 10)),
        area(*ring((8.2, 9), 1.5)),
        area(*ring((15.8, 9), 1.5)),
        stroke(2, *mouth),
    )


MOODS: Final[dict[str, tuple[Mark, ...]]] = {
    "mood-5": (
        *_face(*arc((12, 12.6), 5.6, 5.4, 0, 180)),
        stroke(2, (6.4, 12.6), (17.6, 12.6)),
    ),
    "mood-4": _face(*arc((12, 12), 5.6, 4.6, 30, 150)),
    "mood-3": _face((7.4, 15.6), (16.6, 15.6)),
    "mood-2": _face(*arc((12, 19.2), 5.2, 4.6, -150, -30)),
    "mood-1": _face(*arc((12, 18.6), 5.4, 5, -180, 0)),
}  # fmt: skip
"""By the step of an answer."""
