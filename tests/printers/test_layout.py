"""How a ticket looks as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.drawing.layout import as_text
from printers.drawing.wrapping import wrap
from printers.papers.paper import (
    CheckList,
    Code,
    Field,
    Number,
    Paper,
    Rule,
    Ruler,
    Text,
    ticket_paper,
)
from shared.canvas.qr import code_lines
from shared.office.model import Office
from shared.text.catalogue import columns as width_of
from shared.trade.ticket import Ticket
from tests.support import assert_golden

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("columns", [32, 42])
@pytest.mark.parametrize("languages", [("zh-TW", "en"), ("en", "zh-TW")])
def test_a_ticket_looks_as_it_did(
    ticket: Ticket,
    office: Office,
    day: date,
    languages: tuple[str, ...],
    columns: int,
) -> None:
    office = replace(office, languages=languages)
    text = as_text(ticket_paper(ticket, office, day), columns)
    assert all(width_of(line) <= columns for line in text.splitlines())
    assert_golden(GOLDEN / f"ticket-{languages[0]}-{columns}.txt", text + "\n")


def test_the_code_is_drawn_where_there_is_room_and_said_elsewhere() -> None:
    rows = code_lines("JIAOHAO")
    assert as_text((Code("JIAOHAO"),), width_of(rows[0])).split("\n") == rows
    assert as_text((Code("JIAOHAO"),), width_of(rows[0]) - 1).strip() == "JIAOHAO"


def test_a_number_too_long_for_big_digits_is_still_there() -> None:
    assert as_text((Number("A1000000"),), 20).strip() == "A1000000"


def test_a_list_has_a_box_for_each_thing_and_none_for_its_translation() -> None:
    item = Text("存摺影本"), Text("Copy of the passbook")
    assert as_text((CheckList((item, item[:1])),), 18).split("\n") == [
        "[ ] 存摺影本",
        "    Copy of the",
        "    passbook",
        "[ ] 存摺影本",
    ]


@given(
    st.text(st.characters(codec=None), max_size=300),
    st.integers(min_value=10, max_value=90),
)
def test_nothing_is_wider_than_the_paper(words: str, columns: int) -> None:
    paper: Paper = (
        Text(words),
        Field(Text(words), (Text(words),)),
        Ruler((384, 576)),
        Number(words),
        Rule(),
        CheckList(((Text(words), Text(words)),)),
        Code(words[:100]),
    )
    for line in as_text(paper, columns).split("\n"):
        assert width_of(line) <= columns


def test_latin_breaks_between_words_and_han_anywhere_but_at_punctuation() -> None:
    assert wrap("Proof of identity", 10, width_of) == ["Proof of", "identity"]
    assert wrap("離職證明書", 6, width_of) == ["離職證", "明書"]
    assert wrap("帶正本。（影本）", 6, width_of) == ["帶正", "本。", "（影", "本）"]
    assert wrap("11月30日（週一）。", 13, width_of) == ["11月30日", "（週一）。"]
    assert wrap("第15日ABC", 6, width_of) == ["第15日", "ABC"]
    assert wrap("ABCDEFGH", 3, width_of) == ["ABC", "DEF", "GH"]
    assert wrap("  ", 3, width_of) == []


def test_a_thai_word_breaks_but_no_vowel_leaves_its_consonant() -> None:
    for width in range(3, 12):
        lines = wrap("เอกสารที่ต้องนำมาและเรียกคิวของคุณแล้ว", width, width_of)
        assert len(lines) > 2
        for before, after in pairwise(lines):
            assert before[-1] not in "เแโใไ", lines
            assert after[0] not in "ะาำ\u0e34\u0e35\u0e37\u0e48\u0e49", lines


@given(st.text("字，（）A b1ที่ำเ", max_size=60), st.integers(min_value=2, max_value=20))
def test_wrapping_loses_nothing_but_spaces(words: str, width: int) -> None:
    lines = wrap(words, width, width_of)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(width_of(line) <= width for line in lines)


@pytest.mark.parametrize(
    "syllables",
    [
        "กรุ ณากดบัตรคิว",
        "ประ มาณ",
        "ไม่ มี กระ ดาษ หมาย เลขจะ แสดงบนจอ",
        "คอมพิว เตอร์ ทำ งาน วัน นี้",
        "ญาติ ชาติ ไทยพันธุ์ ศัพท์",
        "บริ การ ระ บบกำ ลัง ดำ เนินการต่อ",
    ],
)
def test_thai_lines_end_where_a_syllable_does(syllables: str) -> None:
    words = syllables.replace(" ", "")
    ends = list(accumulate(len(each) for each in syllables.split()))
    longest = max(width_of(each) for each in syllables.split())
    for columns in range(longest, width_of(words) + 1):
        lines = wrap(words, columns, width_of)
        assert "".join(lines) == words
        assert {*accumulate(map(len, lines))} <= {*ends}, lines
