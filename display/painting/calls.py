"""How the number board looks in so many columns and rows: lines of text and style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from display.content.board import Newest, Others, Row, Waiting
from display.content.words import cut, on_a_line, padded
from display.painting.blocks import Pairing, stacked_scale
from shared.canvas.letters import big, big_size, fitting_scale
from shared.text.catalogue import columns
from shared.trade.hall import Call

_FRESH: Final = "$background on $primary"
_CELL_GAP: Final = 4
_PLAIN_GAP: Final = 3
_LABEL_WIDTH: Final = 5
"""A letter and four digits: a kiosk's reserve."""
_SERVICE_WIDTH: Final = 56
"""Columns for a service and how many wait, before a second one stands beside it."""


def paint_newest(view: Newest, width: int, height: int) -> list[Content]:
    """The newest call, as large as fits, in the middle of the area."""
    word = on_a_line(view.word, width, between="  ")
    if view.call is None:
        return _in_the_middle([word], columns(word), width, height)
    block, block_width = _newest_block(view, view.call, width, height - 1)
    if height < 1 + len(block):
        return _in_the_middle(block, block_width, width, height)
    lines = _in_the_middle(block, block_width, width, height - 1)
    return [Content.styled(" " * ((width - columns(word)) // 2) + word, "bold"), *lines]


def paint_others(view: Others, width: int, height: int) -> list[Content]:
    """The other counters: as many as fit in block digits, the rest in plain text."""
    across = _plain_across(view, width)
    for count in range(len(view.rows), 0, -1):
        plain = view.rows[count:]
        room = height - 1 - -(-len(plain) // across)
        grid = _grid(view, view.rows[:count], width, room)
        if grid:
            return [
                *_block_rows(view, grid, width, room),
                *_plain_rows(view, plain, across),
            ]
    plain_across = min(across, max(1, -(-len(view.rows) // max(1, height - 1))))
    lines = _plain_rows(view, view.rows, plain_across)
    if not lines or height < 2:
        return lines
    caption = f"{view.number[0]} > {view.counter[0]}"
    return [Content(" " * _mark_width(view) + cut(caption, width)), *lines]


def paint_waiting(view: Waiting, width: int, height: int) -> list[Content]:
    """How many wait in all, then for each service, as far as there is room."""
    total = str(view.total)
    caption = on_a_line(view.caption, width - len(total) - 2)
    across, room = _service_room(width, height)
    first = view.part * room if view.part * room < view.awaited else 0
    shown = view.services[first : first + room]
    down = -(-len(shown) // across)
    lines = [Content.styled(f"{caption}  {total}", "bold")]
    for row in range(down):
        cells = (_service(*each, width // across) for each in shown[row::down])
        lines.append(Content("").join(cells))
    return lines


def waiting_parts(view: Waiting, width: int, height: int) -> int:
    """In how many parts `paint_waiting` shows the services that people wait for."""
    room = _service_room(width, height)[1]
    return max(1, -(-view.awaited // room)) if room else 1


def _service_room(width: int, height: int) -> tuple[int, int]:
    """How many services stand beside each other, and how many there is room for."""
    across = max(1, width // _SERVICE_WIDTH)
    return across, across * max(0, height - 1)


def _newest_block(
    view: Newest, call: Call, width: int, height: int
) -> tuple[list[str], int]:
    """The lines of the newest call, and the width that is put in the middle."""
    counter = str(call.counter)
    side = Pairing.of(call.label, counter, width=width - 2, height=height - 1)
    stacked = stacked_scale(call.label, counter, width=width - 2, height=height - 2)
    if side and side.scale >= stacked:
        caption = _caption(view, side, width - (width - side.width) // 2)
        return [caption, *side.lines(call.label, call.counter)], side.width
    if stacked:
        block_width = big_size(call.label, stacked)[0]
        lines = [
            on_a_line(view.number, block_width),
            *big(call.label, stacked),
            on_a_line(view.counter, block_width),
            *big(counter, stacked),
        ]
        return lines, block_width
    place = f"{on_a_line(view.counter, width - 4)} {counter}"
    scale = fitting_scale(call.label, width, height - 1)
    if scale:
        return [*big(call.label, scale), place], big_size(call.label, scale)[0]
    plain = cut(f"{call.label}  >  {view.counter[0]} {counter}", width)
    return [plain], columns(plain)


def _caption(view: Newest | Others, pairing: Pairing, room: int) -> str:
    number = on_a_line(view.number, pairing.counter_at - 1)
    counter = on_a_line(view.counter, room - pairing.counter_at)
    return padded(number, pairing.counter_at) + counter


def _in_the_middle(
    block: Sequence[str], block_width: int, width: int, height: int
) -> list[Content]:
    margin = " " * max(0, (width - block_width) // 2)
    above = max(0, (height - len(block)) // 2)
    return [Content()] * above + [Content(margin + line) for line in block]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows in block digits, some beside each other, all of one size."""

    rows: tuple[Row, ...]
    pairing: Pairing
    across: int

    @property
    def lines(self) -> int:
        return -(-len(self.rows) // self.across) * self.pairing.rows


def _grid(view: Others, rows: tuple[Row, ...], width: int, height: int) -> _Grid | None:
    """The rows in the largest digits that fit, or none."""
    best: _Grid | None = None
    for across in range(1, len(rows) + 1):
        pairing = Pairing.of(
            max((row.label for row in rows), key=len),
            view.longest_counter,
            width=_cell_width(width, across) - _mark_width(view),
            height=height // -(-len(rows) // across),
        )
        if pairing and (best is None or pairing.scale > best.pairing.scale):
            best = _Grid(rows, pairing, across)
    return best


def _block_rows(view: Others, grid: _Grid, width: int, height: int) -> list[Content]:
    across, mark_width = grid.across, _mark_width(view)
    cell_width = _cell_width(width, across)
    caption = " " * mark_width + _caption(view, grid.pairing, cell_width - mark_width)
    space = Content(" " * _CELL_GAP)
    lines = [space.join([padded(caption, cell_width)] * across)]
    has_air = grid.lines + -(-len(grid.rows) // across) - 1 <= height
    for first in range(0, len(grid.rows), across):
        if first and has_air:
            lines.append(Content())
        cells = [
            _block_cell(view, row, grid.pairing, cell_width)
            for row in grid.rows[first : first + across]
        ]
        lines += [space.join(each) for each in zip(*cells, strict=True)]
    return lines


def _block_cell(view: Others, row: Row, pairing: Pairing, width: int) -> list[Content]:
    blocks = pairing.lines(row.label, row.counter)
    marks = [*(view.now if row.is_fresh else ()), *[""] * pairing.rows]
    style = _FRESH if row.is_fresh else ""
    mark_width = _mark_width(view)
    return [
        Content.styled(padded(padded(mark, mark_width) + line, width), style)
        for mark, line in zip(marks, blocks, strict=False)
    ]


def _plain_rows(view: Others, rows: tuple[Row, ...], across: int) -> list[Content]:
    cells = [_plain_cell(view, row) for row in rows]
    return [
        Content(" " * _PLAIN_GAP).join(cells[first : first + across])
        for first in range(0, len(cells), across)
    ]


def _plain_cell(view: Others, row: Row) -> Content:
    mark = padded(view.now[0] if row.is_fresh else "", _mark_width(view))
    counter = str(row.counter).ljust(len(view.longest_counter))
    words = f"{mark}{row.label:<{_LABEL_WIDTH}} > {counter}"
    return Content.styled(words, f"bold {_FRESH}" if row.is_fresh else "bold")


def _plain_across(view: Others, width: int) -> int:
    cell = _mark_width(view) + _LABEL_WIDTH + 3 + len(view.longest_counter)
    return max(1, (width + _PLAIN_GAP) // (cell + _PLAIN_GAP))


def _mark_width(view: Others) -> int:
    return max(columns(each) for each in view.now) + 1


def _cell_width(width: int, across: int) -> int:
    return (width - (across - 1) * _CELL_GAP) // across


def _service(names: tuple[str, ...], count: int, width: int) -> Content:
    number = f"{count:>3} "
    words = on_a_line(names, width - len(number) - 2)
    return Content.styled(
        padded(number + words, width), "bold" if count else "$secondary"
    )
