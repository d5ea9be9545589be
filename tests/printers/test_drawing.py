"""How a ticket looks as a picture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printers.drawing.faces import Pen, find_fonts
from printers.drawing.picture import MARGIN, MODULE, SIZES, SMALLEST_MODULE, as_picture
from printers.papers.paper import (
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
from printers.papers.trial import WIDTHS as ALL_WIDTHS
from shared.canvas.fonts import Font
from shared.canvas.qr import QUIET_ZONE, matrix

Fonts = tuple[Font, ...]
HERE = find_fonts()
WIDTHS = pytest.mark.parametrize("dots", ALL_WIDTHS)
FONTS = pytest.mark.parametrize("fonts", dict.fromkeys([HERE, ()]))


def ink_of(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom) around everything black."""
    return ImageChops.invert(picture.convert("L")).getbbox()


def blackness(picture: Image.Image) -> int:
    """How many dots are black."""
    return picture.convert("L").histogram()[0]


@WIDTHS
def test_a_rule_goes_from_margin_to_margin(dots: int) -> None:
    picture = as_picture((Rule(),), dots, ())
    ink = ink_of(picture)
    assert ink is not None
    assert (picture.mode, picture.width) == ("1", dots)
    assert (ink[0], ink[2]) == (MARGIN, dots - MARGIN)


@WIDTHS
@FONTS
def test_what_a_ticket_says_stays_within_the_margins(
    paper: Paper, dots: int, fonts: Fonts
) -> None:
    inks = [ink_of(as_picture((block,), dots, fonts)) for block in paper]
    assert None not in inks or fonts == ()
    for ink in filter(None, inks):
        assert MARGIN <= ink[0] <= QUIET_ZONE * MODULE
        assert ink[2] <= dots - MARGIN


@WIDTHS
@FONTS
@pytest.mark.parametrize("size", Size)
def test_a_long_text_fills_its_lines(dots: int, fonts: Fonts, size: Size) -> None:
    picture = as_picture((Text("work " * 100, size),), dots, fonts)
    ink = ink_of(picture)
    assert ink is not None
    room = dots - 2 * MARGIN
    pen = Pen(fonts, SIZES[size])
    # The blank behind the last word of a line has no ink.
    filled = ink[2] - ink[0] + pen.length(" ")
    assert room - pen.length("work ") < filled and ink[2] - ink[0] <= room


@WIDTHS
def test_the_code_is_drawn_to_the_dot_with_its_quiet_zone(dots: int) -> None:
    modules = matrix("JIAOHAO 2026-11-23 A012")
    picture = as_picture((Code("JIAOHAO 2026-11-23 A012"),), dots, ())
    side = len(modules) * MODULE
    assert picture.height == side
    for y in range(side):
        for x in range(side):
            is_black = not picture.getpixel((x, y))
            assert is_black == modules[y // MODULE][x // MODULE]
    ink = ink_of(picture)
    quiet = QUIET_ZONE * MODULE
    assert ink == (quiet, quiet, side - quiet, side - quiet)


def test_a_code_too_large_for_the_paper_is_said_in_words() -> None:
    words = "JIAOHAO " * 200
    assert len(matrix(words)) * SMALLEST_MODULE > 384
    said = as_picture((Text(words, Size.SMALL),), 384, ())
    assert as_picture((Code(words),), 384, ()).tobytes() == said.tobytes()


@WIDTHS
@FONTS
@pytest.mark.parametrize("label", ["A012", "A1000", "JQ123456789"])
def test_a_number_is_larger_than_anything_and_whole(
    dots: int, fonts: Fonts, label: str
) -> None:
    picture = as_picture((Number(label),), dots, fonts)
    ink = ink_of(picture)
    assert ink is not None
    left, top, right, bottom = ink
    assert left >= MARGIN and right <= dots - MARGIN
    assert top > 0 and bottom < picture.height
    assert bottom - top > SIZES[Size.LARGE]
    assert right - left > dots / 2


def test_a_number_of_nothing_takes_no_paper_to_speak_of() -> None:
    assert as_picture((Number(" "),), 576, ()).height < SIZES[Size.LARGE] * 2


def test_a_number_too_long_for_one_line_takes_more() -> None:
    picture = as_picture((Number("A" * 60),), 384, ())
    assert picture.height > 2 * SIZES[Size.LARGE]


@FONTS
def test_a_list_has_one_box_for_each_thing(fonts: Fonts) -> None:
    both = as_picture((CheckList(((Text("Passbook"), Text("Copy")),)),), 384, fonts)
    boxes = both.crop((0, 0, MARGIN + SIZES[Size.NORMAL], both.height))
    one = as_picture((CheckList(((Text("Passbook"),),)),), 384, fonts)
    assert blackness(boxes) == blackness(one.crop((0, 0, boxes.width, one.height))) > 0
    assert both.height > one.height


def test_what_was_drawn_before_changes_nothing() -> None:
    below: Paper = (CheckList(((Text("Passbook"), Text("A copy of it")),)),)
    before = as_picture(below, 384, ())
    first: Paper = (CheckList(((Text("A copy of it"),),)),)
    assert as_picture(first, 384, ()).tobytes() != before.tobytes()
    assert as_picture(below, 384, ()).tobytes() == before.tobytes()


def test_han_is_drawn_with_a_chinese_font() -> None:
    picture = as_picture((Text("職訓諮詢"),), 384, HERE)
    ink = ink_of(picture)
    assert ink is not None
    assert ink[2] - ink[0] > 3 * SIZES[Size.NORMAL]


def test_one_character_without_a_glyph_is_a_mark_in_its_line() -> None:
    assert Pen(HERE, 30).writable("王\U0010fffd明") == "王?明"


def test_without_a_chinese_font_han_is_left_out_not_drawn_as_boxes() -> None:
    assert as_picture((Text("職訓諮詢，年滿15歲"),), 384, ()).height == 0
    latin_only: Paper = (Text("Training"), CheckList(((Text("Passbook"),),)))
    both: Paper = (
        Text("職訓諮詢"),
        Text("Training"),
        CheckList(((Text("存摺影本"), Text("Passbook")), (Text("身分證"),))),
    )
    assert (
        as_picture(both, 384, ()).tobytes() == as_picture(latin_only, 384, ()).tobytes()
    )


@pytest.mark.parametrize("words", ["Nguyễn Thị Hương – đường", "Giấy tờ cần mang"])
def test_vietnamese_is_drawn_with_all_its_accents(words: str) -> None:
    assert Pen(HERE, 30).writable(words) == words


def test_without_a_font_for_it_vietnamese_loses_only_its_accents() -> None:
    pen = Pen((), 30)
    assert pen.writable("Nguyễn – đường") == "Nguyen - duong"
    assert pen.writable("Nguye\N{COMBINING TILDE}n") == "Nguyen"


def test_thai_is_drawn_shaped_and_no_mark_is_torn_off() -> None:
    words = "สำเนาสมุดบัญชีเงินฝากธนาคารของท่านที่นี่"
    pen = Pen(HERE, 30)
    assert pen.writable(words) == words
    assert pen.length("ที่") == pytest.approx(pen.length("ท"), abs=1)
    assert as_picture((Text(words),), 384, HERE).height > 0


def test_without_a_thai_font_thai_is_left_out_not_drawn_as_boxes() -> None:
    assert as_picture((Text("กรุณากดบัตรคิว"),), 384, ()).height == 0
    assert Pen((), 30).writable("คิวของคุณ A012") == ""
    assert Pen((), 30).writable("คิว Queue A012") == "Queue A012"


def test_a_word_that_no_font_has_is_left_out_of_its_line() -> None:
    pen = Pen((), 30)
    assert pen.writable("認定結果  Result") == "Result"
    assert pen.writable("補印  COPY") == "COPY"
    assert pen.writable("前面還有 3 位") == ""
    assert pen.writable("等候時間約 100–120 分鐘") == ""


@FONTS
@pytest.mark.parametrize("words", ["محمد بن عبد الله", "שלום 12", "\U0001f600 王 Wang"])
def test_names_from_anywhere_stay_on_the_paper(words: str, fonts: Fonts) -> None:
    paper: Paper = (Text(words * 20), Number(words), Field(Text(words), (Text(words),)))
    picture = as_picture(paper, 384, fonts)
    ink = ink_of(picture)
    if ink is not None:
        assert ink[0] >= MARGIN / 2 and ink[2] <= 384 - MARGIN / 2


@FONTS
def test_each_bar_of_a_ruler_ends_at_its_last_dot(fonts: Fonts) -> None:
    picture = as_picture((Ruler(ALL_WIDTHS),), 384, fonts)
    assert picture.width == 576
    for width in ALL_WIDTHS:
        one = as_picture((Ruler((width,)),), 384, fonts)
        ink = ink_of(one)
        assert ink is not None
        assert (ink[0], ink[2]) == (0, width)


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
    for fonts in (HERE, ()):
        assert as_picture(paper, 384, fonts).width == 384


@settings(max_examples=40, deadline=None)
@given(
    st.text("職訓諮詢（登記）。，ABCjgQW 019ếđ-/", max_size=120),
    st.sampled_from(list(Size)),
)
def test_no_letter_is_cut_off_at_the_edge(words: str, size: Size) -> None:
    for fonts in (HERE, ()):
        picture = as_picture((Text(words, size),), 384, fonts)
        ink = ink_of(picture)
        if ink is not None:
            assert ink[0] >= MARGIN / 2 and ink[2] <= 384 - MARGIN / 2
            assert ink[1] > 0 and ink[3] < picture.height
