"""Words as masks by fonts; Pillow is loaded only when something has to be drawn."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from shared.canvas.fonts import Font, Script, bitmap_font, drawing_font
from shared.canvas.mask import EMPTY, STEPS, Mask

if TYPE_CHECKING:
    from PIL import Image, ImageFont

_FINER: Final = 4
"""How many times finer an outline is drawn before it becomes dots."""
_NO_CHARACTER: Final = "\U0010ffff"
_TRIAL_SIZE: Final = 24
_PLAIN: Final = {"–": "-", "‑": "-", "—": "-"}


def draw_words(words: str, size: int, form: float, squeeze: int) -> Mask | None:
    """Words with an em of `size` dots; none where no font has half of them.

    `squeeze` is the width in percent of the usual. Raises nothing: a font that
    cannot be opened is as if it were not there.
    """
    words = unicodedata.normalize("NFC", words)
    dots = bitmap_font(size) if squeeze == 100 else None
    if dots is not None:
        plain = "".join(_PLAIN.get(each, each) for each in words)
        if all(_has_glyph(dots, each) for each in plain):
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
        font = next((font for font in fonts if _has_glyph(font, each)), None)
        if unicodedata.category(each) in ("Mn", "Me", "Cf") or each.isspace():
            before = chosen[-1][0] if chosen else fonts[0]
            if each.isspace() or _has_glyph(before, each):
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


def _bitmap(font: Font, words: str, size: int) -> Mask:
    from PIL import Image, ImageDraw

    face = _face(font, size, is_shaped=False)
    width = max(1, round(face.getlength(words)) + 2)
    picture = Image.new("1", (width, 2 * size))
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    base = size + size // 2
    draw.text((1, base), words, fill=1, font=face, anchor="ls")
    return _cropped(picture.convert("L"), base)


def _outline(parts: list[tuple[Font, str]], size: int, form: float) -> Mask:
    from PIL import Image, ImageDraw

    faces = [
        (_face(font, size * _FINER, is_shaped=_shapes(text)), font, text)
        for font, text in parts
    ]
    width = round(sum(face.getlength(text) for face, _, text in faces))
    margin = size * _FINER // 4
    base = 3 * size // 2 * _FINER
    picture = Image.new("L", (width + 2 * margin, (3 * size // 2 + size) * _FINER))
    draw = ImageDraw.Draw(picture)
    x: float = margin
    for face, font, text in faces:
        weight = _boldness(font, size)
        draw.text(
            (x, base), text, fill=255, font=face, anchor="ls",
            stroke_width=weight, stroke_fill=255,
        )
        x += face.getlength(text)
    dots = (max(1, round(picture.width / _FINER * form)), picture.height // _FINER)
    return _cropped(picture.resize(dots, Image.Resampling.BOX), base // _FINER)


def _boldness(font: Font, size: int) -> float:
    """Finer dots added around strokes of a font that has no bold sister."""
    if "Bold" in font.file or "Variable" in font.file or size < 20:
        return 0
    return size * _FINER * 0.02


def _cropped(picture: Image.Image, base: int) -> Mask:
    step = picture.point([round(each * STEPS / 255) for each in range(256)])
    box = step.getbbox()
    if box is None:
        return EMPTY
    ink = step.crop(box)
    return Mask(ink.width, ink.height, ink.tobytes(), base - box[1])


def _shapes(words: str) -> bool:
    return any(unicodedata.category(each) in ("Mn", "Mc") for each in words)


@lru_cache(maxsize=64)
def _face(font: Font, size: int, *, is_shaped: bool) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont, features

    engine = ImageFont.Layout.BASIC
    if is_shaped and features.check("raqm"):
        engine = ImageFont.Layout.RAQM
    face = ImageFont.truetype(font.file, size, font.index, layout_engine=engine)
    if "Variable" in font.file:
        face.set_variation_by_axes(_bold_axes(face))
    return face


def _bold_axes(face: ImageFont.FreeTypeFont) -> list[float]:
    axes: list[Any] = list(face.get_variation_axes())
    names = [bytes(axis["name"] or b"").lower() for axis in axes]
    return [
        700 if b"weight" in name else axis["default"]
        for axis, name in zip(axes, names, strict=True)
    ]


@lru_cache(maxsize=10_000)
def _has_glyph(font: Font, character: str) -> bool:
    size = _TRIAL_SIZE if not font.file.endswith((".pcf", ".pcf.gz")) else 12
    try:
        face = _face(font, _size_of(font) or size, is_shaped=False)
        return bytes(face.getmask(character, "1")) != _no_glyph(font)
    except (OSError, ValueError):
        return False


def _size_of(font: Font) -> int:
    for size in (12, 13, 15, 16):
        if bitmap_font(size) == font:
            return size
    return 0


@lru_cache
def _no_glyph(font: Font) -> bytes:
    face = _face(font, _size_of(font) or _TRIAL_SIZE, is_shaped=False)
    return bytes(face.getmask(_NO_CHARACTER, "1"))
