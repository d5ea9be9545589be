"""An appointment made at reception: what for, which day, what time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from shared.desk.booking import book, days_offered, short_day, times_offered
from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.desk.words import name_of
from shared.office.model import Office
from shared.office.rules import Bookable
from shared.text.catalogue import N_, Catalogue


class Booking:
    """The questions, one after the other."""

    def __init__(
        self, office: Office, now: int, say: Catalogue, told: Mapping[str, object]
    ) -> None:
        """`now` in milliseconds; `told` is what is known of the person."""
        self._office, self._now, self._say, self._told = office, now, say, told

    def begin(self) -> Question:
        """What for; the day at once, where only one service can be booked."""
        offered = self._office.appointments.bookable
        if len(offered) == 1:
            return self._days(offered[0])
        rows = [
            Option(
                name_of(each.service, self._office, self._say),
                partial(self._day_of, each),
                found_by=each.service,
            )
            for each in offered
        ]
        return self._question(N_("What for?"), rows)

    def _day_of(self, bookable: Bookable, _typed: str) -> Question:
        return self._days(bookable)

    def _days(self, bookable: Bookable) -> Question:
        on = partial(self._times, bookable)
        known = (self._office, bookable, self._now)
        rows = days_offered(*known, (), self._say, on)
        heading = N_("When to come back") if rows else N_("No time can be booked")
        return self._question(heading, rows)

    def _times(self, bookable: Bookable, day: date) -> Question:
        rows = times_offered(
            self._office, bookable, day, self._now, partial(self._book, bookable)
        )
        heading = N_("At what time on {day}?")
        return self._question(heading, rows, day=short_day(day, self._say))

    def _book(self, bookable: Bookable, at: int) -> tuple[Command, ...]:
        return (book(bookable.service, at, self._office, **self._told),)

    def _question(self, heading: str, rows: list[Option], **values: str) -> Question:
        say = self._say
        return Question(
            "book", say(N_("Appointment")), say(heading, **values), tuple(rows),
            is_search=True,
        )  # fmt: skip
