"""An appointment that the office keeps: its day and its time, as staff are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Final, TypeVar

from shared import clock
from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.office.model import Office
from shared.office.rules import Bookable, DateRule
from shared.text.catalogue import N_, Catalogue
from shared.trade.booking import bookable_days, bookable_slots

MOST_DAYS: Final = 12
"""Days that are offered, those of the office's rules first."""
Chosen = TypeVar("Chosen")
Made = TypeVar("Made")


def short_day(day: date, say: Catalogue) -> str:
    """A day of this year: month and day."""
    return say(N_("{month}/{day}"), month=f"{day.month:02}", day=f"{day.day:02}")


def day_and_time(
    office: Office,
    bookable: Bookable,
    now: int,
    say: Catalogue,
    *,
    ask: Callable[[str, list[Option]], Question],
    then: Callable[[int], tuple[Command, ...] | Question],
    rules: Iterable[tuple[DateRule, date]] = (),
) -> Question:
    """Which day, then what time; `ask` makes a question that is searched, of a heading
    and rows, and `then` says what comes of a time (milliseconds)."""

    def on(day: date) -> Question:
        heading = say(N_("At what time on {day}?"), day=short_day(day, say))
        return ask(heading, _times_offered(office, bookable, day, now, then))

    rows = _days_offered(office, bookable, now, rules, say, on)
    heading = N_("When to come back") if rows else N_("No time can be booked")
    return ask(say(heading), rows)


def _days_offered(
    office: Office,
    bookable: Bookable,
    now: int,
    rules: Iterable[tuple[DateRule, date]],
    say: Catalogue,
    on: Callable[[date], Question],
) -> list[Option]:
    """The days with times that may still be booked at `now`, as rows of a question."""
    named = {due: rule for rule, due in reversed(list(rules))}
    free = list(bookable_days(office, bookable, now))
    first = [day for day in named if day in free]
    found: list[Option] = []
    for day in [*first, *(day for day in free if day not in named)][:MOST_DAYS]:
        words, rule = short_day(day, say), named.get(day)
        name = rule.name.say(say.language) if rule else ""
        foot = rule.source if rule else ""
        make = partial(_with, on, day)
        by = f"#{_digits(words)}"
        found.append(Option(words, make, right=name, found_by=by, foot=foot))
    return found


def _with(then: Callable[[Chosen], Made], chosen: Chosen, _typed: str) -> Made:
    return then(chosen)


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))


def _times_offered(
    office: Office,
    bookable: Bookable,
    day: date,
    now: int,
    at_time: Callable[[int], tuple[Command, ...] | Question],
) -> list[Option]:
    """The times of a day, as rows; one that is full the office refuses by name."""
    found = []
    for at in bookable_slots(office, bookable, day, now):
        words = f"{clock.local(at, office.time_zone):%H:%M}"
        make = partial(_with, at_time, at)
        found.append(Option(words, make, found_by=f"#{_digits(words)}"))
    return found


def book(service: str, at: int, office: Office, **told: object) -> Command:
    """The command that keeps a time (milliseconds); `told` are its other fields."""
    when = clock.rfc3339(at, office.time_zone)
    return Command("book", {"service": service, "at": when, **told})
