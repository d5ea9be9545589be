"""Dots and terminal text to rows of cells: half blocks of two colours, merged."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from shared.text.steering import STEERING

UPPER: Final = "▀"
LOWER: Final = "▄"
NEVER_FIRST: Final = "，。、；：！？）」』》…"
"""What no line begins with."""


@dataclass(frozen=True, slots=True)
class Run:
    """Cells side by side that look alike: their text and colours like "#1a2b3c"."""

    text: str
    ink: str
    ground: str
    is_bold: bool = False
    columns: int = 0
    """How many columns it takes: more than characters where some are wide."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of the terminal on a cell; nothing is the right half of a wide one.

    `text` may be several code points: a letter with its marks.
    """

    text: str
    ink: int
    ground: int
    is_bold: bool


@lru_cache(maxsize=4_096)
def columns_of(character: str) -> int:
    """How many columns a terminal gives a character: 0 (a mark), 1 or 2."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_columns(words: str) -> int:
    """How many columns a terminal gives words."""
    return sum(map(columns_of, words))


def clusters(words: str) -> list[str]:
    """Words as what stands in one place each: a character and its marks.

    What would steer a terminal, or turn its text round, is left out.
    """
    found: list[str] = []
    for each in STEERING.sub("", words):
        if columns_of(each) == 0 and found:
            found[-1] += each
        elif columns_of(each):
            found.append(each)
    return found


def cut_to(words: str, columns: int) -> str:
    """Words that take no more than `columns`, with "…" where some were left out."""
    parts = clusters(words)
    if sum(columns_of(each[0]) for each in parts) <= columns:
        return "".join(parts)
    kept, left = "", columns - 1
    for each in parts:
        left -= columns_of(each[0])
        if left < 0:
            break
        kept += each
    return kept.rstrip() + "…" if columns > 0 else ""


def wrapped(text: str, columns: int, most: int = 3) -> list[str]:
    """A text on rows of `columns` cells, `most` of them; the last may be too long."""
    if columns <= 0:
        return [text]
    rows = [""]
    for part in _parts(" ".join(text.split())):
        is_full = text_columns(rows[-1] + part.rstrip()) > columns
        if is_full and rows[-1] and len(rows) < most:
            rows.append("")
        rows[-1] += part if rows[-1] else part.lstrip()
    return [row.rstrip() for row in rows]


def _parts(text: str) -> list[str]:
    """Where a text may break: after a blank, and beside every wide character."""
    parts: list[str] = []
    for each in clusters(text):
        is_wide = columns_of(each[0]) == 2
        begins = not parts or parts[-1][-1] == " " or is_wide
        begins = begins or columns_of(parts[-1][0]) == 2
        if begins and not (parts and each in NEVER_FIRST):
            parts.append(each)
        else:
            parts[-1] += each
    return parts


@lru_cache(maxsize=65_536)
def colour_text(colour: int) -> str:
    """A colour such as 0x1a2b3c as "#1a2b3c"."""
    return f"#{colour:06x}"


def row_of(
    upper: Sequence[int], lower: Sequence[int], letters: dict[int, Letter]
) -> tuple[Run, ...]:
    """One row of cells from two rows of dots and the letters on it, by column.

    Equal halves are a space on a ground, never a full block: no hairlines.
    """
    if not letters:
        return _drawn(tuple(upper), tuple(lower))
    runs: list[Run] = []
    at = 0
    for is_text, group in groupby(range(len(upper)), letters.__contains__):
        last = at + sum(1 for _ in group)
        if is_text:
            runs += _written([letters[column] for column in range(at, last)])
        else:
            runs += _drawn(tuple(upper[at:last]), tuple(lower[at:last]))
        at = last
    return tuple(runs)


def _written(letters: list[Letter]) -> list[Run]:
    runs = []
    for (ink, ground, is_bold), group in groupby(
        letters, lambda each: (each.ink, each.ground, each.is_bold)
    ):
        cells = list(group)
        text = "".join(each.text for each in cells)
        runs.append(
            Run(text, colour_text(ink), colour_text(ground), is_bold, len(cells))
        )
    return runs


@lru_cache(maxsize=400)
def _drawn(upper: tuple[int, ...], lower: tuple[int, ...]) -> tuple[Run, ...]:
    """Remembered for the rows of two pages or three: most stay when one changes."""
    runs: list[Run] = []
    text, length, ink, ground = "", 0, -1, -1
    for (top, bottom), group in groupby(zip(upper, lower, strict=True)):
        count = sum(1 for _ in group)
        if top == bottom == ground:
            text += " " * count
        elif bottom == ground and ink in (-1, top):
            ink = top
            text += UPPER * count
        elif top == ground and ink in (-1, bottom):
            ink = bottom
            text += LOWER * count
        else:
            if length:
                runs.append(_run(text, ink, ground, length))
            length = 0
            ground = bottom
            ink = -1 if top == bottom else top
            text = (" " if top == bottom else UPPER) * count
        length += count
    if length:
        runs.append(_run(text, ink, ground, length))
    return tuple(runs)


def _run(text: str, ink: int, ground: int, length: int) -> Run:
    shown = ground if ink == -1 else ink
    return Run(text, colour_text(shown), colour_text(ground), False, length)
