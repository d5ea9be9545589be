"""What an office says of calling, of who did not come, and of why a counter rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from shared.office.pin import PinHash
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


OUTCOME_PAPERS: Final = ("receipt", "appointment", "referral")
"""The papers that a counter prints of a visit."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a visit for a service may end."""

    code: str
    name: Phrase
    due: str | None = None
    """The date rule by which something is due after it."""
    papers: tuple[str, ...] = ()
    """Of OUTCOME_PAPERS, what the counter then prints, in order."""


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """What an office awaits of people after a visit, and how it is called."""

    kinds: tuple[str, ...] = ("card", "confirmation", "papers")
    outcomes: tuple[str, ...] = ("done", "reached", "not_reached")
    refuses_people: bool = True
    """Whether a name or an ID number is no reference."""


@dataclass(frozen=True, slots=True)
class Bookable:
    """A service that people may come for by appointment."""

    service: str
    minutes: int
    """How long a slot is."""
    by_weekday: Mapping[int, tuple[tuple[time, time], ...]]
    """When slots begin and end: Monday is 0; as `Hours.by_weekday`."""
    at_once: int = 1
    """How many people a slot takes."""
    officers: tuple[str, ...] = ()
    """Whom people are booked with, each for one person at a time; none: with nobody in
    particular."""

    def starts_on(self, weekday: int) -> list[time]:
        """When slots begin on a day of the week, by the wall clock; Monday is 0."""
        starts = []
        for first, end in self.by_weekday.get(weekday, ()):
            minute = first.hour * 60 + first.minute
            last = 1_440 if end == time.max else end.hour * 60 + end.minute
            while minute + self.minutes <= last:
                starts.append(time(*divmod(minute, 60)))
                minute += self.minutes
        return starts

    def officer_at(self, place: int) -> str | None:
        """Whose place of a slot it is, of those from 1 to `at_once`."""
        return self.officers[place - 1] if self.officers else None


@dataclass(frozen=True, slots=True)
class MaintenanceRule:
    """How the staff get to the page behind each kiosk."""

    pin: PinHash
    has_corner: bool = False
    """Whether five touches in a corner ask for the PIN, where there is no keyboard."""


@dataclass(frozen=True, slots=True)
class AppointmentRule:
    """What may be booked, how far ahead, and how late somebody may come for it."""

    bookable: tuple[Bookable, ...] = ()
    days_ahead: int = 30
    grace_minutes: int = 15
    """Who comes later than that after the slot has come without an appointment."""

    def of(self, service: str) -> Bookable | None:
        """How a service is booked; none: not at all."""
        return next((each for each in self.bookable if each.service == service), None)
