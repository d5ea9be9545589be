"""Texts that share a small area: which of them fit, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from textual.content import Content

_AFTER_ALL: Final = 100
"""Added to the rank of what stands beside, where it needs a row of its own."""
_GAP: Final = "  "
_CUT: Final = "..."
_BESIDE_STYLE: Final = "$secondary"


@dataclass(frozen=True, slots=True)
class Line:
    """One text in the page's language and, where there is room, in another."""

    words: str
    rank: int = 0
    """The smallest is kept longest when room is short."""
    style: str = ""
    beside: str = ""
    may_be_cut: bool = False
    """Whether its beginning alone is better than nothing."""


@dataclass(frozen=True, slots=True)
class _Block:
    rank: int
    rows: list[Content]
    may_be_cut: bool = False


def fit(lines: Iterable[Line], width: int, height: int) -> list[Content]:
    """The rows of those lines that fit into `width` x `height` cells, in their order.

    A line is shown whole or not at all, save one that may be cut and the most
    important one.
    """
    blocks = list(_blocks(lines, width)) if width > 0 else []
    kept: dict[int, list[Content]] = {}
    room = height
    for index in sorted(range(len(blocks)), key=lambda index: blocks[index].rank):
        block = blocks[index]
        if room > 0 and (len(block.rows) <= room or block.may_be_cut or not kept):
            rows = block.rows
            kept[index] = _cut(rows, width, room) if block.may_be_cut else rows[:room]
            room -= len(kept[index])
    return [row for index in sorted(kept) for row in kept[index]]


def row_count(lines: Iterable[Line], width: int) -> int:
    """How many rows the lines take when nothing is left out."""
    return sum(len(block.rows) for block in _blocks(lines, max(width, 1)))


def _cut(rows: list[Content], width: int, room: int) -> list[Content]:
    if len(rows) <= room:
        return rows
    *whole, last = rows[:room]
    return [*whole, last.truncate(max(width - len(_CUT), 0)).append(_CUT)]


def _blocks(lines: Iterable[Line], width: int) -> Iterator[_Block]:
    for line in lines:
        if not line.words:
            continue
        lead = Content.styled(line.words, line.style)
        beside = Content.styled(line.beside, _BESIDE_STYLE)
        both = Content.assemble(lead, _GAP, beside)
        if line.beside and both.cell_length <= width:
            yield _Block(line.rank, [both])
            continue
        yield _Block(line.rank, lead.wrap(width), line.may_be_cut)
        if line.beside:
            yield _Block(line.rank + _AFTER_ALL, beside.wrap(width))
