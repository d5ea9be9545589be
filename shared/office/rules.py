"""What an office says of calling, of who did not come, and of why a counter rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.text.catalogue import Phrase


@dataclass(frozen=True, slots=True)
class RecallRule:
    """When somebody who was called counts as not there."""

    calls: int = 3
    """How often at most, and before it is a no-show without a question."""
    seconds_apart: int = 30
    """Seconds between two calls of one number."""


@dataclass(frozen=True, slots=True)
class MissedRule:
    """How a number comes back whose person was not there."""

    times: int = 1
    """How often on one day; 0: never."""
    after_numbers: int = 3
    """So many who wait for the same service go first."""
    minutes_apart: int = 0
    """Minutes from the no-show to the next call at least."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a visit is put aside, or a counter left."""

    text: Phrase
    minutes: int | None = None
    """After so many the clerk is reminded, or said to be back."""


CLOSED_DAY: Final = ("next", "before", "same")
"""What becomes of a date on which the office is closed."""


@dataclass(frozen=True, slots=True)
class DateRule:
    """When something that began at the counter is due, as a law or the office says."""

    code: str
    name: Phrase
    days: int = 0
    months: int = 0
    """One of both is not 0."""
    counts_first_day: bool = False
    """Whether the day on which it begins is the first one."""
    closed_day: str = "next"
    """One of CLOSED_DAY: the next open day, the one before, or that day still."""
    source: str = ""
    """The law or rule it comes from, as people write it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a visit for a service may end."""

    code: str
    name: Phrase
    due: str | None = None
    """The date rule by which something is due after it."""


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """What an office awaits of people after a visit, and how it is called."""

    kinds: tuple[str, ...] = ("card", "confirmation", "papers")
    outcomes: tuple[str, ...] = ("done", "reached", "not_reached")
    refuses_people: bool = True
    """Whether a name or an ID number is no reference."""
