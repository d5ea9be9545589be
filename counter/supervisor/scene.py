"""The hall at one moment as its leader looks at it: what every pane is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from counter.supervisor.day import DayCurve
from counter.supervisor.task import Task
from shared.desk.day_log import CounterDay, Happened
from shared.desk.lines import target_of
from shared.desk.words import short_of, whole_minutes
from shared.office.model import Office, Service
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow, Hall
from shared.trade.ticket import Ticket, TicketState

UNANSWERED_MINUTES: Final = 5
"""After so many somebody should see why nobody came to a call."""


@dataclass(frozen=True)
class Scene:
    """One moment."""

    hall: Hall
    now: int
    """Milliseconds since 1970, UTC."""
    office: Office
    say: Catalogue
    curve: DayCurve
    happened: tuple[Happened, ...] = ()
    """Newest first."""
    last_at: Mapping[int, Happened] = field(default_factory=dict)
    """The last event at each counter."""
    days: Mapping[int, CounterDay] = field(default_factory=dict)
    """What each counter did so far."""
    notices_by: Mapping[str, str] = field(default_factory=dict)
    """Who wrote a notice, by its id."""
    tasks: tuple[Task, ...] = ()
    """What needs somebody, worst first."""

    def short(self, service: str) -> str:
        """What the staff call a service."""
        return short_of(service, self.office, self.say)

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Ticket, ...]]:
        """Who waits for each service, in turn."""
        found: dict[str, list[Ticket]] = {}
        for each in self.hall.waiting():
            found.setdefault(each.service, []).append(each)
        return {code: tuple(tickets) for code, tickets in found.items()}

    def longest(self, service: str) -> int:
        """The whole minutes of who has waited longest for a service; 0: nobody does."""
        return self._longest.get(service, 0)

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        return {
            code: max(whole_minutes(each.waited(self.now)) for each in tickets)
            for code, tickets in self.by_service.items()
        }

    def waiting(self, service: str) -> int:
        """How many wait for a service."""
        found = self.hall.service(service)
        return found.waiting if found else 0

    def is_late(self, service: str) -> bool:
        """Whether somebody waits longer for a service than the office wants."""
        target = target_of(service, self.office)
        return target is not None and self.longest(service) > target

    def at_work(self, service: str) -> tuple[str, ...]:
        """The open counters that take a service first."""
        return self._at_work.get(service, ())

    @cached_property
    def _at_work(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for each in self.hall.counters:
            for service in each.serves if each.state == "open" else ():
                found.setdefault(service, []).append(str(each.number))
        return {service: tuple(numbers) for service, numbers in found.items()}

    def expected(self, service: Service) -> str:
        """The minutes that who comes now will wait: as people are told, where the
        office knows its waits, else the minutes of work before a counter."""
        here = self.hall.service(service.code)
        if here is not None and here.wait is not None:
            return f"{here.wait.low}-{here.wait.high}"
        work = self.estimate(service)
        return "" if work is None else str(work)

    def estimate(self, service: Service, *, more: int = 0) -> int | None:
        """The minutes of work a counter before who would come now.

        People times usual minutes, over the counters; `more` counters besides those at
        work. None: nobody is at work, or the office says no usual minutes.
        """
        counters = len(self.at_work(service.code)) + more
        if counters < 1 or service.minutes is None:
            return None
        return -(-self.waiting(service.code) * service.minutes // counters)

    def counter_name(self, number: int) -> str:
        """A counter and who sits there."""
        counter = self.hall.counter(number)
        if counter is None or not counter.staff:
            return self.say(N_("Counter {counter}"), counter=number)
        words = N_("Counter {counter}, {who}")
        return self.say(words, counter=number, who=counter.staff)

    def since(self, counter: CounterNow) -> int | None:
        """Since when a counter has been as it is (milliseconds), if that is known."""
        if counter.ticket is not None:
            return counter.ticket.started_at or counter.ticket.called_at
        last = self.last_at.get(counter.number)
        return last.at if last is not None and counter.state != "closed" else None

    def is_unanswered(self, counter: CounterNow) -> bool:
        """Whether nobody has come to a call for too long."""
        ticket = counter.ticket
        if ticket is None or ticket.state is not TicketState.CALLED:
            return False
        waited = whole_minutes(self.now - (ticket.called_at or self.now))
        return waited >= UNANSWERED_MINUTES

    def is_over_usual(self, counter: CounterNow) -> bool:
        """Whether a visit lasts longer than the service usually does."""
        ticket, usual = counter.ticket, self.usual(counter)
        if ticket is None or ticket.started_at is None or usual is None:
            return False
        return whole_minutes(self.now - ticket.started_at) > usual

    def usual(self, counter: CounterNow) -> int | None:
        """The usual minutes of the visit at a counter."""
        found = self.office.service(counter.ticket.service) if counter.ticket else None
        return found.minutes if found else None

    def asks_help(self, counter: int) -> bool:
        """Whether a counter has called for help and has no answer yet."""
        return any(each.counter == counter for each in self.hall.help_calls)
