"""What a station says of waiting: from what is kept and the events since.

Every station goes by the same events, so all say the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shared import clock
from shared.trade.estimate.kept import Mark, who_knows
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.office_events import OfficeEvents, head_starts
from shared.trade.estimate.outlook import NEW, Outlook, Waiting
from shared.trade.hall import CounterNow, Hall, ServiceNow
from shared.trade.orders import closed_services
from shared.trade.range import NoRange, Range
from shared.trade.reading import Reading
from shared.trade.ticket import Ticket, TicketState

_AT_ONCE: Final = 400
"""Events that one look learns from at most: who asks does not wait for more."""
_MOST: Final = 2_000
"""Of events that nothing is kept of, as many are learnt from, the newest."""


class Waits:
    """The ranges of one office, for one station."""

    def __init__(self) -> None:
        self._events: OfficeEvents | None = None
        self._about: object = None
        """What is kept and by which rule of turn, as it was taken up."""
        self._last = Mark(0, "", 0)
        """The event learnt from last."""
        self.is_behind = False
        """Whether there are events not learnt from."""

    @property
    def learner(self) -> Learner:
        """What is known so far; of an office that was never looked at, nothing."""
        return self._events.learner if self._events is not None else Learner()

    def hall(self, reading: Reading) -> Hall:
        """The hall with its ranges."""
        outlook = self._outlook(reading)
        if outlook is None:
            hall = reading.hall()
            services = tuple(
                replace(each, no_wait=NoRange.TOO_FEW) for each in hall.services
            )
            return replace(hall, services=services)
        newcomers = [
            self._newcomer(reading, code, at)
            for at, code in enumerate(each.code for each in reading.office.services)
        ]
        ranges = outlook.ranges(newcomers)
        hall = reading.hall(ranges)
        services = tuple(
            _with_wait(each, ranges.get(NEW + at), outlook)
            for at, each in enumerate(hall.services)
        )
        best = tuple(self.learner.week.best_hours())
        return replace(hall, services=services, best_hours=best)

    def promise(self, reading: Reading, ticket: Ticket) -> Range | None:
        """The range for somebody who is about to get a number, or none."""
        outlook = self._outlook(reading)
        if outlook is None:
            return None
        own = (ticket.due_at, NEW, ticket.service, ticket.priority, ticket.issued_at)
        return outlook.range_of(Waiting(*own))

    def of(self, reading: Reading, ticket: Ticket) -> Range | None:
        """The range of a ticket, if it waits and one is said."""
        if ticket.state is not TicketState.WAITING:
            return None
        if ticket.issued_at == reading.now and ticket.promised is not None:
            return ticket.promised
        outlook = self._outlook(reading)
        if outlook is None:
            return None
        own = (ticket.due_at, ticket.key, ticket.service, ticket.priority)
        return outlook.range_of(Waiting(*own, ticket.issued_at))

    def follow(self, reading: Reading) -> None:
        """Learn from what happened since, at most `_AT_ONCE` events."""
        office = reading.office
        ranks = tuple(head_starts(office).items())
        about = reading.learnt_mark(), ranks, office.range_share
        if self._events is None or about != self._about:
            self._begin(reading)
            self._about = about
        if not self._learn(reading):
            # The file is another one, or was put back.
            self._begin(reading)
            self._learn(reading)

    def _learn(self, reading: Reading) -> bool:
        """False where the file does not know the event learnt from last."""
        events, last = self._events, self._last
        assert events is not None
        found = reading.events(after=max(0, last.seq - 1), limit=_AT_ONCE + 1)
        if last.seq:
            if not found or (found[0].seq, found[0].id) != (last.seq, last.id):
                return False
            del found[0]
        for event in found:
            events.take(event)
        if found:
            self._last = Mark(found[-1].seq, found[-1].id, found[-1].at)
        events.settle(reading.now)
        self.is_behind = self._last.seq < reading.last_seq()
        return True

    def _begin(self, reading: Reading) -> None:
        """Take up what is kept; where that is none, the newest events are enough."""
        office = reading.office
        learner, last = who_knows(office, reading.now, reading.learnt())
        self._events = OfficeEvents(learner, office.time_zone)
        if last is None or not _is_there(reading, last):
            first = max(0, reading.last_seq() - _MOST)
            before = reading.events(after=max(0, first - 1), limit=1) if first else []
            last = Mark(first, before[0].id, 0) if before else Mark(0, "", 0)
        self._last = last

    def _outlook(self, reading: Reading) -> Outlook | None:
        self.follow(reading)
        if self.is_behind or self._events is None:
            return None
        closed = closed_services(reading.pauses())
        counters = [_without(closed, each) for each in reading.counters()]
        learner = self._events.learner
        return Outlook(learner, reading.who_waits(), counters, reading.now)

    def _newcomer(self, reading: Reading, service: str, at: int) -> Waiting:
        rank, now = reading.office.priorities[0], reading.now
        due_at = now - clock.minutes(rank.head_start_minutes)
        return Waiting(due_at, NEW + at, service, rank.code, now)


def _is_there(reading: Reading, mark: Mark) -> bool:
    found = reading.events(after=max(0, mark.seq - 1), limit=1)
    return bool(found) and (found[0].seq, found[0].id) == (mark.seq, mark.id)


def _without(closed: frozenset[str], counter: CounterNow) -> CounterNow:
    """A counter that takes nobody of services that are closed for today."""
    if not closed:
        return counter
    serves, helps = (
        tuple(each for each in codes if each not in closed)
        for codes in (counter.serves, counter.helps)
    )
    return replace(counter, serves=serves, helps=helps)


def _with_wait(service: ServiceNow, wait: Range | None, outlook: Outlook) -> ServiceNow:
    if wait is not None:
        return replace(service, wait=wait)
    return replace(service, no_wait=outlook.why_none(service.code))
