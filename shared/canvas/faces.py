"""Words as masks by fonts; Pillow is loaded only when something has to be drawn."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from shared.canvas.fonts import Font, Script, bitmap_font, drawing_font, look_again
from shared.canvas.mask import EMPTY, STEPS, Mask

if TYPE_CHECKING:
    from PIL import Image, ImageFont

_FINER: Final = 4
"""How many times finer an outline is drawn before it becomes dots."""
_NO_CHARACTER: Final = "\U0010ffff"
_TRIAL_SIZE: Final = 24
_BOLD: Final = 700
_ADDED: Final = 0.0125
_SMALLEST_BOLD: Final = 20
_LIFT: Final = 0.75
"""Thin strokes are lifted from grey by this power of what they cover."""
BUILT_IN: Final = Font("")
"""Pillow's own font: English letters and digits."""
_PLAIN: Final = {"–": "-", "‑": "-", "—": "-"}


def draw_words(words: str, size: int, form: float, squeeze: int) -> Mask | None:
    """Words with an em of `size` dots; none where no font has half of them.

    `squeeze` is the width in percent of the usual. A font that cannot be opened is as
    if it were not there. Raises OSError where one goes away in the middle.
    """
    words = unicodedata.normalize("NFC", words)
    try:
        return _drawn(words, size, form, squeeze)
    except OSError:
        # Fonts were installed anew while a screen was at work: see which there are.
        for kept in (face, has_glyph, _no_glyph, _heavy):
            kept.cache_clear()
        look_again()
        return _drawn(words, size, form, squeeze)


def _drawn(words: str, size: int, form: float, squeeze: int) -> Mask | None:
    dots = bitmap_font(size) if squeeze == 100 and form == 1 else None
    if dots is not None:
        plain = "".join(_PLAIN.get(each, each) for each in words)
        if _has_all(dots, plain, size):
            return _bitmap(dots, plain, size)
    parts = _parts(words)
    if parts is None:
        return None
    return _outline(parts, size, form * squeeze / 100)


def _parts(words: str) -> list[tuple[Font, str]] | None:
    """Words as parts of one font each, marks with their letter."""
    fonts = [font for font in map(drawing_font, Script) if font is not None]
    if not fonts:
        return None
    missing = 0
    chosen: list[tuple[Font, str]] = []
    for each in words:
        font = next((font for font in fonts if _has_all(font, each)), None)
        if unicodedata.category(each) in ("Mn", "Me", "Cf") or each.isspace():
            before = chosen[-1][0] if chosen else fonts[0]
            if each.isspace() or _has_all(before, each):
                chosen.append((before, " " if each.isspace() else each))
                continue
        if font is None:
            missing += not each.isspace()
            chosen.append((fonts[0], "?"))
        else:
            chosen.append((font, each))
    if 2 * missing >= max(1, len(words)):
        return None
    return [
        (font, "".join(text for _, text in group))
        for font, group in groupby(chosen, lambda pair: pair[0])
    ]


def _has_all(font: Font, words: str, size: int = _TRIAL_SIZE) -> bool:
    """Whether a font has all of it; one that cannot be opened has nothing."""
    try:
        return all(each == " " or has_glyph(font, each, size) for each in words)
    except (OSError, ValueError):
        return False


def _bitmap(font: Font, words: str, size: int) -> Mask:
    from PIL import Image, ImageDraw

    opened = face(font, size)
    width = max(1, round(opened.getlength(words)) + 2)
    picture = Image.new("1", (width, 2 * size))
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    base = size + size // 2
    draw.text((1, base), words, fill=1, font=opened, anchor="ls")
    return _cropped(picture.convert("L"), base)


def _outline(parts: list[tuple[Font, str]], size: int, form: float) -> Mask:
    """Outlines as soft dots; drawn in their own size they are hinted, so crisper."""
    from PIL import Image, ImageDraw

    # Hinted letters that are shaped would stand unevenly.
    is_shaped = any(shapes(each) for _, text in parts for each in text)
    finer = 1 if form == 1 and not is_shaped else _FINER
    em = size * finer
    opened = [
        (_heavy(font, em, any(map(shapes, text))), em * _boldness(font, size), text)
        for font, text in parts
    ]
    width = round(sum(each.getlength(text) for each, _, text in opened))
    margin = max(1, size // 4) * finer
    base = size * 3 // 2
    picture = Image.new("L", (width + 2 * margin, (base + size) * finer))
    draw = ImageDraw.Draw(picture)
    x: float = margin
    for each, bold, text in opened:
        place = (x, base * finer)
        draw.text(place, text, 255, each, "ls", stroke_width=bold, stroke_fill=255)
        x += each.getlength(text)
    dots = (max(1, round(picture.width / finer * form)), base + size)
    if dots != picture.size:
        picture = picture.resize(dots, Image.Resampling.BOX)
    lift = 1 if all(map(_is_heavy, (font for font, _ in parts))) else _LIFT
    return _cropped(picture, base, lift)


def _boldness(font: Font, size: int) -> float:
    """Ems added around strokes of a font without weight; more would close 櫃 and 檯."""
    return 0 if _is_heavy(font) or size < _SMALLEST_BOLD else _ADDED


def _is_heavy(font: Font) -> bool:
    return "Bold" in font.file or "Variable" in font.file


def _cropped(picture: Image.Image, base: int, lift: float = 1) -> Mask:
    steps = [round((each / 255) ** lift * STEPS) for each in range(256)]
    step = picture.point(steps)
    box = step.getbbox()
    if box is None:
        return EMPTY
    ink = step.crop(box)
    return Mask(ink.width, ink.height, ink.tobytes(), base - box[1])


def shapes(character: str) -> bool:
    """Whether a character changes with its neighbours, or runs from the right."""
    return unicodedata.category(character) in ("Mn", "Mc") or unicodedata.bidirectional(
        character
    ) in ("R", "AL", "AN")


@lru_cache(maxsize=64)
def face(font: Font, size: int, is_shaped: bool = False) -> ImageFont.FreeTypeFont:
    """A font opened with an em of `size` dots. Raises OSError.

    `is_shaped` where letters change with their neighbours, if this machine can.
    """
    from PIL import ImageFont, features

    # The engine that shapes is six times slower and not on every machine.
    can_shape = is_shaped and features.check("raqm")
    engine = ImageFont.Layout.RAQM if can_shape else ImageFont.Layout.BASIC
    if font != BUILT_IN:
        return ImageFont.truetype(font.file, size, font.index, layout_engine=engine)
    opened = ImageFont.load_default(size)
    assert isinstance(opened, ImageFont.FreeTypeFont)
    return opened.font_variant(layout_engine=engine)


@lru_cache(maxsize=10_000)
def has_glyph(font: Font, character: str, size: int = _TRIAL_SIZE) -> bool:
    """Whether a font has a character; fonts of dots only open in their `size`."""
    opened = face(font, size)
    return bytes(opened.getmask(character, "1")) != _no_glyph(font, size)


@lru_cache
def _no_glyph(font: Font, size: int) -> bytes:
    return bytes(face(font, size).getmask(_NO_CHARACTER, "1"))


@lru_cache(maxsize=64)
def _heavy(font: Font, size: int, is_shaped: bool) -> ImageFont.FreeTypeFont:
    """A font opened as bold as it can be: of its own, for its weight is set."""
    opened = face(font, size, is_shaped)
    if "Variable" not in font.file:
        return opened
    heavy = opened.font_variant()
    axes: list[Any] = list(heavy.get_variation_axes())
    heavy.set_variation_by_axes(
        [
            _BOLD
            if b"weight" in bytes(axis["name"] or b"").lower()
            else axis["default"]
            for axis in axes
        ]
    )
    return heavy
