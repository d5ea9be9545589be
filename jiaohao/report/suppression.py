"""Which cells of a table of counts are left out, so that none can be computed back.

A cell under FEWEST is left out. With the sums of rows and columns known, a cell that
is left out can be computed exactly when it is a bridge in the graph whose nodes are
rows and columns and whose edges are the cells left out (Gusfield 1988, A graph
theoretic approach to statistical data security); so further ones are left out until
there is no bridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

FEWEST: Final = 5
"""People in a cell that may be told."""
TOTAL: Final = ""
"""The row, or column, of the sums."""
_HIDDEN: Final = 2 * FEWEST
"""What is left out of a line has at least so many people together."""
Cell = tuple[str, str]
Counts = Mapping[Cell, int]
Node = tuple[str, str]
"""("row" or "column", its name)."""


def left_out(counts: Counts) -> set[Cell]:
    """The cells to leave out of a whole table, sums and all."""
    hidden = {cell for cell, count in counts.items() if 0 < count < FEWEST}
    while (more := _lacking(counts, hidden)) is not None:
        if not more:
            return {cell for cell, count in counts.items() if count}
        hidden |= more
    return hidden


def _lacking(counts: Counts, hidden: set[Cell]) -> set[Cell] | None:
    """What else has to go; none: nothing; empty: nothing would help."""
    for line in weak_lines(counts, hidden):
        own = _cells(counts, line)
        return _cheapest(counts, (cell for cell in own if cell not in hidden))
    for bridge in bridges(hidden):
        side = _reached(hidden - {bridge}, ("row", bridge[0]))
        crossing = (
            cell
            for cell in counts
            if cell not in hidden
            and (("row", cell[0]) in side) != (("column", cell[1]) in side)
        )
        return _cheapest(counts, crossing)
    return None


def _cheapest(counts: Counts, cells: Iterable[Cell]) -> set[Cell]:
    """The one of the fewest people, of the sums only where there is no other."""
    found = [(TOTAL in cell, counts[cell], cell) for cell in cells if counts[cell]]
    return {min(found)[2]} if found else set()


def weak_lines(counts: Counts, hidden: set[Cell]) -> Iterator[Node]:
    """Rows and columns that give away what is left out of them: one cell alone, or so
    few people beside others who are told. What is left out is not looked at."""
    for line in sorted({node for cell in hidden for node in _ends(cell)}):
        cells = _cells(counts, line)
        gone = [each for each in cells if each in hidden]
        inner = [each for each in cells if not _is_sum(each, line)]
        sums = [counts[each] for each in cells if each not in {*inner, *hidden}]
        told = sum(counts[each] for each in inner if each not in hidden)
        if len(gone) == 1 or (sums and told and sums[0] - told < _HIDDEN):
            yield line


def bridges(hidden: set[Cell]) -> list[Cell]:
    """Cells left out that the others, with the sums, give away."""
    return [
        cell
        for cell in sorted(hidden)
        if ("column", cell[1]) not in _reached(hidden - {cell}, ("row", cell[0]))
    ]


def _reached(hidden: set[Cell], start: Node) -> set[Node]:
    by_node: dict[Node, list[Node]] = {}
    for cell in hidden:
        row, column = _ends(cell)
        by_node.setdefault(row, []).append(column)
        by_node.setdefault(column, []).append(row)
    found, to_see = {start}, [start]
    while to_see:
        for node in by_node.get(to_see.pop(), ()):
            if node not in found:
                found.add(node)
                to_see.append(node)
    return found


def _ends(cell: Cell) -> tuple[Node, Node]:
    return ("row", cell[0]), ("column", cell[1])


def _cells(counts: Counts, line: Node) -> list[Cell]:
    at = 0 if line[0] == "row" else 1
    return [cell for cell in counts if cell[at] == line[1]]


def _is_sum(cell: Cell, line: Node) -> bool:
    return cell[1 if line[0] == "row" else 0] == TOTAL


def left_out_of_lines(lines: Sequence[Mapping[str, int]]) -> set[str]:
    """As `left_out_of_line`, the same cells of several lines whose sums are told."""
    hidden: set[str] = set()
    while True:
        before = len(hidden)
        for line in lines:
            counts = {each: count for each, count in line.items() if count}
            own = {each for each in counts if each in hidden or counts[each] < FEWEST}
            rest = sorted((counts[each], each) for each in counts if each not in own)
            while rest and gives_away(counts, own, sum(counts.values())):
                own.add(rest.pop(0)[1])
            hidden |= own
        if len(hidden) == before:
            return hidden


def left_out_of_line(counts: Mapping[str, int], whole: int) -> set[str]:
    """As `left_out`, of one line whose sum is told."""
    hidden = {each for each, count in counts.items() if 0 < count < FEWEST}
    rest = sorted((count, each) for each, count in counts.items() if count >= FEWEST)
    while rest and gives_away(counts, hidden, whole):
        hidden.add(rest.pop(0)[1])
    return hidden


def gives_away(counts: Mapping[str, int], hidden: set[str], whole: int | None) -> bool:
    """Whether one line tells what is left out of it, which is not looked at; `whole`
    is its sum, where that is told."""
    told = sum(count for each, count in counts.items() if each not in hidden)
    if not hidden or not told:
        return False
    return whole is None or len(hidden) == 1 or whole - told < _HIDDEN
