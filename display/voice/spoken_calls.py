"""Whose call is spoken now and whose comes next: one at a time, none of them old."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from display.content.announcing import LEAST_MS, valid_calls
from display.content.hearing import Hearing
from shared.trade.hall import Call, Hall


@dataclass(frozen=True, slots=True)
class SpokenCall:
    """A call that is to be spoken."""

    call: Call
    language: str | None
    """What the visitor chose, where it is known."""
    heard: int
    """When this station learned of it."""


@dataclass(frozen=True, slots=True)
class SpokenCalls:
    """The call that is spoken and those that wait for it; a value, one for each look.

    Every call begins when it takes the large place on the board, as far as the one
    before has been spoken by then. Instants are milliseconds of the station's clock.
    """

    least: int = LEAST_MS
    """How long every call has the large place."""
    spoken: SpokenCall | None = None
    since: int | None = None
    """When the last one took the large place; none before the first."""
    queue: tuple[SpokenCall, ...] = ()
    hearing: Hearing = field(default_factory=Hearing)

    def look(self, hall: Hall, *, now: int, known_at: int) -> SpokenCalls:
        """What is to be spoken by a hall confirmed at `known_at`.

        Who was called before the first look is not called again. A call that was taken
        back, or whose number waits again, is not spoken any more: nor to the end.
        """
        news, hearing = self.hearing.listen(hall.calls, now=now, known_at=known_at)
        stands = valid_calls(hall)
        new = (SpokenCall(each, _language(each, hall), now) for each in news)
        is_taken_back = self.spoken is not None and not stands(self.spoken.call)
        return replace(
            self,
            spoken=None if is_taken_back else self.spoken,
            since=None if is_taken_back else self.since,
            queue=tuple(each for each in (*self.queue, *new) if stands(each.call)),
            hearing=hearing,
        )

    def is_due(self, now: int) -> bool:
        """Whether a call waits whose time on the board has come."""
        # Farther away than one call has is a clock that was set.
        return bool(self.queue) and not 0 < self._place_at() - now <= self.least

    def begin(self, now: int) -> SpokenCalls:
        """The next call is spoken from now on, where one is due and none is spoken."""
        if self.spoken is not None or not self.is_due(now):
            return self
        since = min(self._place_at(), now)
        return replace(self, spoken=self.queue[0], since=since, queue=self.queue[1:])

    def ended(self) -> SpokenCalls:
        """The call was spoken."""
        return replace(self, spoken=None)

    def _place_at(self) -> int:
        """When the next call takes the large place on the board."""
        heard = self.queue[0].heard
        return heard if self.since is None else max(heard, self.since + self.least)


def _language(call: Call, hall: Hall) -> str | None:
    there = (each.ticket for each in hall.counters if each.ticket is not None)
    tickets = (*there, *hall.tickets)
    return next((each.language for each in tickets if each.label == call.label), None)
