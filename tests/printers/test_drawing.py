"""How a ticket looks as a picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from printers.drawing import MARGIN, MODULE, SIZES, SMALLEST_MODULE, as_picture
from printers.faces import Font, Pen, find_font
from printers.paper import CheckList, Code, Number, Paper, Rule, Size, Text
from shared.qr import QUIET_ZONE, matrix

HAN = find_font()
NEEDS_HAN = pytest.mark.skipif(HAN is None, reason="no Chinese font here")
WIDTHS = pytest.mark.parametrize("dots", [384, 576])
FONTS = pytest.mark.parametrize("font", dict.fromkeys([HAN, None]))


def ink_of(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom) around everything black."""
    return ImageChops.invert(picture.convert("L")).getbbox()


def blackness(picture: Image.Image) -> int:
    """How many dots are black."""
    return picture.convert("L").histogram()[0]


@WIDTHS
@FONTS
def test_a_ticket_fills_the_width_and_keeps_its_margins(
    paper: Paper, dots: int, font: Font | None
) -> None:
    picture = as_picture(paper, dots, font)
    assert (picture.mode, picture.width) == ("1", dots)
    ink = ink_of(picture)
    assert ink is not None
    assert (ink[0], ink[2]) == (MARGIN, dots - MARGIN)


@WIDTHS
def test_the_code_is_drawn_to_the_dot_with_its_quiet_zone(dots: int) -> None:
    modules = matrix("JIAOHAO 2026-11-23 A012")
    picture = as_picture((Code("JIAOHAO 2026-11-23 A012"),), dots, None)
    side = len(modules) * MODULE
    left = (dots - side) // 2
    assert picture.height == side
    for y in range(side):
        for x in range(side):
            is_black = not picture.getpixel((left + x, y))
            assert is_black == modules[y // MODULE][x // MODULE]
    ink = ink_of(picture)
    quiet = QUIET_ZONE * MODULE
    assert ink == (left + quiet, quiet, left + side - quiet, side - quiet)


def test_a_code_too_large_for_the_paper_is_said_in_words() -> None:
    words = "JIAOHAO " * 200
    assert len(matrix(words)) * SMALLEST_MODULE > 384
    said = as_picture((Text(words, Size.SMALL),), 384, None)
    assert as_picture((Code(words),), 384, None).tobytes() == said.tobytes()


@WIDTHS
@FONTS
@pytest.mark.parametrize("label", ["A012", "A1000", "JQ123456789"])
def test_a_number_is_larger_than_anything_and_whole(
    dots: int, font: Font | None, label: str
) -> None:
    picture = as_picture((Number(label),), dots, font)
    ink = ink_of(picture)
    assert ink is not None
    left, top, right, bottom = ink
    assert left >= MARGIN and right <= dots - MARGIN
    assert top > 0 and bottom < picture.height
    assert bottom - top > SIZES[Size.LARGE]
    assert right - left > dots / 2


def test_a_number_of_nothing_takes_no_paper_to_speak_of() -> None:
    assert as_picture((Number(" "),), 576, None).height < SIZES[Size.LARGE] * 2


def test_a_number_too_long_for_one_line_takes_more() -> None:
    picture = as_picture((Number("A" * 60),), 384, None)
    assert picture.height > 2 * SIZES[Size.LARGE]


@FONTS
def test_a_list_has_one_box_for_each_thing(font: Font | None) -> None:
    both = as_picture((CheckList(((Text("Passbook"), Text("Copy")),)),), 384, font)
    boxes = both.crop((0, 0, MARGIN + SIZES[Size.NORMAL], both.height))
    one = as_picture((CheckList(((Text("Passbook"),),)),), 384, font)
    assert blackness(boxes) == blackness(one.crop((0, 0, boxes.width, one.height))) > 0
    assert both.height > one.height


@NEEDS_HAN
def test_han_is_drawn_with_a_chinese_font() -> None:
    picture = as_picture((Text("職訓諮詢"),), 384, HAN)
    ink = ink_of(picture)
    assert ink is not None
    assert ink[2] - ink[0] > 3 * SIZES[Size.NORMAL]


@NEEDS_HAN
def test_one_character_without_a_glyph_is_a_mark_in_its_line() -> None:
    assert Pen(HAN, 30).writable("王\U0010fffd明") == "王?明"


def test_without_a_chinese_font_han_is_left_out_not_drawn_as_boxes() -> None:
    assert as_picture((Text("職訓諮詢，年滿15歲"),), 384, None).height == 0
    latin_only: Paper = (Text("Training"), CheckList(((Text("Passbook"),),)))
    both: Paper = (
        Text("職訓諮詢"),
        Text("Training"),
        CheckList(((Text("存摺影本"), Text("Passbook")), (Text("身分證"),))),
    )
    assert (
        as_picture(both, 384, None).tobytes()
        == as_picture(latin_only, 384, None).tobytes()
    )


def test_a_font_without_latin_letters_borrows_them() -> None:
    droid = Font("DroidSansFallbackFull.ttf")
    try:
        ImageFont.truetype(droid.file, 30)
    except OSError:
        pytest.skip("no font without Latin letters here")
    assert Pen(droid, 30).writable("身分證 ID") == "身分證 ID"
    assert Pen(droid, 30).length("ID") == Pen(None, 30).length("ID") > 0


def test_there_is_no_font_where_none_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    search: Callable[[], Font | None] = find_font.__wrapped__
    monkeypatch.setattr("printers.faces.FONTS", (Font("no-such-font.ttc", 3),))
    assert search() is None


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300))
def test_anything_can_be_drawn(words: str) -> None:
    paper: Paper = (
        Text(words),
        Number(words),
        Rule(),
        CheckList(((Text(words), Text(words)),)),
        Code(words[:100]),
    )
    for font in (HAN, None):
        assert as_picture(paper, 384, font).width == 384


@settings(max_examples=40, deadline=None)
@given(
    st.text("職訓諮詢（登記）。，ABCjgQW 019ếđ-/", max_size=120),
    st.sampled_from(list(Size)),
)
def test_no_letter_is_cut_off_at_the_edge(words: str, size: Size) -> None:
    for font in (HAN, None):
        picture = as_picture((Text(words, size),), 384, font)
        ink = ink_of(picture)
        if ink is not None:
            assert ink[0] >= MARGIN / 2 and ink[2] <= 384 - MARGIN / 2
            assert ink[1] > 0 and ink[3] < picture.height
