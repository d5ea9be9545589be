"""Where the hand of reception is: wishes for who is here, and a number looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.desk.typed import longer


@dataclass(slots=True)
class Hand:
    """What was chosen and typed, and is not done yet."""

    language: str
    usual_language: str
    priority: str
    usual_priority: str
    needs_help: bool = False
    cannot_hear: bool = False
    phone: bool = False
    """Whether the person is on the telephone."""
    page: int = 0
    """Of the services."""
    is_looking: bool = False
    """Whether letters and digits are those of a number."""
    typed: str = ""
    reads_help: bool = False
    help_first: int = 0
    """The first row of the help in sight."""

    def be_usual(self) -> None:
        """The next person is as most are."""
        self.language, self.priority = self.usual_language, self.usual_priority
        self.needs_help = self.cannot_hear = self.phone = False

    def type(self, more: str) -> None:
        """Another letter or digit of a number."""
        self.typed = longer(self.typed, more)

    def look_up(self, is_looking: bool) -> None:
        """Begin with a number, or leave it."""
        self.is_looking, self.typed = is_looking, ""


def after(present: str, all: Sequence[str]) -> str:
    """The next one, round and round."""
    return all[(all.index(present) + 1) % len(all)] if present in all else all[0]
