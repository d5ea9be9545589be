"""How a paper looks as a picture, for a printer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from printers.faces import Font, Pen
from printers.paper import Block, CheckList, Code, Number, Paper, Rule, Size, Text
from printers.wrapping import wrap
from shared.qr import matrix

MARGIN: Final = 8
"""Dots left white at either side of the paper."""
SIZES: Final = {Size.SMALL: 24, Size.NORMAL: 30, Size.LARGE: 42}
"""Dots a character; 8 dots are one millimetre."""
NUMBER_SIZE: Final = 200
MODULE: Final = 5
SMALLEST_MODULE: Final = 3
"""Dots a module of a QR code."""
_LINE: Final = 1.35
"""The height of a line, in sizes of its characters."""
_BASE_LINE: Final = 1.05
"""How far below the top of its line the base line is, likewise."""
_NUMBER_BOLDNESS: Final = 3
_NUMBER_GAP: Final = 24
_GAP: Final = 12
"""Dots left white above and below, for a list between its things."""
_RULE: Final = 3
"""The strength of a line in dots."""
_WHITE: Final = 1


def as_picture(paper: Paper, dots: int, font: Font | None) -> Image.Image:
    """The paper in black and white (mode "1"), `dots` wide, with the letters of `font`.

    Without a font Pillow's own writes what it can; what it cannot write is left out.
    """
    strips = [strip for block in paper for strip in _strips(block, dots, font)]
    picture = _white(dots, sum(strip.height for strip in strips))
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture


def _strips(block: Block, dots: int, font: Font | None) -> list[Image.Image]:
    match block:
        case Text():
            return [_text(block, dots, font, is_centred=block.is_centred)]
        case Number():
            return [_number(block, dots, font)]
        case Code():
            return [_code(block, dots, font)]
        case Rule():
            return [_rule(dots)]
        case CheckList():
            return [strip for item in block.items for strip in _item(item, dots, font)]


def _text(
    text: Text, dots: int, font: Font | None, *, is_centred: bool, indent: int = 0
) -> Image.Image:
    pen = Pen(font, SIZES[text.size])
    width = dots - 2 * MARGIN - indent
    lines = wrap(pen.writable(text.words), width, pen.length)
    height = round(pen.size * _LINE)
    strip = _white(dots, height * len(lines))
    draw = ImageDraw.Draw(strip)
    for row, line in enumerate(lines):
        space = (width - pen.length(line)) / 2 if is_centred else 0
        base_line = row * height + round(pen.size * _BASE_LINE)
        pen.write(draw, (MARGIN + indent + round(space), base_line), line)
    return strip


def _number(number: Number, dots: int, font: Font | None) -> Image.Image:
    pen = Pen(font, NUMBER_SIZE, _NUMBER_BOLDNESS)
    words = pen.writable(number.words)
    width = dots - 2 * MARGIN
    ink = _ink(words, pen)
    while ink.width > width:
        pen = replace(pen, size=min(pen.size * width // ink.width, pen.size - 1))
        if pen.size < SIZES[Size.LARGE]:
            return _text(Text(words, Size.LARGE), dots, font, is_centred=True)
        ink = _ink(words, pen)
    strip = _white(dots, ink.height + 2 * _NUMBER_GAP)
    strip.paste(ink, ((dots - ink.width) // 2, _NUMBER_GAP))
    return strip


def _ink(words: str, pen: Pen) -> Image.Image:
    """Words with no white around them: some letters reach beyond their own place."""
    canvas = _white(round(pen.length(words)) + 2 * pen.size, 3 * pen.size)
    pen.write(ImageDraw.Draw(canvas), (pen.size, 2 * pen.size), words)
    box = ImageChops.invert(canvas.convert("L")).getbbox()
    return canvas.crop(box or (0, 0, 0, 0))


def _code(code: Code, dots: int, font: Font | None) -> Image.Image:
    modules = matrix(code.words)
    count = len(modules)
    scale = min(MODULE, dots // count)
    if scale < SMALLEST_MODULE:
        return _text(Text(code.words, Size.SMALL), dots, font, is_centred=True)
    drawn = Image.new("1", (count, count))
    drawn.putdata([not dark for row in modules for dark in row])
    drawn = drawn.resize((count * scale, count * scale), Image.Resampling.NEAREST)
    strip = _white(dots, drawn.height)
    strip.paste(drawn, ((dots - drawn.width) // 2, 0))
    return strip


def _rule(dots: int) -> Image.Image:
    strip = _white(dots, _RULE + 2 * _GAP)
    box = (MARGIN, _GAP, dots - MARGIN - 1, _GAP + _RULE - 1)
    ImageDraw.Draw(strip).rectangle(box, fill=0)
    return strip


def _item(item: tuple[Text, ...], dots: int, font: Font | None) -> list[Image.Image]:
    side = SIZES[item[0].size]
    strips = [
        _text(text, dots, font, is_centred=False, indent=side + 2 * _GAP)
        for text in item
    ]
    strips = [strip for strip in strips if strip.height]
    if strips:
        top = round(side * _BASE_LINE) - side + _RULE
        box = (MARGIN, top, MARGIN + side - 1, top + side - 1)
        ImageDraw.Draw(strips[0]).rectangle(box, outline=0, width=_RULE)
        strips.insert(0, _white(dots, _GAP))
    return strips


def _white(dots: int, height: int) -> Image.Image:
    return Image.new("1", (dots, height), _WHITE)
