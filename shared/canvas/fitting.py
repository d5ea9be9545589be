"""How words are made to fit: smaller, squeezed, on two lines, shorter, cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from shared.canvas.cells import NEVER_FIRST, clusters, columns_of
from shared.canvas.words import SIZES, SQUEEZED, Words

_LEAST: Final = 0.15
_LEAST_WIDE: Final = 0.9
"""Ems that a letter, or an ideograph, takes at least."""
_LEADING: Final = 1.2
"""From one base line to the next, in ems."""
_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_SMALLEST_THAI: Final = 16
"""Its marks above and below need height; smaller only where there is no room."""
_LONGEST: Final = 1_000
"""Characters that no screen has room for in two lines."""
_TRIAL: Final = 60
"""Characters that tell whether the fonts have a text at all."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words as they will be drawn."""

    lines: tuple[str, ...]
    size: int
    """Dots of the em."""
    squeeze: int = 100
    """Percent of the usual width."""
    is_cut: bool = False
    """Whether something had to be left out."""

    @property
    def height(self) -> int:
        """Dots from the top of the first em to the foot of the last."""
        return self.size + round((len(self.lines) - 1) * self.size * _LEADING)

    @property
    def leading(self) -> int:
        """Dots from one base line to the next."""
        return round(self.size * _LEADING)


def fit(
    words: Words,
    text: str,
    width: int,
    height: int,
    size: int,
    *,
    smallest: int = 12,
    lines: int = 2,
    short: str = "",
) -> Fitted | None:
    """How `text` stands in `width` x `height` dots, `size` at most; none if not at all.

    Tried in turn: the size, the next smaller one, squeezed to 0.85, two lines, still
    smaller, the short name, and cut with "…" (look.md 4). None too without a font.
    """
    text = " ".join(text[:_LONGEST].split())
    sizes = _sizes(size, smallest, height)
    if not sizes or not text or words.mask(text[:_TRIAL], sizes[-1]) is None:
        return None
    found = _whole(words, text, width, height, sizes, lines)
    if found is None and short:
        found = _whole(words, " ".join(short.split()), width, height, sizes, lines)
    return found or _cut(words, short or text, width, sizes[-1])


def readable_size(text: str, size: int, height: int) -> int:
    """The size to begin with: Thai no smaller than its marks need, if there is room."""
    if _THAI.search(text) and height >= _SMALLEST_THAI:
        return max(size, _SMALLEST_THAI)
    return size


def _sizes(size: int, smallest: int, height: int) -> list[int]:
    steps = [size, *(each for each in SIZES if each < size)]
    return [each for each in steps if smallest <= each <= height]


def _whole(
    words: Words, text: str, width: int, height: int, sizes: list[int], lines: int
) -> Fitted | None:
    near = sizes[:2]
    for squeeze in (100, SQUEEZED):
        for size in near:
            if _fits(words, text, size, width, squeeze):
                return Fitted((text,), size, squeeze)
    for size in sizes:
        for squeeze in (100, SQUEEZED):
            if size not in near and _fits(words, text, size, width, squeeze):
                return Fitted((text,), size, squeeze)
            halves = _halves(text) if lines > 1 else ()
            two = Fitted(halves, size, squeeze)
            is_there = len(halves) == 2 and two.height <= height
            if is_there and all(
                _fits(words, half, size, width, squeeze) for half in halves
            ):
                return two
    return None


def _fits(words: Words, text: str, size: int, width: int, squeeze: int) -> bool:
    # What is too long by any font is not drawn to be measured.
    least = sum(_LEAST_WIDE if _is_wide(part) else _LEAST for part in clusters(text))
    if (least - 1) * size * squeeze / 100 > width:
        return False
    wide = words.width(text, size, squeeze)
    return wide is not None and wide <= width


def _halves(text: str) -> tuple[str, ...]:
    """Text in two parts of about the same width; never within a Latin word."""
    parts = clusters(text)
    half = sum(map(_wide, parts)) / 2
    best: tuple[float, int] | None = None
    before = 0.0
    for at in range(1, len(parts)):
        before += _wide(parts[at - 1])
        is_break = (
            parts[at] == " "
            or parts[at - 1] == " "
            or (
                (_is_wide(parts[at]) or _is_wide(parts[at - 1]))
                and parts[at] not in NEVER_FIRST
                and parts[at - 1] not in "（「『《"
            )
        )
        if is_break and (best is None or abs(before - half) < best[0]):
            best = (abs(before - half), at)
    if best is None:
        return ()
    return "".join(parts[: best[1]]).strip(), "".join(parts[best[1] :]).strip()


def _wide(part: str) -> float:
    return 1.0 if _is_wide(part) else 0.55


def _is_wide(part: str) -> bool:
    return columns_of(part[0]) == 2


def _cut(words: Words, text: str, width: int, size: int) -> Fitted | None:
    parts = clusters(text)
    low, high = 0, min(len(parts), width)
    while low < high:
        middle = (low + high) // 2
        cut = "".join(parts[: middle + 1]).rstrip() + "…"
        if _fits(words, cut, size, width, 100):
            low = middle + 1
        else:
            high = middle
    if not low:
        return None
    return Fitted(("".join(parts[:low]).rstrip() + "…",), size, 100, True)
