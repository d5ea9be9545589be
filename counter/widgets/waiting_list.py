"""The list of who waits, with the one that is chosen."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from counter.waiting import Row
from shared.text.catalogue import columns

_SHORTEST: Final = 3
"""Lines from which the last one tells how many are out of sight."""


def first_shown(count: int, height: int, first: int, chosen: int | None) -> int:
    """The line to begin with, so that the chosen one is in sight; moves little."""
    first = min(first, max(count - height, 0))
    if chosen is None:
        return first
    return min(max(first, chosen - height + 1), chosen)


class WaitingList(Widget):
    """Lines of which tickets can be chosen; never chooses by itself."""

    DEFAULT_CSS = """
    WaitingList { height: 1fr; padding: 0 0 0 1; }
    """

    rows: reactive[tuple[Row, ...]] = reactive(())
    chosen: reactive[int | None] = reactive(None)
    """The key of the chosen ticket."""

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._at = 0

    def show(self, rows: tuple[Row, ...]) -> None:
        """Put up new lines; a chosen ticket that left is chosen no more."""
        self.rows = rows
        if self.chosen is not None and self._place() is None:
            self.chosen = None

    def move(self, by: int) -> None:
        """Choose the next ticket (1) or the one before (-1)."""
        keys = [row.key for row in self.rows if row.key is not None]
        if not keys:
            return
        if self.chosen in keys:
            self._at = keys.index(self.chosen) + by
        elif by < 0:
            self._at -= 1
        self._at = max(0, min(self._at, len(keys) - 1))
        self.chosen = keys[self._at]

    def leave(self) -> None:
        """Choose nobody, and begin at the top next time."""
        self.chosen, self._at, self._first = None, 0, 0

    def render(self) -> Content:
        width, height = self.size
        if width < 1 or height < 1:
            return Content("")
        is_cut = len(self.rows) > height >= _SHORTEST
        room = height - is_cut
        self._first = first_shown(len(self.rows), room, self._first, self._place())
        shown = self.rows[self._first : self._first + room]
        label_width = max((len(row.words) for row in self.rows if row.key), default=0)
        minutes_width = max((columns(row.minutes) for row in self.rows), default=0)
        lines = [self._line(row, label_width, minutes_width) for row in shown]
        if is_cut:
            below = len(self.rows) - self._first - len(shown)
            more = f"↑ {self._first}   ↓ {below}"
            lines.append(Content.styled(more, "bold $secondary"))
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)

    def _place(self) -> int | None:
        return next(
            (
                place
                for place, row in enumerate(self.rows)
                if row.key is not None and row.key == self.chosen
            ),
            None,
        )

    def _line(self, row: Row, label_width: int, minutes_width: int) -> Content:
        if row.key is None:
            return Content.styled(row.words, "bold")
        is_chosen = row.key == self.chosen
        label = row.words.ljust(label_width)
        minutes = " " * (minutes_width - columns(row.minutes)) + row.minutes
        parts = (label, minutes, ", ".join(row.marks), row.note)
        told = "  ".join(part for part in parts if part)
        style = "bold $background on $primary" if is_chosen else "$foreground"
        return Content.styled(f"{'>' if is_chosen else ' '} {told}", style)
