"""Lines below each other: which of them fit, how high each is, where it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.scale import SMALLEST, Role, Scale
from shared.canvas.boxes import even
from shared.canvas.cells import wrapped
from shared.canvas.fitting import readable_size
from shared.canvas.grid import Box
from shared.canvas.words import SQUEEZED, Words

_DRAWN_IN: Final = {Role.POSTER: 14, Role.HEAD: 30, Role.LARGE: 12}
"""Headlines that are drawn in coarse terminals, in boxes of so many dots or more."""
_SHARE: Final = {Role.POSTER: 0.7, Role.LARGE: 1.0}
"""How much of its box such a headline may take."""
_DRAWN_SIZES: Final = (24, 20, 16, 12)
_TIGHT: Final = 1.1
"""How much more drawn lines may ask for than there is before one is left out."""
_STILL_ONE_LINE: Final = 0.7
"""Words become so much smaller before they take a second line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a card."""

    words: str
    role: Role
    ink: str
    rank: int = 0
    """The smallest is kept longest where room is short; 0 always."""
    most: int = 1
    """On how many lines it may stand."""
    short: str = ""
    """What is said instead where there is no room for it."""
    is_bold: bool = False
    left: Line | None = None
    """What stands before it in the same row, where there is room for both."""
    after: Line | None = None
    """What stands after it in the same row, where there is room for both."""


def laid(
    lines: Sequence[Line], box: Box, scale: Scale, words: Words
) -> list[tuple[Line, Box]]:
    """The lines that fit into a box, each with its room, in the middle of it."""
    kept = [line for line in lines if line.words.strip()]
    if not scale.is_written:
        kept = [line for line in kept if not line.rank or _fits(line, box, words)]
    least = 2 if scale.is_written else even(SMALLEST * 1.1 + 1)
    while len(kept) > 1 and len(kept) * least > box.height:
        del kept[_least_wanted(kept)]
    heights = [_height(line, box, scale, words) for line in kept]
    most = box.height * (1 if scale.is_written else _TIGHT)
    while sum(heights) > most and any(line.rank for line in kept):
        last = _least_wanted(kept)
        del kept[last], heights[last]
    spare = box.height - sum(heights)
    if spare < 0:
        heights = _pressed_together(heights, box.height, least)
        spare = max(0, box.height - sum(heights))
    y = box.y + even(spare / 2 - 0.5)
    found = []
    for line, height in zip(kept, heights, strict=True):
        if y + height <= box.bottom:
            found.append((line, Box(box.x, y, box.width, height)))
        y += height
    return found


def _least_wanted(lines: Sequence[Line]) -> int:
    """Where the line stands that is left out first: the last of the highest rank."""
    return max(range(len(lines)), key=lambda at: (lines[at].rank, at))


def _height(line: Line, box: Box, scale: Scale, words: Words) -> int:
    if scale.is_written:
        drawn = drawn_size(line, box, words)
        return even(drawn * 1.3) or 2 * len(wrapped(line.words, box.width))
    size = readable_size(line.words, scale.size(line.role), scale.size(line.role) * 2)
    leading = 1.25 if size == scale.size(line.role) else 1.5
    smaller = max(SMALLEST, round(size * _STILL_ONE_LINE))
    wide = words.width(line.words, smaller, SQUEEZED) or 0
    rows = line.most if wide > box.width else 1
    # The smallest letters have nothing to spare for the marks above them.
    more = 1.2 if size > SMALLEST else 1.4
    return even(size * (leading + more * (rows - 1)))


def _fits(line: Line, box: Box, words: Words) -> bool:
    """Whether a line can stand there whole; half a second line helps nobody."""
    wide = words.width(line.words, SMALLEST, SQUEEZED) or 0
    lost = 1.0 if line.most == 1 else 0.85
    return wide <= box.width * line.most * lost


def drawn_size(line: Line, box: Box, words: Words) -> int:
    """The em of a headline that is drawn where the terminal writes the rest; or 0."""
    least = _DRAWN_IN.get(line.role)
    if least is None or box.height < least or not words.has_font:
        return 0
    most = max(_DRAWN_SIZES[-1], box.height * _SHARE.get(line.role, 0.4))
    sizes = (each for each in _DRAWN_SIZES if each <= most)
    return next(
        (each for each in sizes if (words.width(line.words, each) or 0) <= box.width), 0
    )


def _pressed_together(heights: list[int], room: int, least: int) -> list[int]:
    """Heights that fit into the room, each at least `least` if that is possible."""
    spare = max(0, room - least * len(heights))
    wished = [max(0, height - least) for height in heights]
    total = sum(wished) or 1
    return [least + wish * spare // total // 2 * 2 for wish in wished]
