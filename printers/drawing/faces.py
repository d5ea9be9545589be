"""The letters a machine has to draw with: a font a script, and Pillow's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Final

from PIL import ImageDraw, ImageFont, features


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its path, or its name where fonts usually lie."""

    file: str
    index: int = 0
    """Which face of a collection."""


class Script(StrEnum):
    """What a font is looked for."""

    CHINESE = "chinese"
    LATIN = "latin"
    """With all the letters of Vietnamese."""
    THAI = "thai"


FONTS: Final = {
    Script.CHINESE: (
        # Fonts with the characters of Taiwan in its own forms of them.
        Font("NotoSansCJK-Regular.ttc", 3),
        Font("NotoSansTC-Regular.otf"),
        Font("NotoSansTC-Regular.ttf"),
        Font("msjh.ttc"),
        Font("PingFang.ttc", 1),
    ),
    Script.LATIN: (
        Font("NotoSans-Regular.ttf"),
        Font("DejaVuSans.ttf"),
        Font("LiberationSans-Regular.ttf"),
        Font("arial.ttf"),
        Font("Arial.ttf"),
    ),
    Script.THAI: (
        Font("NotoSansThai-Regular.ttf"),
        Font("NotoSansThaiUI-Regular.ttf"),
        Font("Loma.ttf"),
        Font("Loma.otf"),
        Font("Garuda.ttf"),
        Font("Garuda.otf"),
        Font("Waree.ttf"),
        Font("Waree.otf"),
        Font("LeelawUI.ttf"),
        Font("tahoma.ttf"),
        Font("Tahoma.ttf"),
        Font("Thonburi.ttc"),
    ),
}
"""Fonts that a machine may have of its own by script, the best first."""
_NOTO: Final = ("noto_cjk_sans_otc", Font("NotoSansCJK-Regular.ttc", 3))
BROUGHT: Final = {
    Script.CHINESE: _NOTO,
    Script.LATIN: _NOTO,
    Script.THAI: ("pylopdf_fonts_th", Font("NotoSansThai-Variable.ttf")),
}
"""The font that comes with this program by script, and the package it lies in."""
PACKAGES: Final = {
    Script.CHINESE: "fonts-noto-cjk",
    Script.LATIN: "fonts-dejavu-core",
    Script.THAI: "fonts-tlwg-loma-ttf",
}
"""The Debian package that brings a font of the script."""
_BUILT_IN: Final = Font("")
"""Pillow's own font: English letters and digits."""
_MISSING: Final = "?"
_NO_CHARACTER: Final = "\U0010ffff"
_TRIAL_SIZE: Final = 24
_STAND_INS: Final = {**dict.fromkeys("‐‑‒–—", "-"), "đ": "d", "Đ": "D"}
_WORD: Final = re.compile(r"\s+|\S+")


@lru_cache
def find_font(script: Script = Script.CHINESE) -> Font | None:
    """The best font of this machine for a script, if it has one."""
    for font in (*FONTS[script], *_brought(script)):
        try:
            _face(font, _TRIAL_SIZE)
        except OSError:
            continue
        return font
    return None


def _brought(script: Script) -> Iterator[Font]:
    package, font = BROUGHT[script]
    # Where the package lies is found without running anything of it.
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        yield replace(font, file=str(Path(folder, font.file)))


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
            face = _face(font, self.size, is_shaped)
            draw.text(
                (x, y),
                part,
                fill=0,
                font=face,
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
    is_shaped = any(map(_shapes, word))
    for font in fonts:
        if all(_has_glyph(font, each) for each in word):
            return [(font, is_shaped, word)]
    characters = groupby(word, lambda each: _font_with(fonts, each))
    return [(font or _BUILT_IN, is_shaped, "".join(each)) for font, each in characters]


def _font_with(fonts: tuple[Font, ...], character: str) -> Font | None:
    every = (*fonts, _BUILT_IN)
    return next((font for font in every if _has_glyph(font, character)), None)


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


def _shapes(character: str) -> bool:
    """Whether a character changes with its neighbours, or runs from the right."""
    return unicodedata.category(character) in ("Mn", "Mc") or unicodedata.bidirectional(
        character
    ) in ("R", "AL", "AN")


@lru_cache(maxsize=64)
def _face(font: Font, size: int, is_shaped: bool = False) -> ImageFont.FreeTypeFont:
    # The engine that shapes is six times slower and not on every machine.
    can_shape = is_shaped and features.check("raqm")
    engine = ImageFont.Layout.RAQM if can_shape else ImageFont.Layout.BASIC
    if font != _BUILT_IN:
        return ImageFont.truetype(font.file, size, font.index, layout_engine=engine)
    face = ImageFont.load_default(size)
    assert isinstance(face, ImageFont.FreeTypeFont)
    return face.font_variant(layout_engine=engine)


@lru_cache(maxsize=10_000)
def _length(font: Font, size: int, is_shaped: bool, words: str) -> float:
    return _face(font, size, is_shaped).getlength(words)


@lru_cache(maxsize=10_000)
def _has_glyph(font: Font, character: str) -> bool:
    face = _face(font, _TRIAL_SIZE)
    return bytes(face.getmask(character, "1")) != _no_glyph(font)


@lru_cache
def _no_glyph(font: Font) -> bytes:
    return bytes(_face(font, _TRIAL_SIZE).getmask(_NO_CHARACTER, "1"))
