"""The running line: in which pieces a notice is told."""

from __future__ import annotations

import pytest

from display.painting.page import Page, Role
from display.painting.strip import line_parts
from shared.canvas.grid import Grid
from tests.display.scenes import known
from tests.kiosk.desk import WORDS


@pytest.mark.parametrize("wide", [320, 240, 200])
def test_a_notice_is_told_by_whole_phrases(wide: int) -> None:
    page = Page(Grid(wide, 67), WORDS)
    width = page.box.width - 2 * page.margin
    parts = line_parts(page, known().notices, width)
    assert all(page.width(each, Role.NAME) <= width for each in parts)
    ends = ("。", "，", "）。", ".", "?", "免費", "free")
    assert all(each.endswith(ends) for each in parts), parts
    assert "  " not in "".join(parts)


def test_what_is_one_long_phrase_is_told_in_pieces_of_about_one_length() -> None:
    page = Page(Grid(240, 67), WORDS)
    width = page.box.width - 2 * page.margin
    for phrase in ("請" * 20, "one two three four five six seven eight nine ten"):
        parts = line_parts(page, (phrase,), width)
        found = [page.width(each, Role.NAME) for each in parts]
        assert len(parts) > 1 and min(found) * 2 > max(found)
        assert "".join(parts).replace(" ", "") == phrase.replace(" ", "")
