"""How a paper looks as text, for a terminal."""

from __future__ import annotations

from typing import Final

from printers.paper import Block, CheckList, Code, Number, Paper, Rule, Text
from printers.wrapping import wrap
from shared.bigtext import big, fitting_scale
from shared.qr import code_lines
from shared.text import columns as width_of

_BOX: Final = "[ ] "
_HIGHEST_NUMBER: Final = 8
"""Rows."""


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
            return _text_lines(block, columns)
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


def _text_lines(text: Text, columns: int) -> list[str]:
    lines = wrap(text.words, columns, width_of)
    return [_centred(line, columns) for line in lines] if text.is_centred else lines


def _rows_or_words(rows: list[str], words: str, columns: int) -> list[str]:
    """Rows that belong together, or the words they stand for where they do not fit."""
    if width_of(rows[0]) > columns:
        rows = wrap(words, columns, width_of)
    return [_centred(row, columns) for row in rows]


def _item(item: tuple[Text, ...], columns: int) -> list[str]:
    indent = " " * len(_BOX)
    lines = [
        indent + line
        for text in item
        for line in wrap(text.words, columns - len(indent), width_of)
    ]
    return [_BOX + line.removeprefix(indent) for line in lines[:1]] + lines[1:]


def _centred(line: str, columns: int) -> str:
    return " " * ((columns - width_of(line)) // 2) + line
