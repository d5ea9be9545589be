"""The tables of docs/share.md, each between its marks."""

from __future__ import annotations

import re
from pathlib import Path


def cells(row: str) -> list[str]:
    """What stands in a row."""
    return [each.strip() for each in row.strip().strip("|").split("|")]


def merged(old: list[str], new: list[str]) -> list[str]:
    """The old rows, each in the place of which a new one has come; then the rest.

    A row is told from others by its first two cells.
    """
    by_key = {tuple(cells(row)[:2]): row for row in old}
    by_key.update({tuple(cells(row)[:2]): row for row in new})
    return list(by_key.values())


def write(file: Path, mark: str, head: str, rows: list[str], *, is_whole: bool) -> None:
    """Put a table between its marks; without the marks nothing is written.

    While a run is under way, what it has not yet come to stays: it is not whole.
    """
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(f"{begin}\n(.*?){end}", re.DOTALL)
    found = pattern.search(text)
    if found is None:
        return
    if not is_whole:
        rows = merged(found[1].splitlines()[2:], rows)
    table = "\n".join((begin, head, *rows, end))
    file.write_text(pattern.sub(lambda _: table, text), encoding="utf-8")
