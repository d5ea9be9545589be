"""Painting: never outside, nothing cut, and every text says where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.canvas.canvas import Align, Surface
from shared.canvas.cells import LOWER, UPPER, Run, clusters, columns_of, text_columns
from shared.canvas.grid import Box, Grid
from shared.canvas.icons import ICONS, icon_mask
from shared.canvas.mask import EMPTY
from shared.canvas.said import Kind
from shared.canvas.words import Words
from shared.text.palette import CARD, EDGE, FOREGROUND, LETTERS, NIGHT, contrast
from tests.shared.canvas.samples import FINE, coarse, needs
from tests.support import assert_golden

WORDS = Words()
TEXTS = st.text(max_size=30) | st.sampled_from(
    [
        "失業給付初次申請",
        "Tiếng Việt",
        "ภาษาไทย ที่นี่",
        "A 中文 mixed, 10-25",
        "👩‍👩‍👧 ok",
        "\u0301a",
    ]
)
PLACES = st.builds(
    Box, st.integers(-40, 90), st.integers(-40, 90), st.integers(0, 120),
    st.integers(0, 80),
)  # fmt: skip


def _dots(page: Surface) -> list[list[tuple[str, str]]]:
    """The colours of the upper and lower half of every cell, words as their ground."""
    found = []
    for row in page.rows():
        cells: list[tuple[str, str]] = []
        for run in row:
            for each in clusters(run.text):
                pair = {UPPER: (run.ink, run.ground), LOWER: (run.ground, run.ink)}
                cells += [pair.get(each, (run.ground, run.ground))] * columns_of(
                    each[0]
                )
        found.append(cells)
    return found


def _whole(rows: list[tuple[Run, ...]], grid: Grid) -> None:
    assert len(rows) == grid.rows
    for row in rows:
        assert sum(run.columns for run in row) == grid.columns
        for run in row:
            assert run.columns == text_columns(run.text), run


@settings(deadline=None, max_examples=150)
@given(TEXTS, PLACES, st.integers(0, 100), st.sampled_from(Align), st.integers(1, 2))
def test_words_never_leave_their_box(
    text: str, box: Box, size: int, align: Align, lines: int
) -> None:
    page = Surface(Grid(96, 40), NIGHT, WORDS)
    page.words(text, box, FOREGROUND, size, align=align, lines=lines)
    _whole(page.rows(), page.grid)
    for said in page.said:
        if said.kind is not Kind.TERMINAL:
            assert box.holds(said.box)
    room = box if not page.said else page.said[0].room
    for y, row in enumerate(_dots(page)):
        for x, cell in enumerate(row):
            for half, colour in enumerate(cell):
                inside = room.holds(Box(x, 2 * y + half, 1, 1))
                assert inside or colour == NIGHT


@settings(deadline=None, max_examples=150)
@given(PLACES, st.integers(0, 60), st.sampled_from(sorted(ICONS)), st.text(max_size=5))
def test_shapes_never_leave_the_surface(
    box: Box, size: int, icon: str, text: str
) -> None:
    page = Surface(Grid(60, 30, (5, 13)), NIGHT, WORDS)
    page.card(box, CARD, EDGE, radius=size // 4)
    page.icon(icon, box.x, box.y, size, FOREGROUND)
    page.strokes(text, box, FOREGROUND, size)
    page.ticket("A" + text, box.x, box.y, size, FOREGROUND, LETTERS[0])
    _whole(page.rows(), page.grid)


@given(
    st.lists(
        st.tuples(
            TEXTS, st.integers(-3, 30), st.integers(-1, 5), st.integers(0, 30),
            st.sampled_from(Align),
        ),
        max_size=6,
    ),
    PLACES,
)  # fmt: skip
def test_the_terminals_words_are_never_halved(
    texts: list[tuple[str, int, int, int, Align]], box: Box
) -> None:
    page = Surface(Grid(24, 4), NIGHT, WORDS)
    for text, column, row, columns, align in texts:
        page.write(text, column, row, columns, FOREGROUND, align=align)
        _whole(page.rows(), page.grid)
    page.fill(box, CARD)
    _whole(page.rows(), page.grid)


def test_a_wide_character_is_left_out_whole() -> None:
    page = Surface(Grid(12, 1), NIGHT, WORDS)
    page.write("取號機", 0, 0, 5, FOREGROUND)
    page.write("x", 1, 0, 1, FOREGROUND)
    assert "".join(run.text for run in page.rows()[0]) == " x號…" + " " * 7
    assert [said.is_cut for said in page.said] == [True, False]


def test_a_small_terminal_as_text() -> None:
    rows = coarse(Words()).rows()
    text = "\n".join("".join(run.text for run in row).rstrip() for row in rows) + "\n"
    assert_golden(Path(__file__).parent / "golden" / "coarse.txt", text)


def test_a_page_says_what_it_shows_and_nothing_overlaps() -> None:
    page = needs(WORDS)
    said = [each for each in page.said if each.kind is not Kind.ICON]
    assert "失業給付" in [each.text for each in said]
    for number, one in enumerate(page.said):
        assert one.room.holds(one.box) and not one.is_cut, one
        for other in page.said[number + 1 :]:
            assert not one.box.meets(other.box), (one, other)
    for each in page.said:
        for ground in each.grounds:
            assert contrast(each.ink, ground) >= 7, each


def test_words_for_a_kiosk_are_large_enough() -> None:
    """Capitals of 7.3 mm at 0.6 m (EN 301 549 5.1.4) on 21.5 inches, from 12 dots."""
    mask = WORDS.mask("H", 12)
    assert mask is not None and FINE.mm(mask.height, 21.5) >= 7.3


def test_an_icon_is_left_out_where_it_would_be_too_small() -> None:
    assert icon_mask("clock", 7) == EMPTY == icon_mask("no-such-icon", 20)
    drawn = {name: icon_mask(name, 20) for name in ICONS}
    assert all(any(mask.levels) for mask in drawn.values())
    assert len({mask.levels for mask in drawn.values()}) == len(ICONS)


@pytest.mark.parametrize("columns", [0, 1, 10, 96])
def test_a_code_is_whole_or_absent(columns: int) -> None:
    page = Surface(Grid(columns, 27), NIGHT, WORDS)
    covered = page.qr("https://example.org/1", page.box)
    assert page.box.holds(covered)
    assert (covered.width > 0) == (columns == 96)
    assert covered.width == covered.height
