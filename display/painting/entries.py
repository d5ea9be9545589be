"""Texts behind marks, in one column or two, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from display.content.flow import Told
from display.painting.page import Page, Role
from shared.canvas.boxes import columns
from shared.canvas.grid import Box
from shared.text.palette import QUIET

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
    told: Told
    lines: int
    """Of its words, without the second language."""
    height: int


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries that stand on a page at once."""

    role: Role
    columns: tuple[tuple[Entry, ...], ...]
    has_second: bool = False
    """Whether the second language stands below each."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be read."""
        return tuple(each.told.words for column in self.columns for each in column)


@dataclass(frozen=True, slots=True)
class Look:
    """How entries are painted, each by its place among all."""

    mark: Callable[[int, Box], None]
    """Paints what stands before the words."""
    ink: Callable[[int], str]
    after: Callable[[int, Box], None] | None = None
    """Paints what may stand in the room behind them."""


def entry_pages(
    page: Page, told: Sequence[Told], box: Box, *, is_narrow: bool = False
) -> list[Entries]:
    """The texts on the fewest pages; what finds no room even alone is cut."""
    found = whole_pages(page, told, box, is_narrow=is_narrow)
    if found:
        return found
    high = max(2, min(box.height, 2 * page.line(Role.NOTE)))
    return [
        Entries(Role.NOTE, ((Entry(number, each, 2, high),),))
        for number, each in enumerate(told)
    ]


def whole_pages(
    page: Page,
    told: Sequence[Told],
    box: Box,
    *,
    is_narrow: bool = False,
    most: int | None = None,
) -> list[Entries]:
    """The texts whole on the fewest pages, in the largest words that allow it; or none.

    `most`: on so many pages at most, if it can be, but in the largest words.
    """
    has_second = any(each.second for each in told)
    found = []
    for role, is_double in _sizes(page, has_second=has_second):
        ways = [
            _pages(page, told, box, role, across, has_second=is_double)
            for across in ((1,) if is_narrow else (1, 2))
        ]
        found += [min(whole, key=len) for whole in [list(filter(None, ways))] if whole]
    if most is not None:
        few = [each for each in found if len(each) <= most]
        unbroken = (each for each in few if all(map(_is_unbroken, each)))
        return next(unbroken, min(few or found, key=len, default=[]))
    return min(found, key=len, default=[])


def _is_unbroken(shown: Entries) -> bool:
    return all(each.lines == 1 for column in shown.columns for each in column)


def _sizes(page: Page, *, has_second: bool) -> list[tuple[Role, bool]]:
    """In what words, and whether with the second language; the best first."""
    roles = [Role.STEP, Role.NOTE] if page.is_written else [Role.STEP, Role.BODY]
    both = [(role, True) for role in roles] if has_second else []
    return [*both, *((role, False) for role in roles), (Role.NOTE, False)]


def _pages(
    page: Page,
    told: Sequence[Told],
    box: Box,
    role: Role,
    across: int,
    *,
    has_second: bool,
) -> list[Entries]:
    wide = (box.width - page.gap * 2 * (across - 1)) // across - _mark_room(page, role)
    if has_second and any(page.width(each.second, Role.NOTE) > wide for each in told):
        return []
    entries = [
        _entry(page, number, each, wide, role, has_second=has_second)
        for number, each in enumerate(told)
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
            return [Entries(role, each, has_second) for each in spread]
    return [Entries(role, each, has_second) for each in least]


def _entry(
    page: Page, number: int, told: Told, wide: int, role: Role, *, has_second: bool
) -> Entry:
    lines = len(page.lines(told.words, max(1, wide), role))
    gap = 0 if page.is_written else page.gap // 4 * 2
    words = lines * page.line(role)
    words += page.line(Role.NOTE) if has_second and told.second else 0
    height = max(words, _mark_size(page, role)) + gap
    return Entry(number, told, lines, -(-height // 2) * 2)


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


def paint_entries(page: Page, shown: Entries, box: Box, look: Look) -> None:
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
            _paint_entry(page, entry, place, shown, look)
            y += entry.height + air


def _paint_entry(
    page: Page, entry: Entry, place: Box, shown: Entries, look: Look
) -> None:
    role = shown.role
    size, line = _mark_size(page, role), page.line(role)
    second = entry.told.second if shown.has_second else ""
    below = page.line(Role.NOTE) if second else 0
    is_written = page.writes(role)
    wide = _MARK_COLUMNS if is_written else size
    spare = max(0, place.height - entry.lines * line - below)
    top = place.y + spare // 4 * 2
    # The mark stands before the first line.
    y = top + (line - size) // 4 * 2 if entry.lines > 1 or below else place.y
    if not is_written and entry.lines == 1 and not below:
        y = place.y + (place.height - size) // 2
    look.mark(entry.number, Box(place.x, max(place.y, y), wide, size))
    left = place.x + _mark_room(page, role)
    room = Box(left, top, max(0, place.right - left), entry.lines * line)
    drawn = _paint_words(page, entry, room, role, look.ink(entry.number))
    if second:
        under = Box(left, room.bottom, room.width, below)
        page.text(second, under, QUIET, Role.NOTE)
    if look.after is not None and entry.lines == 1:
        rest = drawn.right + page.gap
        free = Box(rest, top, max(0, place.right - rest), line)
        look.after(entry.number, free)


def _paint_words(page: Page, entry: Entry, room: Box, role: Role, ink: str) -> Box:
    line = page.line(role)
    found = page.lines(entry.told.words, max(1, room.width), role)
    kept = found[: entry.lines]
    if len(found) > len(kept):
        kept[-1] = " ".join(found[len(kept) - 1 :])
    drawn = room
    for number, words in enumerate(kept):
        row = Box(room.x, room.y + number * line, room.width, line)
        drawn = page.text(words, row, ink, role)
    return drawn


def _mark_size(page: Page, role: Role) -> int:
    return (
        2 if page.writes(role) else min(page.line(role), round(page.em(role) * _MARK))
    )


def _mark_room(page: Page, role: Role) -> int:
    """Columns of dots for a mark and what is between it and its words."""
    if page.writes(role):
        return _MARK_COLUMNS + 1
    return _mark_size(page, role) + max(2, page.gap)
