"""One day on a clock of its own: people come, counters call, by the real commands."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, pairwise
from typing import Final, Protocol

from jiaohao.simulate.demand import Comer, Hours
from shared.errors import Refusal
from shared.machine.progress import get_on
from shared.office.model import Office
from shared.sqlite.in_memory import in_memory
from shared.trade.commands.command import Answer
from shared.trade.commands.counters import OpenCounter
from shared.trade.commands.visits import Call, Finish, Issue, NoShow, Recall, Start
from shared.trade.day import turn_day
from shared.trade.estimate.waiting import MINUTE
from shared.trade.event import Event
from shared.trade.ledger import MOST_EVENTS, Ledger
from shared.trade.ticket import Ticket

_STATION: Final = "simulation"
_WALK: Final = MINUTE // 2
"""From the call to the counter; part of the visit's time."""
_LOOK: Final = MINUTE
"""So often a free counter looks again whether somebody may come to it."""


class _Act(Protocol):
    """A command, as much as is asked of it here."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See `trade.commands.command.Command`."""
        ...


class SimulatedDay:
    """See `jiaohao.report.source.Source`: its events are those of the day."""

    def __init__(self, office: Office, day: date, hours: Hours) -> None:
        self.office = office
        self.today = day
        self.refused = 0
        """Who got no number, by the office's rules."""
        self.waiting = 0
        """Who was not called by the end."""
        self.last_end: int | None = None
        """When the last visit ended; milliseconds."""
        self._now = hours.opens
        self._pauses = [(end, begin) for (_, end), (begin, _) in pairwise(hours.spans)]
        """When the office is closed in between, as for lunch: nobody is called then."""
        self._ledgers = in_memory(office, lambda: self._now)
        self._order = count()
        self._to_come: list[tuple[int, int, Comer | int | None, _Act | None]] = []
        """When, in which order, who or which counter, and what it does then; none:
        all that are free begin again."""
        self._free: deque[int] = deque()
        self._comers: dict[str, Comer] = {}

    def run(self, comers: Sequence[Comer]) -> None:
        """From opening until nobody waits any more, or the day ends."""
        self._ledgers.write(turn_day, station=_STATION, id="day")
        for counter in self.office.counters:
            self._do(OpenCounter(counter=counter.number))
            self._free.append(counter.number)
        for each in comers:
            self._plan(each.at, each)
        for _, begin in self._pauses:
            self._plan(begin, None)
        looks = any(each.helps_after_minutes for each in self.office.counters)
        while self._to_come:
            at, _, who, command = heapq.heappop(self._to_come)
            if self.office.business_day(at) > self.today:
                break
            if looks and self.waiting and self._free and at > self._now + _LOOK:
                heapq.heappush(self._to_come, (at, -1, who, command))
                self._now += _LOOK
                self._call_free()
                continue
            self._now = max(self._now, at)
            get_on()
            if isinstance(who, Comer):
                self._come(who)
            elif who is None:
                self._call_free()
            elif command is not None:
                self._act(who, command)

    def events(self, first: date, last: date) -> Iterator[Event]:
        """See Source."""
        if not first <= self.today <= last:
            return
        after = 0
        while found := self._ledgers.read(
            lambda reading: reading.events(after=after, limit=MOST_EVENTS)  # noqa: B023
        ):
            yield from found
            after = found[-1].seq

    def close(self) -> None:
        """Forget it."""
        self._ledgers.close()

    def _plan(
        self, at: int, who: Comer | int | None, command: _Act | None = None
    ) -> None:
        heapq.heappush(self._to_come, (at, next(self._order), who, command))

    def _come(self, comer: Comer) -> None:
        try:
            answer = self._do(
                Issue(
                    service=comer.service,
                    priority=comer.priority,
                    channel=comer.channel,
                )
            )
        except Refusal:
            self.refused += 1
            return
        self._comers[_ticket(answer).label] = comer
        self.waiting += 1
        self._call_free()

    def _call_free(self) -> None:
        """The counter that has been free longest has the first choice."""
        for _ in range(len(self._free)):
            counter = self._free.popleft()
            if not self._call(counter):
                self._free.append(counter)
            if not self.waiting:
                return

    def _call(self, counter: int) -> bool:
        is_closed = any(end <= self._now < begin for end, begin in self._pauses)
        if is_closed or not self.waiting:
            return False
        found = self._do(Call(counter=counter))["ticket"]
        if not isinstance(found, Ticket):
            return False
        self.waiting -= 1
        comer = self._comers[found.label]
        if comer.comes:
            walk = min(_WALK, comer.serving)
            self._plan(self._now + walk, counter, Start(counter=counter))
            self._plan(self._now + comer.serving, counter, Finish(counter=counter))
            return True
        rule = self.office.recall
        apart = rule.seconds_apart * 1000
        for again in range(1, rule.calls):
            self._plan(self._now + again * apart, counter, Recall(counter=counter))
        missed = NoShow(counter=counter)
        self._plan(self._now + rule.calls * apart, counter, missed)
        return True

    def _act(self, counter: int, command: _Act) -> None:
        self._do(command)
        if isinstance(command, Finish | NoShow):
            self.last_end = self._now
            if not self._call(counter):
                self._free.append(counter)

    def _do(self, command: _Act) -> Answer:
        def work(ledger: Ledger) -> Answer:
            return command.carry_out(ledger)

        return self._ledgers.write(work, station=_STATION, id=str(next(self._order)))


def _ticket(answer: Answer) -> Ticket:
    found = answer["ticket"]
    assert isinstance(found, Ticket)
    return found
