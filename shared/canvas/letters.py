"""Big letters and digits of block characters, readable across a hall.

A glyph is 5 wide and 7 high; one dot is one column and half a row, so dots are
about square in a terminal. ISO 9241-3 asks 5 x 7 at least for capitals and digits.
"""

from __future__ import annotations

from typing import Final

GLYPH_WIDTH: Final = 5
GLYPH_HEIGHT: Final = 7
_GAP: Final = 1
_HALVES: Final = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}
_ROWS: Final = {
    "0": ".##..|#..#.|#..#.|#..#.|#..#.|#..#.|.##..",
    "1": "..#..|.##..|..#..|..#..|..#..|..#..|.###.",
    "2": ".###.|#...#|....#|...#.|..#..|.#...|#####",
    "3": "#####|...#.|..#..|...#.|....#|#...#|.###.",
    "4": "...#.|..##.|.#.#.|#..#.|#####|...#.|...#.",
    "5": "#####|#....|####.|....#|....#|#...#|.###.",
    "6": "..##.|.#...|#....|####.|#...#|#...#|.###.",
    "7": "#####|....#|...#.|..#..|.#...|.#...|.#...",
    "8": ".###.|#...#|#...#|.###.|#...#|#...#|.###.",
    "9": ".###.|#...#|#...#|.####|....#|...#.|.##..",
    "A": ".###.|#...#|#...#|#####|#...#|#...#|#...#",
    "B": "####.|.#..#|.#..#|.###.|.#..#|.#..#|####.",
    "C": ".###.|#...#|#....|#....|#....|#...#|.###.",
    "D": "####.|.#..#|.#..#|.#..#|.#..#|.#..#|####.",
    "E": "#####|#....|#....|####.|#....|#....|#####",
    "F": "#####|#....|#....|####.|#....|#....|#....",
    "G": ".###.|#...#|#....|#.###|#...#|#...#|.###.",
    "H": "#...#|#...#|#...#|#####|#...#|#...#|#...#",
    "I": ".###.|..#..|..#..|..#..|..#..|..#..|.###.",
    "J": "..###|...#.|...#.|...#.|...#.|#..#.|.##..",
    "K": "#...#|#..#.|#.#..|##...|#.#..|#..#.|#...#",
    "L": "#....|#....|#....|#....|#....|#....|#####",
    "M": "#...#|##.##|#.#.#|#.#.#|#...#|#...#|#...#",
    "N": "#...#|#...#|##..#|#.#.#|#..##|#...#|#...#",
    "O": ".###.|#...#|#...#|#...#|#...#|#...#|.###.",
    "P": "####.|#...#|#...#|####.|#....|#....|#....",
    "Q": ".###.|#...#|#...#|#...#|#.#.#|#..#.|.##.#",
    "R": "####.|#...#|#...#|####.|#.#..|#..#.|#...#",
    "S": ".####|#....|#....|.###.|....#|....#|####.",
    "T": "#####|..#..|..#..|..#..|..#..|..#..|..#..",
    "U": "#...#|#...#|#...#|#...#|#...#|#...#|.###.",
    "V": "#...#|#...#|#...#|#...#|#...#|.#.#.|..#..",
    "W": "#...#|#...#|#...#|#.#.#|#.#.#|#.#.#|.#.#.",
    "X": "#...#|#...#|.#.#.|..#..|.#.#.|#...#|#...#",
    "Y": "#...#|#...#|#...#|.#.#.|..#..|..#..|..#..",
    "Z": "#####|....#|...#.|.###.|.#...|#....|#####",
    "-": ".....|.....|.....|#####|.....|.....|.....",
    "/": "....#|....#|...#.|..#..|.#...|#....|#....",
    ":": ".....|.....|..#..|.....|..#..|.....|.....",
    " ": ".....|.....|.....|.....|.....|.....|.....",
    "→": ".....|..#..|...#.|#####|...#.|..#..|.....",
    "←": ".....|..#..|.#...|#####|.#...|..#..|.....",
    "↑": "..#..|.###.|#.#.#|..#..|..#..|..#..|..#..",
    "↓": "..#..|..#..|..#..|..#..|#.#.#|.###.|..#..",
}


def big(words: str, scale: int = 1) -> list[str]:
    """`words` as rows of blocks, `scale` dots a dot; what has no glyph is left out.

    Every row is as wide as the others.
    """
    glyphs = [_ROWS[character].split("|") for character in words if character in _ROWS]
    dots = [
        (" " * _GAP * scale).join(_stretched(glyph[row], scale) for glyph in glyphs)
        for row in range(GLYPH_HEIGHT)
        for _ in range(scale)
    ]
    return half_blocks(dots)


def dots_of(words: str) -> list[str]:
    """`words` in 5 x 7 dots a letter, "#" and spaces; what has no glyph is left out."""
    glyphs = [_ROWS[character].split("|") for character in words if character in _ROWS]
    return [
        " ".join(glyph[row].replace(".", " ") for glyph in glyphs)
        for row in range(GLYPH_HEIGHT)
    ]


def big_size(words: str, scale: int) -> tuple[int, int]:
    """Columns and rows that `big` takes for `words` at `scale`."""
    count = sum(character in _ROWS for character in words)
    width = (count * (GLYPH_WIDTH + _GAP) - _GAP) * scale if count else 0
    return width, -(-GLYPH_HEIGHT * scale // 2)


def fitting_scale(words: str, width: int, height: int) -> int:
    """The largest scale at which `words` fits into `width` x `height` cells, 0 if none.

    The size is in columns and rows.
    """
    scale = 0
    while True:
        columns, rows = big_size(words, scale + 1)
        if not columns or columns > width or rows > height:
            return scale
        scale += 1


def half_blocks(dots: list[str]) -> list[str]:
    """Rows of dots (any mark but a space is set) drawn two rows a line."""
    if len(dots) % 2:
        dots = [*dots, " " * len(dots[-1])]
    return [
        "".join(
            _HALVES["# "[upper == " "] + "# "[lower == " "]]
            for upper, lower in zip(dots[row], dots[row + 1], strict=True)
        )
        for row in range(0, len(dots), 2)
    ]


def _stretched(row: str, scale: int) -> str:
    return "".join((" " if dot == "." else "#") * scale for dot in row)
