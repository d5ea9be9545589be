"""Icons by strokes and areas on 24 x 24 units, in one colour. A word stands beside."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from shared.canvas.icon_marks import Mark, area, box, cut, person, stroke
from shared.canvas.mask import EMPTY, Mask
from shared.canvas.moods import MOODS
from shared.canvas.pen import Field, arc, ring

SMALLEST: Final = 8
"""Dots high; a smaller icon is left out."""
_UNITS: Final = 24


ICONS: Final[dict[str, tuple[Mark, ...]]] = {
    **MOODS,
    "person": person(12, 6, 9, 22),
    "people": (*person(5.8, 7.6, 5.4, 20.6), *person(18.2, 7.6, 5.4, 20.6)),
    "clock": (
        stroke(2.4, *ring((12, 12), 9.6)),
        stroke(2.4, (12, 6), (12, 12.4), (16, 15)),
    ),
    "document": (
        area((4, 1), (14, 1), (20, 7), (20, 23), (4, 23)),
        cut((14, 1), (14, 7), (20, 7), pen=1.4),
        cut((7, 11), (17, 11), pen=1.8),
        cut((7, 15), (17, 15), pen=1.8),
        cut((7, 19), (13, 19), pen=1.8),
    ),
    "sound": (
        area((1, 8), (6, 8), (12, 2.5), (12, 21.5), (6, 16), (1, 16)),
        stroke(2.2, *arc((12, 12), 5, 5, -50, 50)),
        stroke(2.2, *arc((12, 12), 9.6, 9.6, -50, 50)),
    ),
    "ear": (
        stroke(
            2.6,
            *arc((12, 9), 7, 7, -190, 20),
            (16, 15),
            (14, 19),
            (10.6, 22),
            (7.4, 20),
        ),
        stroke(2.2, *arc((12, 9), 2.9, 2.9, -180, 60), (11, 15)),
    ),
    "wheelchair": (
        area(*ring((9.5, 2.8), 2.5)),
        stroke(2.6, (9.6, 7), (10.4, 14), (17, 14), (20, 21), (22.6, 20)),
        stroke(2.2, (10, 9.8), (16, 9.8)),
        stroke(2.4, *arc((10, 16), 6.4, 6.4, 215, 15)),
    ),
    "arrow-right": (
        stroke(3, (2, 12), (21, 12)),
        stroke(3, (13.5, 4), (21.6, 12), (13.5, 20)),
    ),
    "arrow-left": (
        stroke(3, (22, 12), (3, 12)),
        stroke(3, (10.5, 4), (2.4, 12), (10.5, 20)),
    ),
    "arrow-up": (
        stroke(3, (12, 22), (12, 3)),
        stroke(3, (4, 10.5), (12, 2.4), (20, 10.5)),
    ),
    "arrow-down": (
        stroke(3, (12, 2), (12, 21)),
        stroke(3, (4, 13.5), (12, 21.6), (20, 13.5)),
    ),
    "phone": (
        area(
            (2, 5.4),
            (6.2, 1.8),
            (9.6, 7),
            (6.8, 9.6),
            (9.8, 14.2),
            (14.2, 17.2),
            (17, 14.4),
            (22.2, 17.8),
            (18.6, 22),
            (15, 22.4),
            (8.4, 18.4),
            (4, 12.6),
            (1.6, 8),
        ),
    ),
    "question": (
        area(*ring((12, 12), 11)),
        cut(*arc((12, 9), 3.9, 3.7, 180, 410), (12, 14), pen=2.6),
        cut((12, 18.2), pen=3),
    ),
    "warning": (
        area((12, 1), (23.5, 22), (0.5, 22)),
        cut((12, 8.4), (12, 14.6), pen=2.8),
        cut((12, 18.6), pen=2.9),
    ),
    "briefcase": (
        area(*box(1, 8, 23, 22)),
        stroke(2.2, (8, 8), (8, 3.4), (16, 3.4), (16, 8)),
        cut((1, 14), (10, 14), pen=1.7),
        cut((14, 14), (23, 14), pen=1.7),
    ),
    "search": (
        stroke(2.9, *ring((9.6, 9.6), 7)),
        stroke(3.8, (15.2, 15.2), (21.4, 21.4)),
    ),
    "money": (
        area(*box(1, 5, 23, 19)),
        cut(*ring((12, 12), 3.6), pen=2),
        cut((4.6, 12), pen=2.4),
        cut((19.4, 12), pen=2.4),
    ),
    "training": (
        area((12, 3.4), (24, 9), (12, 14.6), (0, 9)),
        area((5, 13), (12, 16.4), (19, 13), (19, 18), *arc((12, 18), 7, 3.6, 0, 180)),
        stroke(1.6, (22.2, 9.4), (22.2, 18)),
    ),
    "talk": (
        area(
            (0.6, 2),
            (15.4, 2),
            (15.4, 12.6),
            (7, 12.6),
            (3.6, 16.6),
            (3.6, 12.6),
            (0.6, 12.6),
        ),
        area(
            (17.6, 7.4),
            (23.4, 7.4),
            (23.4, 18.4),
            (20.6, 18.4),
            (20.6, 22.6),
            (16.6, 18.4),
            (8.4, 18.4),
            (8.4, 15),
            (17.6, 15),
        ),
    ),
    "building": (
        area((3, 23), (3, 6), (12, 1.4), (21, 6), (21, 23)),
        cut(*box(6.2, 8, 9.2, 11)),
        cut(*box(10.6, 8, 13.6, 11)),
        cut(*box(15, 8, 18, 11)),
        cut(*box(6.2, 13, 9.2, 16)),
        cut(*box(15, 13, 18, 16)),
        cut(*box(10.4, 16, 13.8, 23)),
    ),
    "bolt": (area((15, 0.6), (3.6, 13.6), (11, 13.6), (8, 23.4), (20.6, 9), (13, 9)),),
    "ticket": (
        area(*box(1, 5, 23, 19)),
        cut(*ring((1, 12), 2.7)),
        cut(*ring((23, 12), 2.7)),
        cut((8, 5), (8, 7.4), pen=1.5),
        cut((8, 10.8), (8, 13.2), pen=1.5),
        cut((8, 16.6), (8, 19), pen=1.5),
        cut((12, 10), (18.6, 10), pen=1.7),
        cut((12, 14), (18.6, 14), pen=1.7),
    ),
    "calendar": (
        area(*box(2, 4, 22, 23)),
        cut(*box(4.4, 9.6, 19.6, 20.8)),
        stroke(2.4, (7, 1.4), (7, 5)),
        stroke(2.4, (17, 1.4), (17, 5)),
        stroke(2.2, (7.6, 14.6), (10.8, 17.8), (16.6, 11.8)),
    ),
    "tick": (stroke(3.6, (2.6, 13), (9, 20), (21.6, 4.4)),),
    "cross": (stroke(3.4, (4, 4), (20, 20)), stroke(3.4, (20, 4), (4, 20))),
    "camera": (
        area((1, 6), (7, 6), (8.6, 3), (15.4, 3), (17, 6), (23, 6), (23, 21), (1, 21)),
        cut(*ring((12, 13.2), 4.2), pen=2.2),
    ),
    "hand": (
        area(*arc((12.6, 16.4), 6.4, 6.8, 10, 170), (6.2, 11), (19, 11)),
        stroke(2.7, (7.6, 13), (7.6, 5.6)),
        stroke(2.7, (11, 12), (11, 2.6)),
        stroke(2.7, (14.4, 12), (14.4, 2.9)),
        stroke(2.7, (17.8, 14), (17.8, 5.4)),
        stroke(2.9, (8, 18.4), (3.2, 12.6)),
    ),
    "chair": (
        stroke(3, (5, 2), (5, 22)),
        stroke(3, (5, 13), (18, 13), (18, 22)),
    ),
    "list": (
        *(stroke(3, (3, y)) for y in (5, 12, 19)),
        *(stroke(2.4, (8, y), (22, y)) for y in (5, 12, 19)),
    ),
    "eye": (
        area(*arc((12, 18), 13.2, 13.2, 210, 330), *arc((12, 6), 13.2, 13.2, 30, 150)),
        cut(*ring((12, 12), 4), pen=2.2),
    ),
    "contrast": (
        stroke(2.4, *ring((12, 12), 9.6)),
        area(*arc((12, 12), 9.6, 9.6, -90, 90)),
    ),
    "door": (
        stroke(2, (4, 22), (4, 2), (20, 2), (20, 22)),
        area((3, 1), (15, 4.4), (15, 23.6), (3, 22)),
        cut((12, 13.4), pen=2.4),
    ),
    "door-closed": (
        stroke(2.2, (4.4, 23), (4.4, 2), (19.6, 2), (19.6, 23)),
        area(*box(7, 4.6, 17, 23)),
        cut((14.4, 13.4), pen=2.5),
    ),
    "globe": (
        stroke(2, *ring((12, 12), 10)),
        stroke(1.7, *ring((12, 12), 4.6, 10)),
        stroke(1.7, (2.4, 12), (21.6, 12)),
        stroke(1.6, (4, 6.6), (20, 6.6)),
        stroke(1.6, (4, 17.4), (20, 17.4)),
    ),
    "printer": (
        area(*box(1, 8, 23, 18)),
        stroke(2, (6, 8), (6, 2), (18, 2), (18, 8)),
        cut(*box(4.6, 13.4, 19.4, 23)),
        stroke(2, (6.6, 14.6), (6.6, 22), (17.4, 22), (17.4, 14.6)),
        cut((19.6, 10.8), pen=1.8),
    ),
    "id-card": (
        area(*box(1, 4, 23, 20)),
        cut(*ring((7.6, 9.8), 2.4)),
        cut(*arc((7.6, 17), 4, 4.2, 180, 360)),
        cut((14, 9), (20, 9), pen=1.8),
        cut((14, 12.6), (20, 12.6), pen=1.8),
        cut((14, 16.2), (18, 16.2), pen=1.8),
    ),
    "bank-book": (
        area(*box(3, 1, 21, 23)),
        cut((6.6, 1), (6.6, 23), pen=1.3),
        cut(*box(9, 5, 18.4, 10)),
        cut((9.4, 14), (18, 14), pen=1.6),
        cut((9.4, 18), (15, 18), pen=1.6),
    ),
    "photo": (
        area(*box(3, 1, 21, 23)),
        cut(*box(5.2, 3.2, 18.8, 20.8)),
        *person(12, 9, 6, 20.8),
    ),
    "pen": (
        area((15.4, 3), (21, 8.6), (8, 21.6), (1.6, 22.8), (2.6, 16)),
        cut((12.8, 5.8), (18.4, 11.4), pen=1.5),
    ),
    "seal": (
        area(*box(4, 15, 20, 19)),
        stroke(2.2, (4, 22), (20, 22)),
        area((9.6, 15), (10.4, 9), (13.6, 9), (14.4, 15)),
        area(*ring((12, 5.6), 4.6)),
    ),
    "keyboard": (
        area(*box(1, 5, 23, 20)),
        *(cut((x, y), pen=2) for y in (9, 12.6) for x in (5, 9.7, 14.3, 19)),
        cut((7.6, 16.4), (16.4, 16.4), pen=2),
    ),
    "home": (
        area((12, 1), (23.6, 12), (20, 12), (20, 22.6), (4, 22.6), (4, 12), (0.4, 12)),
        cut(*box(9.6, 14, 14.4, 22.6)),
    ),
    "person-speaking": (
        *person(8.4, 7, 7.6, 22),
        stroke(2, *arc((13, 7), 4, 4, -45, 45)),
        stroke(2, *arc((13, 7), 8, 8, -42, 42)),
    ),
}
"""What an icon is made of, by its name; later marks lie over earlier ones."""


@lru_cache(maxsize=256)
def icon_mask(name: str, size: int, form: float = 1.0) -> Mask:
    """An icon `size` dots high; nothing where it is too small or has no such name.

    `form` is the height of a dot by its width.
    """
    marks = ICONS.get(name)
    if marks is None or size < SMALLEST:
        return EMPTY
    field = Field(max(1, round(size * form)), size, size / _UNITS, form)
    for mark in marks:
        if mark.pen:
            field.stroke(mark.points, mark.pen, is_cut=mark.is_cut)
        else:
            field.area(mark.points, is_cut=mark.is_cut)
    return field.mask()
