"""The keys and their words at the foot of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from shared.text.catalogue import columns

_GAP = 1


@dataclass(frozen=True, slots=True)
class Key:
    """A key, its word, and whether it would do something now."""

    name: str
    word: str
    is_lawful: bool
    widest: int = 0
    """Columns to keep for the word, so that keys stay where the hand knows them."""

    @property
    def width(self) -> int:
        """Columns of the key with its word and the marks around."""
        return columns(self.name) + 3 + max(self.widest, columns(self.word))

    def content(self) -> Content:
        """The key as it is drawn; one that does nothing now stands in parentheses."""
        if self.is_lawful:
            drawn = Content.assemble(
                (f" {self.name} ", "bold $primary"), (f"{self.word} ", "$foreground")
            )
        else:
            drawn = Content.styled(f"({self.name} {self.word})", "$secondary")
        return drawn.pad_right(self.width - drawn.cell_length)


def rows_of(keys: tuple[Key, ...], width: int) -> list[list[Key]]:
    """The keys in rows of at most `width` columns, at least one key a row."""
    rows: list[list[Key]] = []
    taken = 0
    for key in keys:
        if not rows or taken + _GAP + key.width > width:
            rows.append([])
            taken = -_GAP
        rows[-1].append(key)
        taken += _GAP + key.width
    return rows


class KeyBar(Widget):
    """Every key with its word; where there is no room, those that do something."""

    DEFAULT_CSS = """
    KeyBar { height: auto; background: $surface; }
    """

    keys: reactive[tuple[Key, ...]] = reactive((), layout=True)
    most_rows: reactive[int] = reactive(6, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        gap = Content(" " * _GAP)
        return Content("\n").join(
            gap.join(key.content() for key in row).truncate(self.size.width)
            for row in self._rows(self.size.width)
        )

    def _rows(self, width: int) -> list[list[Key]]:
        rows = rows_of(self.keys, width)
        if len(rows) > self.most_rows:
            rows = rows_of(tuple(key for key in self.keys if key.is_lawful), width)
        return rows[: self.most_rows]
