"""How a paper looks as text, for a terminal."""

from __future__ import annotations

from typing import Final

from printers.drawing.wrapping import wrap
from printers.papers.paper import (
    Block,
    CheckList,
    Code,
    Field,
    Number,
    Paper,
    Rule,
    Ruler,
    Text,
)
from shared.canvas.letters import big, fitting_scale
from shared.canvas.qr import code_lines
from shared.text.catalogue import columns as width_of

_BOX: Final = "[ ] "
_HIGHEST_NUMBER: Final = 8
"""Rows."""
_WIDEST: Final = 576
"""The dots that take all columns."""


def as_text(paper: Paper, columns: int) -> str:
    """The paper in lines of at most `columns` terminal columns, ten at least.

    The QR code is drawn for a bright-on-dark screen, and said in words where there
    is no room for it.
    """
    lines = [line.rstrip() for block in paper for line in _lines(block, columns)]
    return "\n".join(lines)


def _lines(block: Block, columns: int) -> list[str]:
    match block:
        case Text():
            return wrap(block.words, columns, width_of)
        case Number():
            scale = fitting_scale(block.words, columns, _HIGHEST_NUMBER)
            rows = big(block.words, scale) if scale else [block.words]
            return ["", *_rows_or_words(rows, block.words, columns), ""]
        case Code():
            return _rows_or_words(code_lines(block.words), block.words, columns)
        case Rule():
            return ["─" * columns]
        case CheckList():
            return [line for item in block.items for line in _item(item, columns)]
        case Field():
            texts = (block.head, *block.texts)
            return ["", *(line for text in texts for line in _lines(text, columns))]
        case Ruler():
            return [line for width in block.widths for line in _bar(width, columns)]


def _rows_or_words(rows: list[str], words: str, columns: int) -> list[str]:
    """Rows that belong together, or the words they stand for where they do not fit."""
    return rows if width_of(rows[0]) <= columns else wrap(words, columns, width_of)


def _item(item: tuple[Text, ...], columns: int) -> list[str]:
    indent = " " * len(_BOX)
    lines = [
        indent + line
        for text in item
        for line in wrap(text.words, columns - len(indent), width_of)
    ]
    return [_BOX + line.removeprefix(indent) for line in lines[:1]] + lines[1:]


def _bar(width: int, columns: int) -> list[str]:
    length = columns * width // _WIDEST - 1
    return [f"{width:>{length}}│", "─" * length + "┘"]
