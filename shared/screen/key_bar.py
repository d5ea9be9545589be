"""The keys at the foot: two rows, each key in a place of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content

from shared.screen.block import Block
from shared.screen.key_table import KeyNames, KeyTable
from shared.screen.paint import (
    LIKELY,
    MUTED,
    PLAIN,
    PLATE,
    QUIET,
    cut,
    put,
    row,
)
from shared.text import palette
from shared.text.catalogue import Catalogue, columns

_NARROW: Final = 72


@dataclass(frozen=True, slots=True)
class KeyBarView:
    """What the keys say now."""

    say: Catalogue
    names: KeyNames
    sentence: str
    """What Enter does."""
    is_ready: bool
    """Whether Enter does anything."""
    hint: str
    lawful: frozenset[str]
    likely: frozenset[str] = frozenset()
    """Keys whose letters turn yellow."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One key's place in a row."""

    do: str
    column: int
    width: int


def cells_of(
    table: KeyTable, width: int, say: Catalogue
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The places of the keys in both rows, Enter's and its hint's first."""
    enter, function, *others = table.widths(width, say)
    rows: tuple[list[Cell], list[Cell]] = (
        [Cell("go_on", 0, enter)],
        [Cell("", 0, enter)],
    )
    column = enter
    for places, room in zip(table.places, (function, *others), strict=True):
        if not room or column + room > width:
            continue
        for at, dos in enumerate(places):
            for place, do in enumerate(dos):
                rows[at].append(Cell(do, column + place * room, room))
        column += room * max(map(len, places))
    if table.sharing is not None:
        _share(rows, *table.sharing)
    return tuple(rows[0]), tuple(rows[1])


def _share(rows: tuple[list[Cell], list[Cell]], do: str, other: str, left: int) -> None:
    """Let a key without a place of its own have the right part of another's."""
    if any(cell.do == other for row in rows for cell in row):
        return
    for cells in rows:
        for at, cell in enumerate(cells):
            if cell.do == do:
                right = Cell(other, cell.column + left, cell.width - left)
                cells[at : at + 1] = [Cell(do, cell.column, left), right]
                return


def draw_keys(view: KeyBarView, width: int, height: int) -> Sequence[Content]:
    """Both rows; where there is no room one, with Enter and what does something."""
    if width < _NARROW or height < 2:
        return [_one_row(view, width)]
    rows = []
    for cells in cells_of(view.names.table, width, view.say):
        line = Content("")
        for cell in cells:
            gap = cell.column - line.cell_length
            line = line.pad_right(gap) + _cell(cell, view)
        rows.append(line)
    return rows


def _cell(cell: Cell, view: KeyBarView) -> Content:
    if cell.do == "go_on":
        return _enter(view, cell.width)
    if not cell.do:
        return put(f" {view.hint}", cell.width, MUTED)
    return _key(cell.do, view, cell.width)


def _enter(view: KeyBarView, width: int) -> Content:
    words = f" {view.names['go_on']}  {view.sentence}"
    style = LIKELY if view.is_ready else QUIET
    return put(words, width, style)


def _key(do: str, view: KeyBarView, width: int) -> Content:
    key, name = view.names.table.key(do), view.names[do]
    is_lawful = do in view.lawful
    word = view.say(key.word)
    room = width - columns(name) - 2
    if key.short and columns(word) > room:
        word = view.say(key.short)
    if not is_lawful:
        return put(f"{name} {word}", width - 1, QUIET) + put("", 1)
    plate = PLATE
    if do in view.likely:
        plate = f"bold {palette.ACCENT} on {palette.PANEL}"
    return row((name, plate), " ", (cut(word, room), PLAIN)).pad_right(
        width - columns(name) - 1 - columns(cut(word, room))
    )


def _one_row(view: KeyBarView, width: int) -> Content:
    line = row((f" {view.names['go_on']} {view.sentence} ", LIKELY))
    if not view.is_ready:
        line = row((f" {view.names['go_on']} {view.sentence} ", QUIET))
    table = view.names.table
    for do in table.brief:
        if do not in view.lawful:
            continue
        cell = row(
            " ", (view.names[do], PLATE), (f" {view.say(table.key(do).word)}", PLAIN)
        )
        if line.cell_length + cell.cell_length <= width:
            line = line + cell
    return line


class KeyBar(Block):
    """The key bar; a key that is clicked is pressed."""

    DEFAULT_CSS = f"""
    KeyBar {{ height: 2; background: {palette.BACKGROUND}; }}
    """

    def __init__(self, table: KeyTable, say: Catalogue) -> None:
        super().__init__(draw_keys, id="keys")
        self._table, self.say = table, say

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        event.stop()
        event.prevent_default()
        if event.button != 1 or not 0 <= event.y < 2:
            return
        if self.size.width < _NARROW or self.size.height < 2:
            cells: tuple[Cell, ...] = (Cell("go_on", 0, self.size.width),)
        else:
            cells = cells_of(self._table, self.size.width, self.say)[event.y]
        for cell in cells:
            if cell.do and cell.column <= event.x < cell.column + cell.width:
                self.post_message(self.Pressed(self, cell.do))
