"""Texts behind marks, in one column or two, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from display.painting.page import Page, Role
from shared.canvas.boxes import columns
from shared.canvas.grid import Box

Mark = Callable[[int, Box], None]
"""Paints the mark of an entry, by its place among all, into a box."""
_MOST_LINES: Final = 4
_MARK_COLUMNS: Final = 3
"""Of a mark that the terminal writes."""
_MARK: Final = 1.25
"""A mark is so many times as high as the em of its words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text as it stands behind its mark."""

    number: int
    """Its place among all."""
    text: str
    lines: int
    height: int


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries that stand on a page at once."""

    role: Role
    columns: tuple[tuple[Entry, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be read."""
        return tuple(each.text for column in self.columns for each in column)


def entry_pages(
    page: Page, texts: Sequence[str], box: Box, *, is_narrow: bool = False
) -> list[Entries]:
    """The texts on the fewest pages, in the largest words that allow it."""
    roles = (Role.NOTE,) if page.is_written else (Role.NAME, Role.BODY, Role.NOTE)
    found = [
        pages
        for role in roles
        for across in ((1,) if is_narrow else (1, 2))
        if (pages := _pages(page, texts, box, role, across))
    ]
    if found:
        return min(found, key=len)
    # Not even the smallest words stand whole: what is over is cut.
    high = max(2, min(box.height, 2 * page.line(Role.NOTE)))
    return [
        Entries(Role.NOTE, ((Entry(number, text, 2, high),),))
        for number, text in enumerate(texts)
    ]


def _pages(
    page: Page, texts: Sequence[str], box: Box, role: Role, across: int
) -> list[Entries]:
    wide = (box.width - page.gap * 2 * (across - 1)) // across - _mark_room(page, role)
    entries = [
        _entry(page, number, text, wide, role) for number, text in enumerate(texts)
    ]
    if wide < 1 or not entries:
        return []
    tallest = max(each.height for each in entries)
    if tallest > box.height or any(each.lines > _MOST_LINES for each in entries):
        return []
    least = _filled(entries, box.height, across)
    # Spread evenly: as low as the same number of pages allows.
    for height in range(tallest, box.height, 2):
        spread = _filled(entries, height, across)
        if len(spread) == len(least):
            return [Entries(role, each) for each in spread]
    return [Entries(role, each) for each in least]


def _entry(page: Page, number: int, text: str, wide: int, role: Role) -> Entry:
    lines = len(page.lines(text, max(1, wide), role))
    gap = 0 if page.is_written else page.gap // 2
    height = max(lines * page.line(role), _mark_size(page, role)) + gap
    return Entry(number, text, lines, -(-height // 2) * 2)


def _filled(
    entries: Sequence[Entry], height: int, across: int
) -> list[tuple[tuple[Entry, ...], ...]]:
    """Entries down the columns of page after page."""
    found: list[tuple[Entry, ...]] = []
    column: list[Entry] = []
    for entry in entries:
        if column and sum(each.height for each in column) + entry.height > height:
            found.append(tuple(column))
            column = []
        column.append(entry)
    found.append(tuple(column))
    return [
        tuple(found[first : first + across]) for first in range(0, len(found), across)
    ]


def paint_entries(
    page: Page, shown: Entries, box: Box, mark: Mark, ink: Callable[[int], str]
) -> None:
    """Paint the entries of a page, spread over the height where there is room."""
    across = len(shown.columns)
    longest = max(map(len, shown.columns))
    tallest = max(sum(each.height for each in column) for column in shown.columns)
    air = max(0, box.height - tallest) // (longest + 1) // 2 * 2
    air = min(air, page.line(shown.role) // 2 // 2 * 2)
    for column, cell in zip(
        shown.columns, columns(box, [1] * across, page.gap * 2), strict=True
    ):
        y = cell.y
        for entry in column:
            place = Box(cell.x, y, cell.width, entry.height)
            _paint_entry(page, entry, place, shown.role, mark, ink(entry.number))
            y += entry.height + air


def _paint_entry(
    page: Page, entry: Entry, place: Box, role: Role, mark: Mark, ink: str
) -> None:
    size = _mark_size(page, role)
    line = page.line(role)
    wide = _MARK_COLUMNS if page.is_written else size
    top = place.y + max(0, place.height - entry.lines * line) // 4 * 2
    # The mark stands before the first line.
    y = top + (line - size) // 4 * 2 if entry.lines > 1 else place.y
    if not page.is_written and entry.lines == 1:
        y = place.y + (place.height - size) // 2
    mark(entry.number, Box(place.x, max(place.y, y), wide, size))
    left = place.x + _mark_room(page, role)
    found = page.lines(entry.text, max(1, place.right - left), role)
    kept = found[: entry.lines]
    if len(found) > len(kept):
        kept[-1] = " ".join(found[len(kept) - 1 :])
    for number, words in enumerate(kept):
        row = Box(left, top + number * line, max(0, place.right - left), line)
        page.text(words, row, ink, role)


def _mark_size(page: Page, role: Role) -> int:
    return 2 if page.is_written else round(page.em(role) * _MARK)


def _mark_room(page: Page, role: Role) -> int:
    """Columns of dots for a mark and what is between it and its words."""
    return _MARK_COLUMNS + 1 if page.is_written else _mark_size(page, role) + page.gap
