"""What the screen knows: the hall as it was last heard, with the answers since."""

from __future__ import annotations

import time
from collections.abc import Callable

from counter.answered import BESIDE
from counter.line import Line, line_of
from shared.desk.command import Command
from shared.desk.day_log import DayLog
from shared.desk.undo import Undo
from shared.office.model import Counter, Office
from shared.trade.answered_hall import hall_after
from shared.trade.hall import CounterNow, Hall
from shared.trade.seats import each_of
from shared.wire.decoder import answer_from_json
from shared.wire.json_text import Json


def _ticks() -> int:
    return time.monotonic_ns() // 1_000_000


class Known:
    """One counter's knowledge of the hall."""

    def __init__(self, place: Counter, office: Office) -> None:
        self.hall: Hall | None = None
        self.station: str | None = None
        """The name of our own station, once it has opened the counter."""
        self.ticks: Callable[[], int] = _ticks
        """Milliseconds that only go on; tests put their own clock here."""
        self.log = DayLog(office)
        self.undo = Undo(lambda: self.ticks())
        self.signed_as = ""
        """Who signed on at this screen; "": nobody yet."""
        self._place = place
        self._office = office
        self._heard: Hall | None = None
        self._heard_at = 0
        self._free_since: int | None = None

    @property
    def number(self) -> int:
        """Of the counter."""
        return self._place.number

    def hear(self, hall: Hall | None) -> None:
        """Take over a hall that the link tells, if it is a new one."""
        if hall is not None and hall is not self._heard:
            self.hall = self._heard = hall
            self._heard_at = self.ticks()

    def take_in(self, command: Command, answer: Json, *, is_late: bool) -> None:
        """Put an answer into the hall until the next one is heard.

        A late answer may be older than the hall, which then stays as it is.
        """
        if command.do == "open_counter":
            self.station = answer["counter"]["station"]
        if command.can_be_undone:
            self.undo.offer(Command("undo", {"counter": self.number}))
        elif command.do not in BESIDE:
            self.undo.offer(None)
        if self.hall is not None and not is_late:
            number = self._place.number
            self.hall = hall_after(self.hall, number, answer_from_json(answer))

    @property
    def is_signed(self) -> bool:
        """Whether who sits here signed on, or need not."""
        if not self._office.has_sign_on:
            return True
        counter = self.counter
        return counter is not None and self.signed_as in each_of(counter.staff)

    def free_for(self) -> int | None:
        """Milliseconds since the counter has had nobody, as far as this screen saw."""
        counter = self.counter
        if counter is None or counter.ticket is not None or counter.state != "open":
            self._free_since = None
            return None
        if self._free_since is None:
            self._free_since = self.ticks()
        return self.ticks() - self._free_since

    def line(self) -> Line:
        """Who comes to the counter, in turn."""
        if self.hall is None:
            return Line()
        return line_of(self._place, self._office, self.hall, self.now)

    def calls(self) -> int:
        """How often whom the counter has was called since it came here."""
        counter = self.counter
        if counter is None or counter.ticket is None:
            return 0
        ticket = counter.ticket
        return ticket.calls - self.log.calls_before(ticket.label, ticket.called_at or 0)

    def called_last(self) -> int | None:
        """When whom the counter has was called last (milliseconds), or none."""
        counter = self.counter
        if self.hall is None or counter is None or counter.ticket is None:
            return None
        label = counter.ticket.label
        calls = (each.at for each in self.hall.calls if each.label == label)
        recalled = self.log.last_of("recalled", label)
        known = [counter.ticket.called_at or 0, *calls]
        return max([*known, recalled.at] if recalled else known) or None

    @property
    def now(self) -> int:
        """The present instant by the clock of the hall, in milliseconds since 1970."""
        as_of = self.hall.as_of if self.hall else 0
        return as_of + self.ticks() - self._heard_at

    @property
    def counter(self) -> CounterNow | None:
        """Our counter, or none before the first hall."""
        return self.hall.counter(self._place.number) if self.hall else None
