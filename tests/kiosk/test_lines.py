"""Which texts stay when room is short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.lines import Line, fit, row_count

NAME = Line("Job seeking", 0, "bold")
WAITING = Line("Waiting: 3", 1)
BESIDE = Line("求職登記", 2)

texts = st.text(st.sampled_from("ab 求職é、[/]$"), min_size=1, max_size=40).map(
    str.strip
)
all_lines = st.lists(
    st.builds(Line, texts, st.integers(0, 5), beside=texts, may_be_cut=st.booleans())
)


def plain(*lines: Line, width: int, height: int) -> list[str]:
    return [row.plain for row in fit(lines, width, height)]


def test_all_lines_in_their_order_where_there_is_room() -> None:
    rows = plain(NAME, BESIDE, WAITING, width=20, height=3)
    assert rows == ["Job seeking", "求職登記", "Waiting: 3"]


def test_the_least_important_line_goes_first() -> None:
    assert plain(NAME, BESIDE, WAITING, width=20, height=2) == [
        "Job seeking",
        "Waiting: 3",
    ]
    assert plain(NAME, BESIDE, WAITING, width=20, height=1) == ["Job seeking"]


def test_the_other_language_stands_beside_or_beneath_or_goes() -> None:
    line = Line("請取號", beside="Take a number")
    assert plain(line, width=30, height=1) == ["請取號  Take a number"]
    assert plain(line, width=15, height=2) == ["請取號", "Take a number"]
    assert plain(line, WAITING, width=15, height=2) == ["請取號", "Waiting: 3"]


def test_what_may_be_cut_says_at_least_its_beginning() -> None:
    long = Line("the share is away and nobody knows why", 1, may_be_cut=True)
    assert plain(NAME, long, width=14, height=3) == [
        "Job seeking",
        "the share is",
        "away and...",
    ]
    assert plain(NAME, long, width=14, height=1) == ["Job seeking"]


def test_markup_is_only_text() -> None:
    assert plain(Line("[b]A [/] B"), width=30, height=1) == ["[b]A [/] B"]


def test_a_line_without_words_takes_no_row() -> None:
    assert plain(Line(""), NAME, width=20, height=2) == ["Job seeking"]


def test_no_room_no_rows() -> None:
    assert plain(NAME, width=0, height=3) == plain(NAME, width=9, height=0) == []


@given(all_lines, st.integers(4, 60), st.integers(1, 12))
def test_never_more_than_the_room(lines: list[Line], width: int, height: int) -> None:
    rows = fit(lines, width, height)
    assert len(rows) <= height
    assert all(row.cell_length <= width for row in rows)


@given(all_lines, st.integers(2, 60))
def test_with_room_for_all_all_are_there(lines: list[Line], width: int) -> None:
    height = row_count(lines, width)
    assert len(fit(lines, width, height)) == height
