"""The kiosk by keys: which target they are on, and when they press it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual import events

from kiosk.act import Back, Ease, Enlarge, Listen, Loud, Lower, TakeBack, TypeSign
from kiosk.card import Target
from kiosk.typed import Typed, entered
from kiosk.way import Way
from shared.canvas.grid import Box

_NEXT: Final = ("tab", "right", "down")
_BEFORE: Final = ("shift+tab", "left", "up")
_ROWS: Final = ("up", "down")
_PRESS: Final = ("enter", "space")
_DIGITS: Final = "0123456789"
_MARKS: Final = ("+", "-", "*", "/", ".")
_BACK: Final = ("escape", "backspace")
_TOO_FAST: Final = 0.03
"""Seconds between two keys that no finger is so fast as to press: a scanner types."""
_ONE_NUMBER: Final = 1.5
"""Seconds within which two digits are one number."""
_LOUDER: Final = 15
"""Per cent by which a press makes it louder or softer."""
_SOFTEST: Final = 25


_LEAST_CODE: Final = 4
_MOST_CODE: Final = 200
"""Characters of what a scanner reads; the rest of a longer text is nobody's."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanner has typed, with Enter behind it."""

    words: str


@dataclass(frozen=True, slots=True)
class SayAgain:
    """The wish to hear the page once more."""


class Keys:
    """Tab and arrows move, Enter and the space bar press, a number goes to its target.

    It only goes there: a scanner that types digits and Enter takes no number; what it
    read is told as a whole. The marks
    of a keypad change how the page is met: `.` letters, `/` height, `*` reading out,
    `+` and `-` how loud; 0 reads once more.
    """

    def __init__(self) -> None:
        self.at: int | None = None
        """Which target the keys are on; none: nobody uses keys."""
        self._last = 0.0
        self._number = ""
        """Digits that may become one number with the next."""
        self._code = ""
        """What came since a hand may have pressed a key."""

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

    def press(
        self,
        event: events.Key,
        targets: Sequence[Target],
        way: Way,
        *,
        is_covered: bool = False,
    ) -> object:
        """What a key means, if it presses anything.

        `is_covered`: a number or a message is shown instead of where one is on the way.
        """
        # When it came, not when it is handled: painting takes longer than a key.
        since, self._last = event.time - self._last, event.time
        is_typed = since >= _TOO_FAST
        number, self._number = self._number if since < _ONE_NUMBER else "", ""
        key = event.key
        character = event.character or ""
        if key == "enter" and not is_typed:
            code, self._code = self._code, ""
            return Scanned(code) if len(code) >= _LEAST_CODE else None
        if character.isprintable():
            self._code = ("" if is_typed else self._code) + character
            self._code = self._code[:_MOST_CODE]
        if isinstance(way.here, Typed) and is_typed and not is_covered:
            meant = self._typed_on(way.here, key, character)
            if meant is not None:
                return meant
        if key in _NEXT or key in _BEFORE:
            self._step(key, targets)
        elif character and character in _DIGITS:
            return self._to_number(number, character, len(targets), is_typed)
        elif character in _MARKS and is_typed:
            return _meant_by_mark(character, way)
        elif key in _PRESS and is_typed:
            return self.focused(targets)
        elif key in _BACK and is_typed and len(way.steps) > 1:
            return Back()
        return None

    def _step(self, key: str, targets: Sequence[Target]) -> None:
        """Go to the next target or the one before; in a key pad up and down a row."""
        step = 1 if key in _NEXT else -1
        if self.at is None:
            self.at = 0 if step > 0 else len(targets) - 1
            return
        count = max(1, len(targets))
        here = targets[self.at % count] if targets else None
        if here is not None and key in _ROWS and isinstance(here.act, TypeSign):
            self.at = _in_next_row(targets, here.box, step)
        else:
            self.at = (self.at + step) % count

    def _typed_on(self, here: Typed, key: str, character: str) -> object:
        """What a key means on a page where somebody types, if anything of its own.

        Who types is on no target: Enter means what was typed, as a keypad has it.
        """
        if key == "backspace" and here.typed:
            return TakeBack()
        if key == "enter" and self.at is None:
            return entered(here)
        if not (character.isascii() and character.isalnum()):
            return None
        self.at = None
        return TypeSign(character.upper())

    def _to_number(
        self, before: str, digit: str, count: int, is_typed: bool
    ) -> SayAgain | None:
        """Go to the target of a number: of two digits where there is one of them."""
        typed = before + digit if 0 < int(before + digit) <= count else digit
        if typed == "0":
            return SayAgain() if is_typed else None
        if int(typed) <= count:
            self.at, self._number = int(typed) - 1, typed
        return None


def _in_next_row(targets: Sequence[Target], box: Box, step: int) -> int:
    """Which target of the row above or below is nearest; beyond the last, the first."""
    heights = sorted({each.box.y for each in targets}, reverse=step < 0)
    beyond = [each for each in heights if (each - box.y) * step > 0]
    y = (beyond or heights)[0]

    def away(at: int) -> tuple[bool, int]:
        other = targets[at].box
        return other.y != y, abs(other.x + other.right - box.x - box.right)

    return min(range(len(targets)), key=away)


def _meant_by_mark(mark: str, way: Way) -> Ease | None:
    match mark:
        case ".":
            return Enlarge(not way.is_large)
        case "/":
            return Lower(not way.is_low)
        case "*":
            return Listen(not way.is_read_out)
        case "+" | "-" if way.is_read_out:
            step = _LOUDER if mark == "+" else -_LOUDER
            return Loud(min(100, max(_SOFTEST, way.volume + step)))
        case _:
            return None
