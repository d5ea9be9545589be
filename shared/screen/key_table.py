"""The keys of one screen: one table for hands, bar, help and office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from textual.binding import Binding, BindingType

from shared.text.catalogue import N_, Catalogue

Action: TypeAlias = tuple[str, *tuple[str | int, ...]]
"""An action of a panel, and what it is told."""
Places: TypeAlias = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""From the left: the keys of the upper and of the lower row of the bar."""
_MOVES: Final[Mapping[str, Action]] = {
    "up": ("move", -1),
    "down": ("move", 1),
    "pageup": ("move", -10),
    "pagedown": ("move", 10),
    "home": ("move", -100_000),
    "left": ("turn", -1),
    "right": ("turn", 1),
    "escape": ("leave",),
    "backspace": ("rub_out",),
}
OF_A_LINE: Final = frozenset(
    {"home", "left", "right", "backspace", "delete", "space", "ctrl+e"}
)
"""Keys that belong to a line of text while that has the keyboard."""
_NAMES: Final = {
    "enter": N_("Enter"),
    "tab": N_("Tab"),
    "space": N_("Space"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
}


@dataclass(frozen=True, slots=True)
class KeyOf:
    """Something a key does."""

    do: str
    word: str
    """In the key bar."""
    tooltip: str
    """In the help."""
    group: str
    short: str = ""
    """In the key bar where room is short."""
    also: str = ""
    """Further keys of the keyboard that do the same."""


@dataclass(frozen=True, slots=True)
class KeyTable:
    """All keys of a screen."""

    screen: str
    """What the names of its bindings begin with."""
    keys: tuple[KeyOf, ...]
    usual: Mapping[str, str]
    """The key of the keyboard for each `do`, where an office says nothing."""
    groups: tuple[str, ...]
    """Of the help, in order."""
    ways: tuple[tuple[str, str], ...]
    """Further keys for the help, below the second group: name and what it does."""
    places: Places
    widths: Callable[[int, Catalogue], tuple[int, ...]]
    """By the width of the bar: of Enter's cell, of a function key's, then of the
    further columns; 0: there is no room for them."""
    brief: tuple[str, ...]
    """Beside Enter where there is one row only, as far as there is room."""
    sharing: tuple[str, str, int] | None = None
    """A key, another that has the right part of its place where it has none of its own,
    and the columns that are left to the first."""

    @property
    def bindings(self) -> list[BindingType]:
        """The keys as a panel's bindings."""
        presses = [
            Binding(
                ",".join(filter(None, (self.usual[key.do], key.also))),
                f"press('{key.do}')",
                key.word,
                id=f"{self.screen}.{key.do}",
                tooltip=key.tooltip,
            )
            for key in self.keys
        ]
        moves = [
            Binding(
                key,
                f"{action[0]}({', '.join(map(str, action[1:]))})",
                key,
                id=f"{self.screen}.{key}",
                show=False,
            )
            for key, action in _MOVES.items()
        ]
        return [*presses, *moves]

    def key(self, do: str) -> KeyOf:
        """The key that does something. Raises StopIteration where there is none."""
        return next(each for each in self.keys if each.do == do)


class KeyNames:
    """What the keys of one office are called."""

    def __init__(
        self, table: KeyTable, changed: Mapping[str, str], say: Catalogue
    ) -> None:
        self.table = table
        self._keys: Mapping[str, str] = {**table.usual, **changed}
        self._say = say

    def __getitem__(self, do: str) -> str:
        """The name on the keyboard of the key for `do`."""
        key = self._keys[do]
        if key in _NAMES:
            return self._say(_NAMES[key])
        return "+".join(part.capitalize() for part in key.split("+"))

    @property
    def actions(self) -> dict[str, Action]:
        """What each key of the keyboard does: an action and what it is told."""
        presses: dict[str, Action] = {}
        for key in self.table.keys:
            for each in filter(None, (self._keys[key.do], *key.also.split(","))):
                presses[each] = "press", key.do
        return {**_MOVES} | presses

    @property
    def keymap(self) -> dict[str, str]:
        """What Textual's keymap needs to know."""
        table = self.table
        also = {key.do: key.also for key in table.keys}
        return {
            f"{table.screen}.{do}": ",".join(filter(None, (key, also[do])))
            for do, key in self._keys.items()
            if key != table.usual[do]
        }
