"""What people say after a visit: tallies of a week, and comments; never a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from shared.text.catalogue import is_showable

STEPS: Final = 5
"""From 1, very dissatisfied, to 5, very satisfied."""
LONGEST_COMMENT: Final = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How one question was answered in a week; of single answers nothing is kept."""

    week: str
    """ISO 8601, such as 2026-W48."""
    service: str
    dimension: str
    asked: int
    """People who sent an answer to the questions, this one answered or not."""
    steps: tuple[int, ...]
    """How many gave 1, 2, … STEPS."""


class CommentState(StrEnum):
    """Where a comment stands."""

    NEW = "new"
    READ = "read"
    ANSWERED = "answered"
    HIDDEN = "hidden"
    """Shown to nobody outside; it may be read or answered after all."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote. It has a day and no time, and a code that tells no order."""

    code: str
    """Whoever has it may look for the answer."""
    day: date
    text: str
    service: str | None = None
    language: str = ""
    may_publish: bool = False
    """Whether its writer agrees that others read it."""
    state: CommentState = CommentState.NEW
    answer: str | None = None
    answered_on: date | None = None
    """The day of the first answer."""

    @property
    def days(self) -> int | None:
        """Days to the answer; none: there is none yet."""
        if self.answered_on is None:
            return None
        return (self.answered_on - self.day).days

    @property
    def is_public(self) -> bool:
        """Whether it may be shown to all: somebody has looked at it first."""
        is_seen = self.state in (CommentState.READ, CommentState.ANSWERED)
        return self.may_publish and is_seen


def week_of(day: date) -> str:
    """The week of a day (ISO 8601), such as 2026-W48."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def one_line(words: str) -> str:
    """What somebody wrote as one line that may be shown: without controls."""
    kept = "".join(each if is_showable(each) else " " for each in words)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def given(scores: Mapping[str, int | None]) -> dict[str, int]:
    """Of the answers those that were given, by dimension."""
    return {name: step for name, step in scores.items() if step is not None}
