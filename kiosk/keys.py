"""The kiosk by keys: which target they are on, and when they press it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events

from kiosk.card import Target
from kiosk.pages.enquiry import LONGEST, Ask
from kiosk.way import Back, Enquiry, Turn, Way

_NEXT: Final = ("tab", "right", "down")
_BEFORE: Final = ("shift+tab", "left", "up")
_PRESS: Final = ("enter", "space")
_BACK: Final = ("escape", "backspace")
_TOO_FAST: Final = 0.03
"""Seconds between two keys that no finger is so fast as to press: a scanner types."""


class Keys:
    """Tab and arrows move, Enter and the space bar press, a digit goes to its target.

    A digit only goes there: a scanner that types digits and Enter takes no number.
    """

    def __init__(self) -> None:
        self.at: int | None = None
        """Which target the keys are on; none: nobody uses keys."""
        self._last = 0.0

    def focused(self, targets: Sequence[Target]) -> object:
        """What the keys are on, if on anything."""
        if self.at is None or not targets:
            return None
        return targets[self.at % len(targets)].act

    def leave(self) -> None:
        """A finger is used instead."""
        self.at = None

    def turn(self) -> None:
        """Another page is shown: begin at its first target."""
        if self.at is not None:
            self.at = 0

    def press(self, event: events.Key, targets: Sequence[Target], way: Way) -> object:
        """What a key means, if it presses anything."""
        # When it came, not when it is handled: painting takes longer than a key.
        is_typed, self._last = event.time - self._last >= _TOO_FAST, event.time
        key = event.key
        character = event.character or ""
        if isinstance(way.here, Enquiry) and character.isascii() and is_typed:
            if character.isalnum():
                typed = (way.here.typed + character.upper())[:LONGEST]
                return Turn(Enquiry(typed))
            if key == "backspace" and way.here.typed:
                return Turn(Enquiry(way.here.typed[:-1]))
            if key == "enter" and self.at is None:
                return Ask(way.here.typed)
        if key in _NEXT or key in _BEFORE:
            step = 1 if key in _NEXT else -1
            first = 0 if step > 0 else -1
            at = first if self.at is None else self.at + step
            self.at = at % max(1, len(targets))
        elif character in "123456789" and character and int(character) <= len(targets):
            self.at = int(character) - 1
        elif key in _PRESS and is_typed:
            return self.focused(targets)
        elif key in _BACK and is_typed and len(way.steps) > 1:
            return Back()
        return None
