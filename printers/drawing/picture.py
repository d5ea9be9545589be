"""How a paper looks as a picture, for a printer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from printers.drawing.faces import Pen
from printers.drawing.wrapping import wrap
from printers.papers.paper import (
    Block,
    CheckList,
    Code,
    Field,
    Number,
    Paper,
    Rule,
    Ruler,
    Size,
    Text,
)
from shared.canvas.fonts import Font
from shared.canvas.qr import matrix

MARGIN: Final = 8
"""Dots left white at either side of the paper."""
SIZES: Final = {Size.SMALL: 24, Size.NORMAL: 30, Size.LARGE: 42, Size.LARGEST: 54}
"""Dots a character; 8 dots are one millimetre."""
NUMBER_SIZE: Final = 240
MODULE: Final = 6
SMALLEST_MODULE: Final = 3
"""Dots a module of a QR code."""
_LINE: Final = 1.35
"""The height of a line, in sizes of its characters."""
_BASE_LINE: Final = 1.05
"""How far below the top of its line the base line is, likewise."""
_DOUBLE: Final = 2
"""What is large is drawn in dots of four: a printer can be told so in a quarter."""
_NUMBER_BOLDNESS: Final = 2
_NUMBER_GAP: Final = 12
_GAP: Final = 12
"""Dots left white above and below, for a list between its things."""
_RULE: Final = 4
_BOX: Final = 3
"""The strength of a line in dots."""
_BAR: Final = 44
"""The height of a bar of the ruler in dots."""
_END: Final = 4
"""The strength of a bar and of its end, likewise."""
_BAR_STEP: Final = 40
_WHITE: Final = 1


def as_picture(paper: Paper, dots: int, fonts: tuple[Font, ...]) -> Image.Image:
    """The paper in black and white (mode "1"), `dots` wide, in the letters of `fonts`.

    Without fonts Pillow's own writes what it can; what it cannot write is left out.
    Only a ruler is as wide as it measures.
    """
    strips = [strip for block in paper for strip in _strips(block, dots, fonts)]
    width = max([dots, *(strip.width for strip in strips)])
    picture = _white(width, sum(strip.height for strip in strips))
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture


def _strips(block: Block, dots: int, fonts: tuple[Font, ...]) -> list[Image.Image]:
    match block:
        case Text():
            return [_text(block, dots, fonts)]
        case Number():
            return [_number(block, dots, fonts)]
        case Code():
            return [_code(block, dots, fonts)]
        case Rule():
            return [_rule(dots)]
        case CheckList():
            return [strip for item in block.items for strip in _item(item, dots, fonts)]
        case Field():
            return _field(block, dots, fonts)
        case Ruler():
            return [strip for width in block.widths for strip in _bar(width, fonts)]


@lru_cache(maxsize=128)
def _text(
    text: Text, dots: int, fonts: tuple[Font, ...], indent: int = 0
) -> Image.Image:
    """The lines of a text, kept for the next ticket: nobody may draw on them."""
    pen = Pen(fonts, SIZES[text.size])
    width = dots - 2 * MARGIN - indent
    lines = wrap(pen.writable(text.words), width, pen.length)
    height = round(pen.size * _LINE)
    strip = _white(dots, height * len(lines))
    draw = ImageDraw.Draw(strip)
    for row, line in enumerate(lines):
        base_line = row * height + round(pen.size * _BASE_LINE)
        pen.write(draw, (MARGIN + indent, base_line), line)
    return strip


def _number(number: Number, dots: int, fonts: tuple[Font, ...]) -> Image.Image:
    pen = Pen(fonts, NUMBER_SIZE // _DOUBLE, _NUMBER_BOLDNESS)
    words = pen.writable(number.words)
    width = (dots - 2 * MARGIN) // _DOUBLE
    ink = _ink(words, pen)
    while ink.width > width:
        pen = replace(pen, size=min(pen.size * width // ink.width, pen.size - 1))
        if _DOUBLE * pen.size < SIZES[Size.LARGE]:
            return _text(Text(words, Size.LARGE), dots, fonts)
        ink = _ink(words, pen)
    ink = _enlarged(ink, _DOUBLE)
    strip = _white(dots, ink.height + 2 * _NUMBER_GAP)
    strip.paste(ink, (MARGIN, _NUMBER_GAP))
    return strip


def _ink(words: str, pen: Pen) -> Image.Image:
    """Words with no white around them: some letters reach beyond their own place."""
    canvas = _white(round(pen.length(words)) + 2 * pen.size, 3 * pen.size)
    pen.write(ImageDraw.Draw(canvas), (pen.size, 2 * pen.size), words)
    box = ImageChops.invert(canvas.convert("L")).getbbox()
    return canvas.crop(box or (0, 0, 0, 0))


def _code(code: Code, dots: int, fonts: tuple[Font, ...]) -> Image.Image:
    modules = matrix(code.words)
    count = len(modules)
    scale = min(MODULE, dots // count)
    if scale < SMALLEST_MODULE:
        return _text(Text(code.words, Size.SMALL), dots, fonts)
    drawn = Image.new("1", (count, count))
    drawn.putdata([not dark for row in modules for dark in row])
    strip = _white(dots, count * scale)
    strip.paste(_enlarged(drawn, scale), (0, 0))
    return strip


def _rule(dots: int) -> Image.Image:
    strip = _white(dots, _RULE + 2 * _GAP)
    box = (MARGIN, _GAP, dots - MARGIN - 1, _GAP + _RULE - 1)
    ImageDraw.Draw(strip).rectangle(box, fill=0)
    return strip


def _item(
    item: tuple[Text, ...], dots: int, fonts: tuple[Font, ...]
) -> list[Image.Image]:
    side = SIZES[item[0].size]
    strips = [_text(text, dots, fonts, indent=side + _GAP) for text in item]
    strips = [strip for strip in strips if strip.height]
    if strips:
        top = round(side * _BASE_LINE) - side + _BOX
        box = (MARGIN, top, MARGIN + side - 1, top + side - 1)
        first = strips[0].copy()
        ImageDraw.Draw(first).rectangle(box, outline=0, width=_BOX)
        strips[:1] = [_white(dots, _GAP), first]
    return strips


def _field(block: Field, dots: int, fonts: tuple[Font, ...]) -> list[Image.Image]:
    texts = (_text(text, dots, fonts) for text in (block.head, *block.texts))
    return [_white(dots, _GAP), *texts]


def _bar(width: int, fonts: tuple[Font, ...]) -> list[Image.Image]:
    """A bar from the first dot to the last, its width written at its very end."""
    pen = Pen(fonts, SIZES[Size.NORMAL])
    strip = _white(width, _BAR)
    draw = ImageDraw.Draw(strip)
    start = width - _END - _GAP - pen.length(str(width))
    pen.write(draw, (start, pen.size), str(width))
    draw.rectangle((0, _BAR - _END, width - 1, _BAR - 1), fill=0)
    for x in range(0, width, _BAR_STEP):
        draw.rectangle((x, _BAR - 2 * _END, x + 1, _BAR - 1), fill=0)
    draw.rectangle((width - _END, 0, width - 1, _BAR - 1), fill=0)
    return [strip, _white(width, _GAP)]


def _enlarged(picture: Image.Image, times: int) -> Image.Image:
    size = (picture.width * times, picture.height * times)
    return picture.resize(size, Image.Resampling.NEAREST)


def _white(dots: int, height: int) -> Image.Image:
    return Image.new("1", (dots, height), _WHITE)
