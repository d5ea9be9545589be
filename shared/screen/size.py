"""How much room a screen of staff has, and its panes put where that wants them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from textual.widget import Widget


class Size(StrEnum):
    """How much room there is."""

    TINY = "tiny"
    """One pane; ← → turn it."""
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


def size_of(width: int, height: int) -> Size:
    """The size of a panel of so many columns and rows."""
    if width < 72 or height < 20:
        return Size.TINY
    if width >= 150 and height >= 44:
        return Size.LARGE
    return Size.MEDIUM if width >= 110 and height >= 36 else Size.SMALL


class SizedBoard(Widget):
    """The panes of a screen, in a class of style by the room there is."""

    room = Size.SMALL

    def fit(self, room: Size) -> None:
        """Put the panes where the room wants them."""
        self.room = room
        self.wear({f"-{size}": size is room for size in Size})

    def wear(self, classes: Mapping[str, bool]) -> None:
        """Put classes of style on or take them off; all panes are styled once."""
        before = self.classes
        for name, is_worn in classes.items():
            self.set_class(is_worn, name, update=False)
        if self.classes != before:
            self.update_node_styles()
