"""The hall as it is at one moment: the one frozen value every screen paints from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from shared.text.catalogue import N_, Catalogue
from shared.trade.orders import Closing, HelpCall, Pause, PostedNotice, closed_services
from shared.trade.printer import PrinterNow, Wish, without_paper
from shared.trade.range import NoRange, Range
from shared.trade.ticket import Ticket, TicketState
from shared.trade.turn import in_turn

STATION_PATIENCE: Final = 15_000
"""Milliseconds without a sign of life after which a station counts as gone."""
COUNTER_STATES: Final = {
    "open": N_("open"),
    "paused": N_("paused"),
    "closed": N_("closed"),
}
"""The states of a counter as people read them."""


def known_counter_state(found: str) -> str:
    """One of COUNTER_STATES; what another version calls otherwise is not open."""
    return found if found in COUNTER_STATES else "paused"


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """A service and how many wait for it."""

    code: str
    letter: str
    is_open: bool
    """Whether the kiosk gives out numbers for it now."""
    waiting: int
    paused: Pause | None = None
    """Why and until when it gives out none, where staff ordered that."""
    is_full: bool = False
    """Whether it has given out as many as it does on one day."""
    wait: Range | None = None
    """Minutes that somebody who takes a number now will wait."""
    no_wait: NoRange | None = None
    """Why that is not said."""
    is_crowded: bool = False
    """Whether as many wait as the office lets wait at once."""

    @property
    def is_closed(self) -> bool:
        """Whether nobody is called for it any more today."""
        return self.paused is not None and self.paused.is_closed


@dataclass(frozen=True, slots=True)
class KioskNow:
    """A kiosk of the office."""

    name: str
    state: str
    """"open", "paused" or "away": no station of its name is at work."""
    paused: Pause | None = None


@dataclass(frozen=True, slots=True)
class StationNow:
    """A station that has been at work this business day, as it told of itself."""

    name: str
    version: str
    """Of its program."""
    clock_ahead: int = 0
    """Milliseconds that its machine's clock is wrong by, where it should be said."""
    gone_since: int | None = None
    """Its last sign of life (milliseconds since 1970), where that is too long ago."""
    behind: int | None = None
    """Milliseconds that what it shows was old at most, between its last two signs of
    life, rounded up to a step; none where it shows nothing."""


@dataclass(frozen=True, slots=True)
class CounterNow:
    """A counter and whom it has."""

    number: int
    state: str
    """"open", "paused" or "closed"."""
    staff: str | None
    station: str | None
    """The station that holds it, if any."""
    ticket: Ticket | None
    serves: tuple[str, ...] = ()
    """What it takes first at present."""
    helps: tuple[str, ...] = ()
    """What it takes when nothing of its own waits."""


@dataclass(frozen=True, slots=True)
class Call:
    """One announcement: a call or a recall."""

    seq: int
    label: str
    counter: int
    service: str
    at: int
    """Milliseconds since 1970, UTC."""
    place: str | None = None
    """Where to go, where that is not the counter: of a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """A few people called together; they are held until it ends."""

    id: str
    counter: int
    service: str
    place: str | None
    """Where they go, in the words of the staff; none: to the counter."""
    since: int
    """Milliseconds since 1970, UTC."""
    labels: tuple[str, ...]
    """In the order they were called."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was answered without the share and could not be added to the file."""

    seq: int
    station: str
    do: str
    label: str | None
    counter: int | None
    state: TicketState | None
    """What the ticket is instead, where there is one."""
    happened: int
    """Milliseconds since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class OfficeNow:
    """Which office.toml counts; each by its version (see `shared.office.version`)."""

    version: str
    """All stations work by it."""
    waiting: str | None = None
    """The one that waits for the next business day, if any."""
    file: str | None = None
    """What lies in the folder, as the station saw it last; none: not seen."""

    def notice(self, say: Catalogue) -> str:
        """What people should know where office.toml does not count; else ""."""
        if self.file in (None, self.version):
            return ""
        if self.file == self.waiting:
            return say(
                N_("office.toml was changed: it counts from the next business day on")
            )
        words = N_("office.toml was changed and does not count yet: jiaohao reload")
        return say(words)


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything a screen shows, read in one transaction."""

    as_of: int
    """When it was read, in milliseconds since 1970, UTC."""
    seq: int
    """The last event it knows of; 0 before the first."""
    day: date
    services: tuple[ServiceNow, ...]
    counters: tuple[CounterNow, ...]
    tickets: tuple[Ticket, ...] = ()
    """Waiting, held and missed ones, in the order of their turn."""
    calls: tuple[Call, ...] = ()
    """The last announcements of the day, newest first."""
    printers: tuple[PrinterNow, ...] = ()
    """The office's printers as their stations told, by name."""
    wishes: tuple[Wish, ...] = ()
    """What is to be done with papers and is not done yet, the oldest first."""
    remarks: tuple[Remark, ...] = ()
    """What could not be added in the last half hour, newest first."""
    office: OfficeNow | None = None
    """None before the first station."""
    groups: tuple[Group, ...] = ()
    """Those that are together, by counter."""
    help_calls: tuple[HelpCall, ...] = ()
    """Who asks for help and has no answer, the oldest first."""
    kiosks: tuple[KioskNow, ...] = ()
    stations: tuple[StationNow, ...] = ()
    """By name; lobby screens have none, they only read."""
    notices: tuple[PostedNotice, ...] = ()
    """What staff wrote for the lobby screens and is not over, drafts too."""
    best_hours: tuple[tuple[int, int], ...] = ()
    """Weekdays from 1, Monday, and hours of them in which one waits clearly less."""

    @property
    def without_paper(self) -> frozenset[str]:
        """Labels whose paper did not come out, or may not have."""
        return without_paper(self.printers)

    def without_ranges(self) -> Hall:
        """The same without what was said of waits: that is never shown when old."""
        return replace(
            self,
            services=tuple(
                replace(each, wait=None, no_wait=NoRange.TOO_FEW)
                for each in self.services
            ),
            tickets=tuple(replace(each, wait=None) for each in self.tickets),
        )

    def waiting(self, service: str | None = None) -> list[Ticket]:
        """Who waits, for one service or for any, in turn."""
        return [
            ticket
            for ticket in self.in_state(TicketState.WAITING)
            if service in (None, ticket.service)
        ]

    def first_waiting(
        self, service: str, suits: Callable[[Ticket], bool]
    ) -> Ticket | None:
        """Who waits for a service, suits and is due first, or none."""
        return next((each for each in self.waiting(service) if suits(each)), None)

    def kept_waiting(self) -> Sequence[Ticket]:
        """Who waits for one counter or one member of staff, in turn."""
        return [each for each in self.waiting() if each.is_kept]

    def in_state(self, state: TicketState) -> list[Ticket]:
        """The tickets that are waiting, held or missed, in turn."""
        return in_turn(ticket for ticket in self.tickets if ticket.state is state)

    @property
    def announced(self) -> tuple[Closing | PostedNotice, ...]:
        """What is told to who waits: services closed for today, and notices."""
        closings = (
            Closing(each.code, each.paused.message, self.day)
            for each in self.services
            if each.paused is not None and each.is_closed
        )
        return (*closings, *self.notices)

    @property
    def closed(self) -> frozenset[str]:
        """The services for which nobody is called any more today, by code."""
        return closed_services(each.paused for each in self.services if each.paused)

    def service(self, code: str) -> ServiceNow | None:
        """The service with this code, or none."""
        return next((each for each in self.services if each.code == code), None)

    def counter(self, number: int) -> CounterNow | None:
        """The counter with this number, or none."""
        return next((each for each in self.counters if each.number == number), None)
