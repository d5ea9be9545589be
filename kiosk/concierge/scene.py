"""The hall at one moment, as reception asks about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from shared import clock
from shared.desk.lines import target_of
from shared.desk.words import whole_minutes
from shared.office.model import Office
from shared.text.catalogue import Catalogue
from shared.trade.hall import Hall
from shared.trade.ticket import Ticket


@dataclass(frozen=True)
class Scene:
    """A hall and the time now."""

    office: Office
    say: Catalogue
    hall: Hall
    now: int
    """Milliseconds since 1970, in whole minutes: nothing here changes faster."""

    @cached_property
    def tickets(self) -> tuple[Ticket, ...]:
        """Everybody who is not done, at a counter too."""
        here = (each.ticket for each in self.hall.counters)
        return (*self.hall.tickets, *(each for each in here if each is not None))

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for each in self.hall.waiting():
            minutes = whole_minutes(each.waited(self.now))
            found[each.service] = max(minutes, found.get(each.service, 0))
        return found

    def longest(self, service: str) -> int:
        """Whole minutes that somebody waits for a service already; 0: nobody does."""
        return self._longest.get(service, 0)

    def is_late(self, service: str) -> bool:
        """Whether somebody waits longer for a service than the office wants."""
        target = target_of(service, self.office)
        return target is not None and self.longest(service) > target

    def waiting(self, service: str) -> int:
        """How many wait for a service."""
        found = self.hall.service(service)
        return found.waiting if found else 0

    def is_given(self, service: str) -> bool:
        """Whether the kiosks give out numbers for a service now."""
        found = self.hall.service(service)
        if found is None or found.is_full:
            return False
        return found.is_open and found.paused is None

    @property
    def is_open(self) -> bool:
        """Whether the office gives out numbers at this hour."""
        return self.office.is_open(self.now)


def scene_of(office: Office, say: Catalogue, hall: Hall, now: int) -> Scene:
    """A hall now (milliseconds); equal ones while the minute is the same."""
    minute = clock.minutes(1)
    return Scene(office, say, hall, now // minute * minute)
