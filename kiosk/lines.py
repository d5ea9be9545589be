"""Texts that share a small area: which of them fit, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from textual.content import Content

_AFTER_ALL: Final = 100
"""Added to the rank of what stands beside, where it needs a row of its own."""
_GAP: Final = "  "
_BESIDE_STYLE: Final = "$secondary"


@dataclass(frozen=True, slots=True)
class Line:
    """One text in the page's language and, where there is room, in another."""

    words: str
    rank: int = 0
    """The smallest is kept longest when room is short."""
    style: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    rank: int
    rows: tuple[Content, ...]


def fit(lines: Iterable[Line], width: int, height: int) -> list[Content]:
    """The rows of those lines that fit into `width` x `height` cells, in their order.

    A line is shown whole or not at all; only the most important one is cut.
    """
    blocks = list(_blocks(lines, width)) if width > 0 and height > 0 else []
    kept: set[int] = set()
    room = height
    for index in sorted(range(len(blocks)), key=lambda index: blocks[index].rank):
        count = len(blocks[index].rows)
        if count <= room or not kept:
            kept.add(index)
            room -= count
    rows = [row for index in sorted(kept) for row in blocks[index].rows]
    return rows[:height]


def row_count(lines: Iterable[Line], width: int) -> int:
    """How many rows the lines take when nothing is left out."""
    return sum(len(block.rows) for block in _blocks(lines, max(width, 1)))


def _blocks(lines: Iterable[Line], width: int) -> Iterator[_Block]:
    for line in lines:
        if not line.words:
            continue
        lead = Content.styled(line.words, line.style)
        beside = Content.styled(line.beside, _BESIDE_STYLE)
        both = Content.assemble(lead, _GAP, beside)
        if line.beside and both.cell_length <= width:
            yield _Block(line.rank, (both,))
            continue
        yield _Block(line.rank, tuple(lead.wrap(width)))
        if line.beside:
            yield _Block(line.rank + _AFTER_ALL, tuple(beside.wrap(width)))
