"""Two languages beside each other, and texts that keep to a width in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shared.office.model import Office
from shared.text.catalogue import Phrase, catalogue, columns

_CLOSING: Final = frozenset("，。、；：？！）」』》〉】％")
"""What must not begin a line."""
_OPENING: Final = frozenset("（「『《〈【")
"""What must not end a line."""
_CUT: Final = "..."
_WORTH_READING: Final = 12
"""Fewer columns of a longer text say nothing."""


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of a lobby screen: the office's own, then the one beside it."""

    languages: tuple[str, ...]

    @classmethod
    def of(cls, office: Office) -> Tongues:
        """The one or two languages that the lobby screens of an office speak."""
        beside = office.beside(office.language)
        return cls((office.language, beside) if beside else (office.language,))

    def say(self, msgid: str, /, **values: object) -> tuple[str, ...]:
        """The program's words for `msgid` in each language, the same words once."""
        return _each_once(catalogue(each)(msgid, **values) for each in self.languages)

    def phrase(self, phrase: Phrase) -> tuple[str, ...]:
        """The office's words in each language, the same words once."""
        return _each_once(phrase.say(each) for each in self.languages)


def on_a_line(texts: Sequence[str], width: int, *, between: str = " ") -> str:
    """The texts beside each other, cut or left out where there is no room."""
    line = cut(texts[0], width) if texts else ""
    for text in texts[1:]:
        left = width - columns(line + between)
        if left >= min(columns(text), _WORTH_READING):
            line += between + cut(text, left)
    return line


def cut(words: str, width: int) -> str:
    """`words` in at most `width` columns, with three dots where something is gone."""
    if columns(words) <= width:
        return words
    mark = _CUT if width > 2 * len(_CUT) else ""
    kept = ""
    for character in words:
        if columns(kept + character + mark) > width:
            break
        kept += character
    return kept + mark


def padded(words: str, width: int) -> str:
    """`words` filled up with spaces to `width` columns."""
    return words + " " * (width - columns(words))


def wrapped(words: str, width: int) -> list[str]:
    """`words` in lines of at most `width` columns, one line at least.

    Breaks at spaces and between Han characters, not before closing punctuation.
    """
    lines: list[str] = [""]
    for piece in _pieces(words):
        if columns(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
            continue
        lines.append("")
        for character in piece:
            if columns(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _pieces(words: str) -> Iterator[str]:
    """Where a line may break: after each piece."""
    piece = ""
    for character in words:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _CLOSING or before in _OPENING:
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _each_once(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
