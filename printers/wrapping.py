"""Words broken into lines: Latin between words, Han anywhere but at punctuation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_OPENING: Final = "（「『《〈【〔［｛"
_CLOSING: Final = "，。、；：？！）」』》〉】〕］｝％…"
_HAN: Final = (
    "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_PIECE: Final = re.compile(
    rf"\s+|[{_OPENING}]*"
    rf"((?![{_OPENING}{_CLOSING}])[{_HAN}]|[^\s{_OPENING}{_CLOSING}{_HAN}]+)?"
    rf"[{_CLOSING}]*"
)
"""What stays on one line: punctuation clings to the character it opens or closes."""

Measure = Callable[[str], float]
"""How wide some words are."""


def wrap(words: str, width: float, measure: Measure) -> list[str]:
    """The lines of `words`, none wider than `width` unless one character is."""
    lines: list[str] = []
    line, used = "", 0.0
    for match in _PIECE.finditer(words):
        piece, more = match[0], measure(match[0])
        if used + more <= width:
            line, used = line + piece, used + more
            continue
        lines.append(line)
        line = "" if piece.isspace() else piece
        while len(line) > 1 and measure(line) > width:
            count = _fitting(line, width, measure)
            lines.append(line[:count])
            line = line[count:]
        used = measure(line)
    lines.append(line)
    return [line.strip() for line in lines if line.strip()]


def _fitting(word: str, width: float, measure: Measure) -> int:
    """How many characters of a word fit, one at least."""
    count = 1
    while count < len(word) and measure(word[: count + 1]) <= width:
        count += 1
    return count
