"""What the clerk is asked, as rows of which a digit chooses one and does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.desk.command import Command
from shared.trade.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Option:
    """One row: what it says, and what it does."""

    words: str
    make: Callable[[str], tuple[Command, ...] | Question]
    """What is asked of the office, by the text that was typed; or what comes next."""
    sentence: str = ""
    """What Enter does on this row, in the key bar."""
    right: str = ""
    is_warned: bool = False
    """Whether what stands at the right needs attention."""
    digit: str = ""
    kind: str = ""
    """What it is, where rows are of several kinds."""
    found_by: str = ""
    """What a search looks at, besides the words."""
    wants_text: bool = False
    """Whether it needs the line of text."""
    why_not: str = ""
    """Why it cannot be done; such a row is shown and refused."""
    foot: str = ""
    """What more is to be known of it."""

    def matches(self, typed: str) -> bool:
        """Whether a search for `typed` finds this row."""
        if typed.isdigit():
            return self.found_by.startswith("#" + typed)
        return typed.casefold() in f"{self.words} {self.found_by}".casefold()


@dataclass(frozen=True, slots=True)
class End:
    """How long something shall hold."""

    words: str
    until: int | None
    """Milliseconds since 1970, UTC; none: until it is changed back."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `do` is the key that asked it."""

    do: str
    title: str
    heading: str
    options: tuple[Option, ...]
    ticket: Ticket | None = None
    """The visit it is about; when that leaves, the question is void."""
    text: str = ""
    """What the line of text is for; none where there is none."""
    written: str = ""
    """What stands in the line of text to begin with."""
    is_search: bool = False
    """Whether what is typed looks for a row."""
    foot: str = ""
    sheet: tuple[str, ...] = ()
    """Lines to be read before one chooses."""
    again: int | None = None
    """The row that pressing the asking key once more means."""
    ends: tuple[End, ...] = ()
    """Until when what is chosen holds; ← → choose among them."""
    is_secret: bool = False
    """Whether what is written in the line of text is not to be seen."""
    other: Callable[[str], Option | None] | None = None
    """A row made of what was typed, where no other is found."""

    def found(self, typed: str) -> tuple[Option, ...]:
        """The rows that a search leaves."""
        if not self.is_search or not typed:
            return self.options
        rows = tuple(each for each in self.options if each.matches(typed))
        if not rows and self.other is not None and (made := self.other(typed)):
            return (made,)
        return rows


def numbered(options: list[Option]) -> tuple[Option, ...]:
    """The rows with digits from 1, where they have none of their own."""
    return tuple(
        replace(each, digit=each.digit or (str(at) if at <= 9 else ""))
        for at, each in enumerate(options, 1)
    )


def if_any(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
