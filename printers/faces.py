"""The letters a machine has to draw with: its Chinese font, and Pillow's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from PIL import ImageDraw, ImageFont


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its path, or its name where fonts usually lie."""

    file: str
    index: int = 0
    """Which face of a collection."""


FONTS: Final = (
    Font("NotoSansCJK-Regular.ttc", 3),
    Font("NotoSansTC-Regular.otf"),
    Font("NotoSansTC-Regular.ttf"),
    Font("msjh.ttc"),
    Font("PingFang.ttc", 1),
    Font("wqy-microhei.ttc"),
    Font("wqy-zenhei.ttc"),
    Font("DroidSansFallbackFull.ttf"),
    Font("STHeiti Light.ttc"),
)
"""Fonts with the characters of Taiwan, its own forms of them first."""
_BUILT_IN: Final = Font("")
"""Pillow's own font: Latin letters and digits."""
_MISSING: Final = "?"
_NO_CHARACTER: Final = "\U0010ffff"
_TRIAL_SIZE: Final = 24


@lru_cache
def find_font() -> Font | None:
    """The best Chinese font of this machine, if it has one."""
    for font in FONTS:
        try:
            _face(font, _TRIAL_SIZE)
        except OSError:
            continue
        return font
    return None


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in one size, each character from the first font that has it."""

    font: Font | None
    """None: there is only Pillow's own."""
    size: int
    boldness: int = 0
    """Dots added all around every stroke."""

    def writable(self, words: str) -> str:
        """`words` with a mark for what no font has; nothing if that is half of it."""
        missing = {each for each in words if self._font_with(each) is None}
        marks = {
            each: " " if each.isspace() else _MISSING
            for each in missing
            if not _is_modifier(each)
        }
        seen = [each for each in words if not each.isspace()]
        if marks and 2 * sum(each in marks for each in seen) >= len(seen):
            return ""
        return "".join(
            marks.get(each, "") if each in missing else each for each in words
        )

    def length(self, words: str) -> float:
        """The width of writable words in dots."""
        return sum(face.getlength(part) for face, part in self._parts(words))

    def write(
        self, draw: ImageDraw.ImageDraw, place: tuple[float, float], words: str
    ) -> None:
        """Write in black from `place`, the left end of the base line."""
        x, y = place
        for face, part in self._parts(words):
            draw.text(
                (x, y),
                part,
                fill=0,
                font=face,
                anchor="ls",
                stroke_width=self.boldness,
                stroke_fill=0,
            )
            x += face.getlength(part)

    def _parts(self, words: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for font, characters in groupby(words, self._font_with):
            yield _face(font or _BUILT_IN, self.size), "".join(characters)

    def _font_with(self, character: str) -> Font | None:
        if self.font is not None and _has_glyph(self.font, character):
            return self.font
        return _BUILT_IN if _has_glyph(_BUILT_IN, character) else None


@lru_cache(maxsize=64)
def _face(font: Font, size: int) -> ImageFont.FreeTypeFont:
    # The other layout engine is six times slower and not on every machine.
    engine = ImageFont.Layout.BASIC
    if font != _BUILT_IN:
        return ImageFont.truetype(font.file, size, font.index, layout_engine=engine)
    face = ImageFont.load_default(size)
    assert isinstance(face, ImageFont.FreeTypeFont)
    return face.font_variant(layout_engine=engine)


@lru_cache(maxsize=10_000)
def _has_glyph(font: Font, character: str) -> bool:
    face = _face(font, _TRIAL_SIZE)
    return bytes(face.getmask(character, "1")) != _no_glyph(font)


@lru_cache
def _no_glyph(font: Font) -> bytes:
    return bytes(_face(font, _TRIAL_SIZE).getmask(_NO_CHARACTER, "1"))


def _is_modifier(character: str) -> bool:
    """Whether a character only changes the one beside it."""
    return unicodedata.category(character) in ("Mn", "Me", "Cf")
