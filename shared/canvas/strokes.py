"""Digits and capitals by strokes, from 10 dots up: no two can be taken for each other.

Units: a letter's middle lines are 12 high, the pen is about 2 wide: 14 in all.
B and D have spurs at the left, 0 is a plain narrow oval, 1 a flag and a foot, I serifs,
Q a tail, Z a bar, 4 is open, 6 and 9 have straight tails.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import Final

from shared.canvas.letters import GLYPH_HEIGHT, dots_of
from shared.canvas.mask import EMPTY, STEPS, Mask
from shared.canvas.pen import Field, Point, arc, ring

SMALLEST: Final = 10
"""Dots high; under it 5 x 7 dots are drawn, and under 7 nothing."""
_HEIGHT: Final = 14
_MIDDLES: Final = 12
_PEN: Final = 2.25
_GAP: Final = 1.8
_SPACE: Final = 3.0
Path = list[Point]

_OVAL: Final = [
    *arc((3.1, 3.4), 3.1, 3.4, 180, 360),
    *arc((3.1, 8.6), 3.1, 3.4, 0, 180),
    (0, 3.4),
]
_GLYPHS: Final[dict[str, tuple[Path, ...]]] = {
    "0": (_OVAL,),
    "1": ([(0.3, 2.8), (3.2, 0), (3.2, 12)], [(0.3, 12), (6.1, 12)]),
    "2": ([*arc((3.3, 3.3), 3.3, 3.3, 195, 395), (0, 12), (6.8, 12)],),
    "3": (
        [*arc((3.2, 2.9), 3, 2.9, 205, 440), (2.4, 5.8)],
        [(2.4, 5.8), *arc((3.2, 8.9), 3.4, 3.1, -80, 160)],
    ),
    "4": ([(2.2, 0), (0, 8.2), (7, 8.2)], [(5.2, 4.2), (5.2, 12)]),
    "5": ([(6.2, 0), (0.9, 0), (0.5, 5.3), *arc((3.2, 8.2), 3.5, 3.8, 232, 515)],),
    "6": ([(5.0, 0), (0.5, 6.9)], ring((3.3, 8.7), 3.3)),
    "7": ([(0, 0), (6.6, 0), (2.4, 12)],),
    "8": (ring((3.3, 2.6), 2.4, 2.6), ring((3.3, 8.6), 3.3, 3.4)),
    "9": ([(1.6, 12), (6.1, 5.1)], ring((3.3, 3.3), 3.3)),
    "A": ([(0, 12), (4, 0), (8, 12)], [(1.4, 8.2), (6.6, 8.2)]),
    "B": (
        [(0, 0), (4.4, 0), *arc((4.4, 2.85), 2.6, 2.85, -90, 90), (1.8, 5.7)],
        [(4.4, 5.7), *arc((4.4, 8.85), 3.1, 3.15, -90, 90), (0, 12)],
        [(1.8, 0), (1.8, 12)],
    ),
    "C": (arc((4.3, 6), 4.3, 6, -48, -312),),
    "D": (
        [(0, 0), (3.4, 0), *arc((3.4, 6), 4.2, 6, -90, 90), (0, 12)],
        [(1.6, 0), (1.6, 12)],
    ),
    "E": ([(6.4, 0), (0, 0), (0, 12), (6.4, 12)], [(0, 5.8), (5.2, 5.8)]),
    "F": ([(6.4, 0), (0, 0), (0, 12)], [(0, 5.8), (5.2, 5.8)]),
    "G": ([*arc((4.3, 6), 4.3, 6, -52, -360), (8.6, 6.6), (4.6, 6.6)],),
    "H": ([(0, 0), (0, 12)], [(7, 0), (7, 12)], [(0, 5.8), (7, 5.8)]),
    "I": ([(0, 0), (5, 0)], [(2.5, 0), (2.5, 12)], [(0, 12), (5, 12)]),
    "J": ([(2.2, 0), (5.8, 0), *arc((2.9, 9.1), 2.9, 2.9, 0, 165)],),
    "K": ([(0, 0), (0, 12)], [(6.8, 0), (0, 7.4)], [(2.4, 4.8), (7.2, 12)]),
    "L": ([(0, 0), (0, 12), (6.2, 12)],),
    "M": ([(0, 12), (0, 0), (4.5, 8), (9, 0), (9, 12)],),
    "N": ([(0, 12), (0, 0), (7.2, 12), (7.2, 0)],),
    "O": (ring((4.6, 6), 4.6, 6),),
    "P": ([(0, 12), (0, 0), (3.6, 0), *arc((3.6, 3.4), 3.2, 3.4, -90, 90), (0, 6.8)],),
    "Q": (ring((4.6, 6), 4.6, 6), [(3.8, 7.2), (10, 12)]),
    "R": (
        [(0, 12), (0, 0), (3.6, 0), *arc((3.6, 3.2), 3.1, 3.2, -90, 90), (0, 6.4)],
        [(3.4, 6.4), (7, 12)],
    ),
    "S": (
        [
            *arc((3.4, 3), 3.2, 3, -25, -215),
            (3.4, 5.9),
            *arc((3.3, 8.9), 3.4, 3.1, -40, 158),
        ],
    ),
    "T": ([(0, 0), (8, 0)], [(4, 0), (4, 12)]),
    "U": ([(0, 0), *arc((3.6, 8.4), 3.6, 3.6, 180, 0), (7.2, 0)],),
    "V": ([(0, 0), (4, 12), (8, 0)],),
    "W": ([(0, 0), (2.7, 12), (5.6, 2.4), (8.5, 12), (11.2, 0)],),
    "X": ([(0, 0), (7.4, 12)], [(7.4, 0), (0, 12)]),
    "Y": ([(0, 0), (4, 6), (8, 0)], [(4, 6), (4, 12)]),
    "Z": ([(0, 0), (7.2, 0), (0, 12), (7.2, 12)], [(1.4, 6), (5.8, 6)]),
    "-": ([(0, 6.4), (4.4, 6.4)],),
    ":": ([(0.3, 3.6)], [(0.3, 9.6)]),
    "/": ([(0, 12), (5.4, 0)],),
    "<": ([(5.6, 2), (0, 6.2), (5.6, 10.4)],),
    "+": ([(0, 6.4), (6.4, 6.4)], [(3.2, 3.2), (3.2, 9.6)]),
    "→": ([(0, 6), (10, 6)], [(5.6, 1.6), (10, 6), (5.6, 10.4)]),
    "←": ([(0, 6), (10, 6)], [(4.4, 1.6), (0, 6), (4.4, 10.4)]),
    "↑": ([(4.4, 1), (4.4, 11)], [(0, 5.4), (4.4, 1), (8.8, 5.4)]),
    "↓": ([(4.4, 1), (4.4, 11)], [(0, 6.6), (4.4, 11), (8.8, 6.6)]),
}


def can_stroke(words: str) -> bool:
    """Whether every character has strokes (0-9, A-Z, space, arrows and - : / < +)."""
    return all(each == " " or each in _GLYPHS for each in words)


@lru_cache(maxsize=256)
def stroked(words: str, height: int, form: float = 1.0) -> Mask:
    """`words` by strokes, `height` dots high, as wide as they need.

    `form` is the height of a dot by its width. From 7 to 9 dots high 5 x 7 dots are
    drawn; what has no strokes is left out. Nothing under 7.
    """
    if height < GLYPH_HEIGHT or not words.strip():
        return EMPTY
    if height < SMALLEST:
        return _dotted(words)
    pen, down = _pen(height)
    letters, width = _placed(words, down * form, pen * form)
    field = Field(max(1, math.ceil(width)), height, 1, form)
    for left, across, paths in letters:
        stems, bars = _straight(paths, across, down)
        for path in paths:
            field.stroke(
                [
                    (
                        (left + stems.get(x, x * across)) / form + pen / 2,
                        bars.get(y, y * down) + pen / 2,
                    )
                    for x, y in path
                ],
                pen,
            )
    return field.mask()


@lru_cache(maxsize=4_096)
def stroked_width(words: str, height: int, form: float = 1.0) -> int:
    """How wide `stroked` would be, without drawing it."""
    if height < SMALLEST or not words.strip():
        return stroked(words, height, form).width
    pen, down = _pen(height)
    return max(1, math.ceil(_placed(words, down * form, pen * form)[1]))


def middle_lines(words: str) -> tuple[list[Path], float]:
    """The middle lines of the strokes of `words`, and how far they go to the right.

    In units: a letter is 12 high, the pen about 2.2 wide. What has none is left out.
    """
    found: list[Path] = []
    at = end = 0.0
    for each in words:
        paths = _GLYPHS.get(each, ())
        units = max((x for path in paths for x, _ in path), default=0.0)
        found += [[(at + x, y) for x, y in path] for path in paths]
        end = at + units
        at = end + _PEN + _GAP
    return found, end


def _pen(height: int) -> tuple[float, float]:
    """How thick the pen is, and how many dots a unit of a letter is high."""
    pen = max(1.0, int(2 * height / _HEIGHT * _PEN) / 2)
    return pen, (height - pen) / _MIDDLES


def _placed(
    words: str, scale: float, pen: float
) -> tuple[list[tuple[int, float, tuple[Path, ...]]], float]:
    """Where each letter begins, dots a unit across, its strokes; the width of all.

    Letters begin on whole dots and are whole dots wide: their stems are sharp.
    """
    placed: list[tuple[int, float, tuple[Path, ...]]] = []
    at = end = 0.0
    for each in words:
        paths = _GLYPHS.get(each)
        if paths is None:
            at += _SPACE * scale if each == " " else 0
            continue
        units = max(x for path in paths for x, _ in path)
        wide = max(1, round(units * scale))
        left = math.ceil(at - 0.25)
        placed.append((left, wide / units, paths))
        end = left + wide + pen
        at = end + max(1.5, _GAP * scale)
    return placed, end


def _straight(
    paths: tuple[Path, ...], across: float, down: float
) -> tuple[dict[float, int], dict[float, int]]:
    """The whole dot of every upright by its x, and of every bar by its y: sharp."""
    pairs = [pair for path in paths for pair in pairwise(path)]
    stems = {x: round(x * across) for (x, _), (other, _) in pairs if x == other}
    bars = {y: round(y * down) for (_, y), (_, other) in pairs if y == other}
    return stems, bars


def _dotted(words: str) -> Mask:
    rows = dots_of(words)
    levels = b"".join(bytes(STEPS if dot == "#" else 0 for dot in row) for row in rows)
    return Mask(len(rows[0]), GLYPH_HEIGHT, levels, GLYPH_HEIGHT)
