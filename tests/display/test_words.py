"""Texts that keep to a width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from display.content.words import Tongues, cut, on_a_line, wrapped
from shared.office.model import Office
from shared.text.catalogue import columns

_TEXTS = st.text("ab (),.，。（）失業給付x1 ", max_size=60)


@given(_TEXTS, st.integers(2, 40))
def test_lines_keep_to_the_width_and_lose_nothing(words: str, width: int) -> None:
    lines = wrapped(words, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


@given(_TEXTS, st.integers(0, 40))
def test_a_cut_text_keeps_to_the_width(words: str, width: int) -> None:
    assert columns(cut(words, width)) <= width


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrapped("失業給付，初次", 8) == ["失業給", "付，初次"]


def test_english_breaks_at_spaces() -> None:
    assert wrapped("Short counselling here", 12) == ["Short", "counselling", "here"]


def test_what_is_cut_says_so() -> None:
    assert cut("Employment counselling", 15) == "Employment c..."


def test_the_second_language_is_cut_only_where_enough_of_it_is_left() -> None:
    assert on_a_line(("就業諮詢", "Employment counselling"), 24) == (
        "就業諮詢 Employment c..."
    )
    assert on_a_line(("就業諮詢", "Employment counselling"), 20) == "就業諮詢"
    assert on_a_line(("櫃檯", "Counter"), 12) == "櫃檯 Counter"


def test_the_office_s_own_language_leads(office: Office) -> None:
    tongues = Tongues.of(office)
    assert tongues.languages == ("zh-TW", "en")
    assert tongues.phrase(office.name) == ("示範就業中心", "Demo Employment Centre")
