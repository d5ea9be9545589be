"""An appointment made at reception: what for, which day, what time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from shared.desk.booking import book, day_and_time
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
                partial(self._days, each),
                found_by=each.service,
            )
            for each in offered
        ]
        return self._question(self._say(N_("What for?")), rows)

    def _days(self, bookable: Bookable, _typed: str = "") -> Question:
        known = (self._office, bookable, self._now, self._say)
        then = partial(self._book, bookable)
        return day_and_time(*known, ask=self._question, then=then)

    def _book(self, bookable: Bookable, at: int) -> tuple[Command, ...]:
        return (book(bookable.service, at, self._office, **self._told),)

    def _question(self, heading: str, rows: list[Option]) -> Question:
        title = self._say(N_("Appointment"))
        return Question("book", title, heading, tuple(rows), is_search=True)
