"""What people read: the catalogues of the program, and the office's own phrases."""

from __future__ import annotations

import gettext
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from shared.text.steering import BIDI, STEERING

CATALOGUES: Final = Path(__file__).parent / "catalogues"
DOMAIN: Final = "jiaohao"
"""The catalogues' name, as gettext calls it."""
_NEVER_SHOWN: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_BIDI_CONTROLS: Final = re.compile(f"[{BIDI}]")


class Words(str):
    """English words that the catalogues know, not yet shown to anybody."""

    __slots__ = ()


def N_(msgid: str) -> Words:
    """Mark words for the catalogues where they are defined."""
    return Words(msgid)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and what stands in their places, not yet shown to anybody."""

    words: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        """The English words, for logs."""
        return self.words.format(**self.values)


class Catalogue:
    """The program's words in one language; call it with the English ones."""

    __slots__ = ("_translations", "language")

    def __init__(self, language: str) -> None:
        self.language = language
        self._translations = gettext.translation(
            DOMAIN, CATALOGUES, [language.replace("-", "_")], fallback=True
        )

    def __call__(self, msgid: str, /, **values: object) -> str:
        """The words for `msgid`, its {places} filled from `values`.

        A value that is itself Words or a Sentence is said in the same language.
        """
        words = self._translations.gettext(msgid) if msgid else ""
        if not values:
            # Not `Words` any more: it is shown from now on.
            return str(words)
        return words.format(
            **{name: self._said(value) for name, value in values.items()}
        )

    def _said(self, value: object) -> object:
        if isinstance(value, Sentence):
            return self(value.words, **value.values)
        return self(value) if isinstance(value, Words) else value


@lru_cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language such as "zh-TW"; English where there is none."""
    return Catalogue(language)


def machine_language() -> str:
    """The language of the person at this machine, by the environment as gettext."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh-TW" if value.startswith("zh") else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text the office wrote, in each of its languages."""

    by_language: Mapping[str, str]

    def say(self, language: str) -> str:
        """The text in `language`, else in the first language it has."""
        words = self.by_language.get(language)
        return words if words is not None else next(iter(self.by_language.values()))


def is_showable(words: str) -> bool:
    """Whether a text may go on screens and paper: no control, no bidi override."""
    return not _BIDI_CONTROLS.search(words) and not any(
        unicodedata.category(character) in _NEVER_SHOWN for character in words
    )


def escaped(words: str) -> str:
    """A text for a terminal: what would steer it, or turn it round, is spelled out."""
    return STEERING.sub(lambda found: ascii(found[0])[1:-1], words)


def columns(words: str) -> int:
    """The width of a text in terminal columns: Han and full-width count two."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in words
    )
