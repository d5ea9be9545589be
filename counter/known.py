"""What the screen knows: the hall as it was last heard, with the answers since."""

from __future__ import annotations

import time
from collections.abc import Callable

from counter.answered import Command
from counter.lawful import Situation
from counter.waiting import last_held
from shared.trade.answered_hall import hall_after
from shared.trade.hall import CounterNow, Hall
from shared.wire.decoder import answer_from_json
from shared.wire.json_text import Json


def _ticks() -> int:
    return time.monotonic_ns() // 1_000_000


class Known:
    """One counter's knowledge of the hall."""

    def __init__(self, number: int) -> None:
        self.hall: Hall | None = None
        self.station: str | None = None
        """The name of our own station, once it has opened the counter."""
        self.ticks: Callable[[], int] = _ticks
        """Milliseconds that only go on; tests put their own clock here."""
        self._number = number
        self._heard: Hall | None = None
        self._heard_at = 0
        self._last_held: int | None = None

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
        if command.do == "hold":
            self._last_held = answer["ticket"]["key"]
        if self.hall is not None and not is_late:
            self.hall = hall_after(self.hall, self._number, answer_from_json(answer))

    @property
    def now(self) -> int:
        """The present instant by the clock of the hall, in milliseconds since 1970."""
        as_of = self.hall.as_of if self.hall else 0
        return as_of + self.ticks() - self._heard_at

    @property
    def counter(self) -> CounterNow | None:
        """Our counter, or none before the first hall."""
        return self.hall.counter(self._number) if self.hall else None

    def situation(self, chosen: int | None) -> Situation | None:
        """What the keys are decided by; `chosen` is the key of the chosen ticket."""
        counter = self.counter
        if self.hall is None or counter is None:
            return None
        tickets = self.hall.tickets
        return Situation(
            counter,
            self.station,
            next((each for each in tickets if each.key == chosen), None),
            last_held(self.hall, self._number, self._last_held),
            bool(tickets),
        )
