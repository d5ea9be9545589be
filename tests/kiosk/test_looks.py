"""What every page looks like, measured: colours, millimetres, room, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from kiosk.sheet import Sheet
from shared.canvas.cells import Run, clusters, columns_of
from shared.canvas.grid import Box, Grid, GridClass
from shared.canvas.said import Kind, Said
from shared.text.palette import FOREGROUND, contrast
from tests.kiosk.desk import WORDS
from tests.kiosk.pages import LANGUAGES, PAGES, SIZES, Painted, centre, every_page
from tests.short import IS_EVERY
from tests.support import assert_golden

GOLDEN = Path(__file__).parent / "golden"
PANEL = 21.5
"""Inches of the panel that the fine class is measured on (look.md 3)."""
CAPITAL_MM = 7.3
"""EN 301 549, 5.1.4, at 0.6 m."""
TARGET_MM = 20.0
"""look.md 7: both ways."""
READABLE = 7.0
"""WCAG 2.2, 1.4.6; of text on every ground it stands on."""
VISIBLE = 3.0
"""WCAG 2.2, 1.4.11; of icons."""

SOME = LANGUAGES if IS_EVERY else ("zh-TW", "vi", "th")
"""The shortest, the longest and the highest words."""
MEDIUM = (240, 67)
"""Drawn with few dots: a larger font, or an old panel."""
LONGEST, HIGHEST = "vi", "th"
TALLEST = (270, 240)
"""Half of all dots."""
MANY_DOTS = {TALLEST: [LONGEST], (480, 135): ["zh-TW", LONGEST], MEDIUM: [HIGHEST]}
"""Where painting takes long one language stands for others; `make looks`: all."""
FINE = [size for size in SIZES if Grid(*size).size is GridClass.FINE]


def _named(value: object) -> str:
    return f"{value[0]}x{value[1]}" if isinstance(value, tuple) else str(value)


def in_some_languages(*sizes: tuple[int, int]) -> pytest.MarkDecorator:
    """Every size in every language of SOME, those of many dots in fewer."""
    fewer = {} if IS_EVERY else MANY_DOTS
    looks = [(size, language) for size in sizes for language in fewer.get(size, SOME)]
    return pytest.mark.parametrize(("size", "language"), looks, ids=_named)


at_every_size = pytest.mark.parametrize("size", (*SIZES, MEDIUM), ids=_named)


def _texts(page: Painted) -> list[Said]:
    return [each for each in page.surface.said if each.kind is not Kind.ICON]


def _low_contrast(page: Painted, _grid: Grid) -> Iterator[object]:
    for each in page.surface.said:
        least = VISIBLE if each.kind is Kind.ICON else READABLE
        for ground in each.grounds:
            if contrast(each.ink, ground) < least:
                yield each.text, each.ink, ground


def _cut(page: Painted, _grid: Grid) -> Iterator[object]:
    yield from (each.text for each in page.surface.said if each.is_cut)


def _written(page: Painted, grid: Grid) -> Iterator[object]:
    """Where words are drawn a row of the terminal is too small to be read."""
    if grid.size in (GridClass.FINE, GridClass.MEDIUM):
        kinds = ((each.text, each.kind) for each in _texts(page))
        yield from (text for text, kind in kinds if kind is Kind.TERMINAL)


def _out_of_place(page: Painted, _grid: Grid) -> Iterator[object]:
    """Two on each other; one over the edge of a card or of the page."""
    texts = _texts(page)
    for one, other in combinations(texts, 2):
        if one.box.meets(other.box):
            yield one.text, other.text
    for each in texts:
        for edge in [page.box, *page.cards]:
            if edge.meets(each.box) and not edge.holds(each.box):
                yield each.text, edge


def _wrong_targets(page: Painted, _grid: Grid) -> Iterator[object]:
    for one, other in combinations(page.targets, 2):
        if one.box.cells.meets(other.box.cells):
            yield one.words, other.words
    for each in page.targets:
        if not page.box.holds(each.box) or not each.words:
            yield each.words


def _low_capitals(page: Painted, grid: Grid) -> Iterator[object]:
    if grid.size is GridClass.FINE:
        for each in _texts(page):
            if grid.mm(_capital(each), PANEL) < CAPITAL_MM:
                yield each.text, each.size


def _capital(said: Said) -> int:
    """Dots that a capital is high; one of the terminal's is under a row."""
    if said.kind is Kind.WORDS:
        mask = WORDS.mask("H", said.size)
        assert mask is not None
        return mask.height
    return said.box.height if said.kind is Kind.STROKES else 1


def _small_targets(page: Painted, grid: Grid) -> Iterator[object]:
    if grid.size is GridClass.FINE:
        for each in page.targets:
            if grid.mm(min(each.box.width, each.box.height), PANEL) < TARGET_MM:
                yield each.words, each.box


RULES = (
    _low_contrast,
    _cut,
    _written,
    _out_of_place,
    _wrong_targets,
    _low_capitals,
    _small_targets,
)
"""What may be on no page; each finds what is, in one page as it was painted."""


@in_some_languages(*SIZES, MEDIUM)
def test_every_page_keeps_every_rule(size: tuple[int, int], language: str) -> None:
    """One test, so that every page is painted once."""
    wrong = [
        (rule.__name__, name, *found)
        for name, page in every_page(size, language)
        for rule in RULES
        if (found := list(rule(page, Grid(*size))))
    ]
    assert wrong == []


@pytest.mark.parametrize("size", SIZES if IS_EVERY else SIZES[2:3], ids=str)
def test_a_focus_is_seen_on_every_target(size: tuple[int, int]) -> None:
    for name, page in PAGES.items():
        plain = page.sheet(size, "zh-TW")
        for target in plain.targets:
            focused = page.sheet(size, "zh-TW", focused=target.act)
            changed = _changed(plain, focused)
            assert changed, (name, target.words)
            assert all(target.box.cells.holds(each) for each in changed), name


@pytest.mark.parametrize("size", [(480, 135), (96, 27)], ids=str)
def test_in_large_letters_a_focus_changes_the_ground(size: tuple[int, int]) -> None:
    """A thicker line would be seen by who sees well only."""
    for name in ("large needs 1", "large documents 2", "large number", "large keys"):
        plain = PAGES[name].sheet(size, "zh-TW")
        for target in plain.targets:
            focused = PAGES[name].sheet(size, "zh-TW", focused=target.act)
            cells = target.box.cells
            least = cells.width * cells.height // 3
            assert len(_changed(plain, focused)) > least, (name, target.words)


def _changed(before: Sheet, after: Sheet) -> list[Box]:
    """The cells that look different in two paintings of a page."""
    found = []
    for y, rows in enumerate(
        zip(before.surface.rows(), after.surface.rows(), strict=True)
    ):
        one, other = (_cells(row) for row in rows)
        found += [Box(x, y, 1, 1) for x in range(len(one)) if one[x] != other[x]]
    return found


def _cells(row: Iterable[Run]) -> list[tuple[str, str, str]]:
    """What is seen in each cell: of an empty one only its ground."""
    return [
        (each, run.ink if each != " " else "", run.ground)
        for run in row
        for each in clusters(run.text)
        for _ in range(columns_of(each[0]))
    ]


def test_what_is_pressed_turns_white_at_once() -> None:
    page = PAGES["needs"]
    plain = page.sheet((96, 27), "zh-TW")
    for target in plain.targets:
        pressed = page.sheet((96, 27), "zh-TW", pressed=target.act)
        rows = pressed.surface.rows()
        middle = rows[(target.box.y + target.box.height // 2) // 2]
        grounds = [run.ground for run in middle for _ in range(run.columns)]
        assert grounds[target.box.right - 2] == FOREGROUND


MAIN = ("start", "needs", "services", "documents", "number", "no paper", "closed")


def placed(said: Said) -> str:
    """A text with where it stands and how large it is."""
    box = said.box
    where = f"{box.x:3} {box.y:3} {box.width:3}x{box.height:<3}"
    return f"{where} {said.kind:8} {said.size:2} {said.text}"


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize(
    "size", [(480, 135), (96, 27), (54, 48)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_says(size: tuple[int, int], language: str) -> None:
    """What the main pages say, and where the terminal writes it also where; in dots.

    Where words are drawn their place and size are the fonts' of this machine.
    """
    lines = []
    is_drawn = Grid(*size).size is GridClass.FINE
    for name in MAIN:
        sheet = PAGES[name].sheet(size, language)
        lines.append(f"# {name}")
        lines += [
            f"{each.kind:8} {each.text}" if is_drawn else placed(each)
            for each in sheet.surface.said
        ]
        lines += [
            f"> {each.box.x} {each.box.y} {each.box.width}x{each.box.height} {each.act}"
            for each in sheet.targets
        ]
    file = GOLDEN / f"{size[0]}x{size[1]}-{language}.txt"
    assert_golden(file, "\n".join(lines) + "\n")


@pytest.mark.parametrize("size", FINE, ids=_named)
def test_every_need_is_said_in_two_languages(size: tuple[int, int]) -> None:
    said = {each.text for each in PAGES["needs"].sheet(size, "zh-TW").surface.said}
    assert {need.name.say("en") for need in centre().needs} <= said


@at_every_size
def test_no_row_of_languages_has_letters_of_two_sizes(size: tuple[int, int]) -> None:
    sheet = PAGES["start"].sheet(size, "zh-TW")
    names = {"中文", "English", "Tiếng Việt", "Indonesia", "ภาษาไทย"}
    sizes = {each.text: each.size for each in sheet.surface.said if each.text in names}
    assert max(sizes.values()) - min(sizes.values()) <= 2, sizes
