"""A made-up office as if Jiaohao had been at work there: its events, and what every
person would have been told by the hall of that moment.

Who leaves without a word is called in vain when it is their turn, as in any office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from jiaohao.replay import Judgement, _instants, _rank
from jiaohao.tally import Tally
from jiaohao.visit_log import Visit, VisitLog
from shared.trade.estimate.day import DAY
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.office_events import OfficeEvents
from shared.trade.estimate.outlook import NEW, Outlook, Waiting
from shared.trade.estimate.waiting import MINUTE
from shared.trade.event import Event
from shared.trade.hall import CounterNow
from shared.trade.range import Range
from shared.trade.ticket import Ticket, TicketState, new_ticket
from tests.waiting.offices import Made

_ENDED, _CALLED, _ISSUED = range(3)
_BOOKED = 20.0
"""Minutes; the log does not say when they were to come."""


class _Live:
    """The office, instant by instant."""

    def __init__(self, made: Made, log: VisitLog) -> None:
        self.visits = sorted(log.visits, key=_rank)
        self._offset = log.offset
        minutes = {code: minutes for code, (_, minutes) in made.head_starts.items()}
        priorities = {each.priority for each in self.visits}
        self._head_starts = {
            each: minutes.get(each, _BOOKED if each == "booked" else 0.0) * MINUTE
            for each in priorities
        }
        learner = Learner(log.offset, head_starts=self._head_starts)
        self._events = OfficeEvents(learner, ZoneInfo("Asia/Taipei"))
        names = sorted({each.counter for each in self.visits if each.counter})
        self._numbers = {name: at for at, name in enumerate(names, 1)}
        self._serves = {
            number: tuple(
                sorted({each.service for each in self.visits if each.counter == name})
            )
            for name, number in self._numbers.items()
        }
        self._waiting: dict[int, Waiting] = {}
        self._have: dict[int, tuple[int, Ticket]] = {}
        self._seq, self._day = 0, -1
        self.told: dict[int, Range] = {}

    def go_on(self, at: int, what: int, number: int) -> None:
        """One instant: who, of the visits, and what."""
        self._begin_day(at)
        self._events.settle(at)
        visit = self.visits[number]
        if what == _ISSUED:
            self._issue(at, number, visit)
        elif what == _ENDED and visit.called is not None:
            counter = self._numbers[visit.counter]
            self._happen(at, "finished", number, counter)
            if self._have.get(counter, (-1, None))[0] == number:
                del self._have[counter]
        elif visit.called is None:
            self._leave(at, number)
        else:
            self._call(at, number, visit)

    def _issue(self, at: int, number: int, visit: Visit) -> None:
        due = round(at - self._head_starts[visit.priority])
        new = Waiting(due, NEW, visit.service, visit.priority, at)
        learner = self._events.learner
        line = sorted(self._waiting.values())
        outlook = Outlook(learner, line, self._counters(), at)
        data: dict[str, Any] = {"priority": visit.priority}
        if learner.knows_enough:
            told = outlook.range_of(new)
            assert told is not None
            self.told[number] = told
            data["wait"] = self.told[number].data()
        self._waiting[number] = new._replace(key=number)
        self._happen(at, "issued", number, data=data)

    def _call(self, at: int, number: int, visit: Visit) -> None:
        self._waiting.pop(number, None)
        line = visit.service, visit.priority
        for other, each in list(self._waiting.items()):
            if each[2:4] == line and each.issued_at < visit.issued:
                self._leave(at, other)
        counter = self._numbers[visit.counter]
        self._happen(at, "called", number, counter)
        self._have[counter] = number, _serving(visit.service, at, counter)

    def _leave(self, at: int, number: int) -> None:
        if self._waiting.pop(number, None) is not None:
            self._happen(at, "cancelled", number)

    def _begin_day(self, at: int) -> None:
        day = (at + self._offset) // DAY
        if day != self._day:
            self._day = day
            for number in list(self._waiting):
                self._leave(at, number)
            self._have.clear()

    def _counters(self) -> list[CounterNow]:
        return [
            CounterNow(
                number, "open", None, None, self._have.get(number, (0, None))[1], serves
            )
            for number, serves in self._serves.items()
        ]

    def _happen(
        self,
        at: int,
        kind: str,
        number: int,
        counter: int | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self._seq += 1
        about = (f"T{number}", self.visits[number].service, counter, data)
        self._events.take(Event(self._seq, "made", at, kind, "made", *about))


def lived(made: Made, log: VisitLog, *, part: float) -> Judgement:
    """What the people of the last part of its days were told who were called then."""
    live = _Live(made, log)
    kinds = {0: _ENDED, 1: _CALLED, 2: _ISSUED, 3: _CALLED, 4: _ENDED}
    for at, what, number, _ in _instants(live.visits):
        live.go_on(at, kinds[what], number)
    first, last = live.visits[0].issued, live.visits[-1].issued
    cut = last - (last - first) * part
    overall = Tally()
    services = {kind.code: Tally() for kind in made.kinds}
    for number, told in live.told.items():
        visit = live.visits[number]
        if visit.called is not None and visit.issued > cut:
            minutes = (visit.called - visit.issued) / MINUTE
            for tally in overall, services[visit.service]:
                tally.add(told, (), minutes)
    return Judgement(overall, services, [], [])


def _serving(service: str, at: int, counter: int) -> Ticket:
    ticket = new_ticket(
        letter="A",
        number=1,
        service=service,
        priority="",
        language="en",
        channel="kiosk",
        issued_at=at,
        head_start=0,
    )
    return replace(ticket, state=TicketState.SERVING, counter=counter, called_at=at)
