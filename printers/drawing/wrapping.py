"""Words broken into lines: Latin between words, Han anywhere but at punctuation.

Thai has no spaces between words; its lines end where a syllable surely does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

_OPENING: Final = "（「『《〈【〔［｛"
_CLOSING: Final = "，。、；：？！）」』》〉】〕］｝％…"
_HAN: Final = (
    "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_PIECE: Final = re.compile(
    rf"\s+|[{_OPENING}][^\s{_OPENING}{_CLOSING}]{{1,5}}[{_CLOSING}]+|[{_OPENING}]*"
    rf"((?![{_OPENING}{_CLOSING}])[{_HAN}]|[^\s{_OPENING}{_CLOSING}{_HAN}]+)?"
    rf"[{_CLOSING}]*"
)
"""What stays on one line: punctuation clings to what it opens or closes, and a few
characters in brackets stay together."""

_LEADING: Final = frozenset("เแโใไ" + _OPENING)
_TRAILING: Final = frozenset("ะาำๅๆฯ" + _CLOSING)
"""What stands before or behind its own; of letters, the Thai vowels and signs."""

_THAI: Final = "\u0e01-\u0e2e"
"""The consonants."""
_SILENT: Final = rf"[{_THAI}]?[{_THAI}][\u0e34\u0e38]?\u0e4c"
"""Letters that are written and not said; they end the syllable before them."""
_SYLLABLE_BEGINS: Final = re.compile(
    # A vowel that is written before its consonant.
    r"(?<=[\u0e01-\u0e3a\u0e45-\u0e4e])(?=[\u0e40-\u0e44])"
    # Behind a vowel that nothing closes.
    rf"|(?<=[\u0e30\u0e33\u0e46])(?=[{_THAI}])"
    # Behind a vowel, its tone, or a silent letter: the next consonant has its own
    # vowel; short I and U may be silent.
    rf"|(?<=[\u0e32\u0e34-\u0e39\u0e48-\u0e4c])"
    rf"(?=[{_THAI}][\u0e30-\u0e33\u0e35-\u0e37\u0e39\u0e47-\u0e4b])"
    # Behind the consonant that closes the short A, which is never without one.
    rf"|(?:(?<=\u0e31[{_THAI}])|(?<=\u0e31[\u0e48-\u0e4b][{_THAI}]))"
    rf"(?=[{_THAI}])(?!\u0e23)(?!{_SILENT})"
)

_SURE: Final = 0.75
"""Letters that shape each other are wider together by less than this leaves."""

Measure = Callable[[str], float]
"""How wide some words are."""


def wrap(words: str, width: float, measure: Measure) -> list[str]:
    """The lines of `words`, none wider than `width` unless one character is."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(words):
        more = measure(piece)
        if _fits(line + piece, used + more, width, measure):
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


def _pieces(words: str) -> Iterator[str]:
    """What may not be parted, unless it is too long for any line."""
    for match in _PIECE.finditer(words):
        yield from _SYLLABLE_BEGINS.split(match[0])


def _fits(words: str, sum_of_pieces: float, width: float, measure: Measure) -> bool:
    """Whether words fit; where it is close they are measured, not only their pieces."""
    if sum_of_pieces < _SURE * width:
        return True
    return sum_of_pieces <= width and measure(words.rstrip()) <= width


def _fitting(word: str, width: float, measure: Measure) -> int:
    """How many characters of a word fit, one at least, none torn off its own."""
    count = 1
    while count < len(word) and measure(word[: count + 1]) <= width:
        count += 1
    whole = count
    while whole > 1 and not _may_part(word[whole - 1], word[whole : whole + 1]):
        whole -= 1
    return whole if whole > 1 else count


def _may_part(before: str, after: str) -> bool:
    """Whether a word may break here: accents and brackets stay with their own."""
    is_accent = bool(after) and unicodedata.category(after) in ("Mn", "Mc", "Me")
    return not is_accent and before not in _LEADING and after not in _TRAILING
