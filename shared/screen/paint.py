"""The counter's colours by what they mean, and text put into cells."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from shared.text import palette
from shared.text.catalogue import escaped

BOLD: Final = f"bold {palette.FOREGROUND}"
PLAIN: Final = palette.FOREGROUND
MUTED: Final = palette.MUTED
QUIET: Final = palette.DIMMED
"""For keys without effect and empty services; on the plain ground only."""
RULE: Final = palette.RULE
"""For lines, never for text."""
ACCENT: Final = f"bold {palette.ACCENT}"
WARNING: Final = f"bold {palette.WARNING}"
GOOD: Final = palette.GOOD
PLATE: Final = f"bold {palette.FOREGROUND} on {palette.PANEL}"
"""A key that does something now."""
LIKELY: Final = f"{palette.BACKGROUND} on {palette.ACCENT}"
"""Never bold: with 16 colours that is grey on yellow."""
_HAN: Final = "\u2e80-\uffef"
_PIECES: Final = re.compile(rf"(?:[^\s{_HAN}]+|[{_HAN}])[，。、；：！？）」』]*\s*|\s+")
"""What stands in one row: a word, or a Han character, with what closes it."""
ALARM: Final = f"{palette.BACKGROUND} on {palette.ALARM}"
TROUBLE: Final = f"{palette.BACKGROUND} on {palette.WARNING}"


def cut(words: str, width: int) -> str:
    """A text of any length and content in one row of at most `width` columns."""
    words = escaped(words.replace("\n", " ").replace("\t", " "))
    if cell_len(words) <= width:
        return words
    return set_cell_size(words, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def put(
    words: str, width: int, style: str = PLAIN, *, is_right: bool = False
) -> Content:
    """A cell exactly `width` columns wide."""
    shown = cut(words, width)
    gap = " " * (width - cell_len(shown))
    return Content.styled(gap + shown if is_right else shown + gap, style)


def row(*parts: Content | tuple[str, str] | str) -> Content:
    """One row of parts as they are; a text alone is MUTED."""
    return Content.assemble(
        *((part, MUTED) if isinstance(part, str) else part for part in parts)
    )


def ends(left: Content, right: Content, width: int) -> Content:
    """A row with `left` at its beginning and `right` at its end; left is cut first."""
    room = width - right.cell_length - 1
    if room < 1:
        return left.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    return left.pad_right(width - left.cell_length - right.cell_length) + right


def rule(width: int, title: str = "") -> Content:
    """A line across, with words in it."""
    if not title:
        return Content.styled("─" * width, RULE)
    words = cut(title, max(width - 4, 0))
    rest = max(width - cell_len(words) - 4, 0)
    return Content.assemble(
        ("─ ", RULE), (words, MUTED), (" " + "─" * (rest + 1), RULE)
    )


def gauge(share: float, width: int, style: str = PLAIN) -> Content:
    """A bar of `width` columns, filled as far as `share` (0 to 1)."""
    filled = round(min(max(share, 0.0), 1.0) * width)
    return Content.assemble(("━" * filled, style), ("─" * (width - filled), RULE))


def under_cursor(line: Content, width: int) -> Content:
    """The row that the next key acts on: a yellow edge on a ground of its own."""
    edge = Content.styled("▌", palette.ACCENT)
    rest = line[1:] if line.cell_length else Content("")
    return (
        (edge + rest)
        .pad_right(width - line.cell_length)
        .stylize_before(f"on {palette.PANEL}")
    )


def wrapped(words: str, width: int, style: str = PLAIN) -> list[Content]:
    """A text in as many rows of `width` columns as it takes.

    Between Han characters a row may end anywhere, but none begins with the mark that
    closes what stands before it.
    """
    rows = [
        each
        for line in words.replace("\t", " ").split("\n")
        for each in _filled(escaped(line), max(width, 2))
    ]
    return [Content.styled(each, style) for each in rows]


def _filled(words: str, width: int) -> list[str]:
    rows, line = [], ""
    for piece in _PIECES.findall(words):
        while cell_len(line + piece.rstrip()) > width:
            if line:
                rows.append(line.rstrip())
                line = ""
            elif cell_len(piece) > width:
                head = set_cell_size(piece, width).rstrip()
                rows.append(head)
                piece = piece[len(head) :]
        line += piece if line or piece.strip() else ""
    return [*rows, line.rstrip()]
