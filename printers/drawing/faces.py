"""Words on paper: each in the first font that has it, Pillow's own behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from PIL import ImageDraw

from shared.canvas.faces import BUILT_IN, face, has_glyph, shapes
from shared.canvas.fonts import Font, Script, fonts_there

_MISSING: Final = "?"
_TRIAL_SIZE: Final = 24
_STAND_INS: Final = {**dict.fromkeys("‐‑‒–—", "-"), "đ": "d", "Đ": "D"}
_WORD: Final = re.compile(r"\s+|\S+")


@lru_cache
def find_font(script: Script = Script.CHINESE) -> Font | None:
    """The best font of this machine for a script, if it has one that opens."""
    for font in fonts_there(script):
        try:
            face(font, _TRIAL_SIZE)
        except OSError:
            continue
        return font
    return None


def find_fonts() -> tuple[Font, ...]:
    """The best font of this machine for each script it has one for."""
    found = dict.fromkeys(map(find_font, Script))
    return tuple(font for font in found if font is not None)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in one size, each word in the first font that has all of it."""

    fonts: tuple[Font, ...]
    """Behind them there is always Pillow's own."""
    size: int
    boldness: int = 0
    """Dots added all around every stroke."""

    def writable(self, words: str) -> str:
        """`words` with a mark for what no font has; nothing if that is half of it.

        Accents that no font has are left out, as travellers do.
        """
        shown = [
            (each, _shown(self.fonts, each))
            for each in unicodedata.normalize("NFC", words)
        ]
        if _is_mostly_missing(shown):
            return ""
        written, is_whole = "", True
        for _, group in groupby(shown, lambda pair: pair[0].isspace()):
            word = list(group)
            if _is_mostly_missing(word) and len(word) > 1:
                is_whole = False
            else:
                written += "".join(_MISSING if it is None else it for _, it in word)
        return written if is_whole else " ".join(written.split())

    def length(self, words: str) -> float:
        """The width of writable words in dots."""
        return sum(
            _length(font, self.size, is_shaped, part)
            for font, is_shaped, part in _parts(self.fonts, words)
        )

    def write(
        self, draw: ImageDraw.ImageDraw, place: tuple[float, float], words: str
    ) -> None:
        """Write in black from `place`, the left end of the base line."""
        x, y = place
        for font, is_shaped, part in _parts(self.fonts, words):
            opened = face(font, self.size, is_shaped)
            draw.text(
                (x, y),
                part,
                fill=0,
                font=opened,
                anchor="ls",
                stroke_width=self.boldness,
                stroke_fill=0,
            )
            x += _length(font, self.size, is_shaped, part)


@lru_cache(maxsize=4_096)
def _parts(fonts: tuple[Font, ...], words: str) -> tuple[tuple[Font, bool, str], ...]:
    """Words as parts of one font each, and whether their letters shape each other."""
    parts: list[tuple[Font, bool, str]] = []
    for match in _WORD.finditer(words):
        for font, is_shaped, part in _parts_of_word(fonts, match[0]):
            if parts and (part.isspace() or (font, is_shaped) == parts[-1][:2]):
                font, is_shaped, before = parts.pop()
                parts.append((font, is_shaped, before + part))
            else:
                parts.append((font, is_shaped, part))
    return tuple(parts)


def _parts_of_word(fonts: tuple[Font, ...], word: str) -> list[tuple[Font, bool, str]]:
    is_shaped = any(map(shapes, word))
    for font in fonts:
        if all(has_glyph(font, each) for each in word):
            return [(font, is_shaped, word)]
    characters = groupby(word, lambda each: _font_with(fonts, each))
    return [(font or BUILT_IN, is_shaped, "".join(each)) for font, each in characters]


def _font_with(fonts: tuple[Font, ...], character: str) -> Font | None:
    every = (*fonts, BUILT_IN)
    return next((font for font in every if has_glyph(font, character)), None)


@lru_cache(maxsize=10_000)
def _shown(fonts: tuple[Font, ...], character: str) -> str | None:
    """The character, what stands in for it, or none if nothing does."""
    if _font_with(fonts, character) is not None:
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    plain = _STAND_INS.get(character, unicodedata.normalize("NFD", character)[0])
    return plain if _font_with(fonts, plain) is not None else None


def _is_mostly_missing(shown: Sequence[tuple[str, str | None]]) -> bool:
    """Whether half of the letters, or of all where there are none, have no glyph."""
    letters = [it for each, it in shown if each.isalpha()]
    judged = letters or [it for each, it in shown if not each.isspace()]
    missing = judged.count(None)
    return missing > 0 and 2 * missing >= len(judged)


@lru_cache(maxsize=10_000)
def _length(font: Font, size: int, is_shaped: bool, words: str) -> float:
    return face(font, size, is_shaped).getlength(words)
