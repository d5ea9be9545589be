"""What the office is: its services, counters, priorities, hours, kiosks, screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shared import clock
from shared.office.hours import Hours
from shared.office.items import Item
from shared.office.printers import Printer
from shared.office.region import RegionPlace
from shared.office.rules import (
    AppointmentRule,
    DateRule,
    FollowUpRule,
    MaintenanceRule,
    MissedRule,
    Outcome,
    Reason,
    RecallRule,
)
from shared.office.survey import Survey
from shared.office.visitor_pages import VisitorPages
from shared.office.voice import Voice, usual_voice
from shared.text.catalogue import Phrase
from shared.text.themes import OfficeColours

RESERVES_ABOVE: Final = 1000
"""The numbers of a kiosk's reserve are higher."""
CHANNELS: Final = ("kiosk", "staff", "phone")
"""How a person may come; the office may add its own."""
ANY_TIME: Final = frozenset({"staff", "phone"})
"""The channels that opening hours do not bind."""


@dataclass(frozen=True, slots=True)
class Priority:
    """A class of people and how far it goes ahead."""

    code: str
    name: Phrase
    head_start_minutes: int
    for_whom: Phrase | None = None
    is_at_kiosk: bool = False
    """Whether people may ask for it themselves on the touch screen."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What somebody must fulfil for a service, asked as one plain question."""

    question: Phrase
    otherwise: str | None = None
    """The service that is right for who says no."""


@dataclass(frozen=True, slots=True)
class Service:
    """One thing people come for."""

    code: str
    letter: str
    """The number series; several services may share one."""
    name: Phrase
    steps: tuple[Item, ...] = ()
    documents: tuple[Item, ...] = ()
    for_whom: Phrase | None = None
    legal: Phrase | None = None
    minutes: int | None = None
    """The typical time at the counter."""
    short: Phrase | None = None
    """The name where room is short."""
    asks_documents: bool = False
    """Whether the kiosk asks for the documents before it gives a number."""
    condition: Condition | None = None
    most_a_day: int | None = None
    """So many numbers a day are given out by the kiosks; none: as many as come."""
    most_waiting: int | None = None
    """While so many wait the kiosks give out no number; none: however many wait."""
    come_back_days: int = 0
    """So many days later a number that was not served may come back to its place."""
    tag: Phrase | None = None
    """The name in at most 8 columns, for the staff's lists."""
    target_minutes: int | None = None
    """So long somebody should wait at most; who waits longer stands out."""
    outcomes: tuple[Outcome, ...] = ()
    """How a visit may end; without any the counter does not ask."""
    ticket_text: Phrase | None = None
    """A line for its tickets."""
    limit_minutes: int | None = None
    """So long a visit should last at most, from the number to its end."""


@dataclass(frozen=True, slots=True)
class Need:
    """What people come for, in their own words: the first choice at the kiosk."""

    code: str
    name: Phrase
    services: tuple[str, ...]
    """Service codes, in the order the kiosk shows them."""
    hint: Phrase | None = None
    """What is in it, in a few words."""
    icon: str = "list"
    """One of `pictures.ICONS`."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter as it stands in the hall."""

    number: int
    serves: tuple[str, ...]
    """Service codes it takes first."""
    helps: tuple[str, ...] = ()
    """Service codes it takes when nothing of its own waits."""
    name: Phrase | None = None
    helps_after_minutes: int = 0
    """Minutes somebody must have waited before it helps out."""
    prefers: tuple[str, ...] = ()
    """Of what it serves, the services whose people it takes before those of others."""
    way: Phrase | None = None
    """Where it is as the lobby says it, such as "2F ←"."""
    printer: str | None = None
    """What prints the papers of its visits."""
    seats: int = 1
    """How many may be signed on there together."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A touch screen that gives out numbers."""

    name: str
    reserve: range = range(0)
    """Numbers only this kiosk gives out, while the share is away."""
    printer: str | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """A lobby screen."""

    name: str
    flow_seconds: int = 8
    """How long a page of the flow stays at least; longer where it says more."""
    panel_inches: float = 43.0
    """The panel's diagonal."""
    metres: float = 8.0
    """From how far it is to be read."""
    call_seconds: int = 8
    """How long every call has the large place to itself."""
    has_next_numbers: bool = True
    """Whether the numbers are shown that come next."""
    theme: str = "dark"
    """One of THEMES, or OFFICE_THEME."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line for the lobby screens, from a day to a day, both included."""

    text: Phrase
    first_day: date | None = None
    last_day: date | None = None

    def is_shown(self, day: date) -> bool:
        """Whether the notice is for `day`."""
        return (self.first_day is None or self.first_day <= day) and (
            self.last_day is None or day <= self.last_day
        )


@dataclass(frozen=True, slots=True)
class Office:
    """The whole office, as office.toml describes it."""

    name: Phrase
    time_zone: ZoneInfo
    languages: tuple[str, ...]
    priorities: tuple[Priority, ...]
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    kiosks: tuple[Kiosk, ...] = ()
    displays: tuple[Display, ...] = ()
    printers: tuple[Printer, ...] = ()
    notices: tuple[Notice, ...] = ()
    day_ends: time = time(0)
    hours: Hours | None = None
    """None: always open."""
    channels: tuple[str, ...] = CHANNELS
    needs: tuple[Need, ...] = ()
    phone: str | None = None
    """The telephone number that the kiosk shows when it gives out none."""
    meanwhile: Phrase | None = None
    """What can be done while the office is closed."""
    waiting_area: Phrase | None = None
    """Where people wait."""
    last_number_minutes: int = 0
    """So long before closing the kiosk says that a number may not be served."""
    deputies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who takes the people of a member of staff who is at no counter, in order."""
    has_sign_on: bool = False
    """Whether staff sign on by short name and PIN; `jiaohao staff` says who may."""
    staff_languages: Mapping[str, str] = field(default_factory=dict)
    """What the counter speaks with whom, by their short names."""
    colours: OfficeColours | None = None
    """Of the lobby, where a display has the theme "office"."""
    logo: str = ""
    """The name of a PNG file in the office folder; "" where it has none."""
    own_voice: Voice | None = None
    """What office.toml says of the voice, if anything."""
    pages: VisitorPages | None = None
    """Where visitors look at their numbers by telephone; none: nowhere."""
    survey: Survey | None = None
    """What people are asked after their visit; none: nothing."""
    store: str = ""
    """The address of the database its queue lies in; "": queue.db in the folder."""
    region: RegionPlace | None = None
    """Where `jiaohao ship` sends the events; none: nowhere."""
    version: str = field(default="", compare=False)
    """Of the office.toml that says all this; see `shared.office.version`."""
    range_share: int = 80
    """Of a hundred people, how many are called within the range they are told."""
    privacy_from: int = 3
    """The lobby says how many wait from so many people on; fewer could be known."""
    recall: RecallRule = field(default_factory=RecallRule)
    missed: MissedRule | None = None
    """How a missed number comes back; none: as the staff see fit."""
    is_training: bool = False
    """Whether nobody is really served: its name says so, and every title."""
    no_picking: bool = False
    """Whether a counter calls whose turn it is, and nobody else."""
    hold_reasons: tuple[Reason, ...] = ()
    """None: the program's own."""
    pause_reasons: tuple[Reason, ...] = ()
    """None: the program's own."""
    date_rules: tuple[DateRule, ...] = ()
    follow_ups: FollowUpRule = field(default_factory=FollowUpRule)
    appointments: AppointmentRule = field(default_factory=AppointmentRule)
    keys: Mapping[str, str] = field(default_factory=dict)
    """The counter's keys that are not the usual ones, by what they do."""
    maintenance: MaintenanceRule | None = None
    """None: the page of the kiosks for the staff stays shut."""

    @property
    def language(self) -> str:
        """The office's own language: the first it names."""
        return self.languages[0]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that numbers begin with, in their order."""
        return tuple(sorted({each.letter for each in self.services}))

    @property
    def voice(self) -> Voice:
        """How it calls out its numbers."""
        return self.own_voice or usual_voice(self.languages)

    def beside(self, language: str) -> str | None:
        """The language that stands beside `language` on screens and paper, if any."""
        others = (each for each in self.languages if each != language)
        return next(others, None)

    def service(self, code: str) -> Service | None:
        """The service with this code, or none."""
        return next((each for each in self.services if each.code == code), None)

    def counter(self, number: int) -> Counter | None:
        """The counter with this number, or none."""
        return next((each for each in self.counters if each.number == number), None)

    def priority(self, code: str) -> Priority | None:
        """The priority with this code, or none."""
        return next((each for each in self.priorities if each.code == code), None)

    def kiosk(self, name: str) -> Kiosk | None:
        """The kiosk of this name, or none."""
        return next((each for each in self.kiosks if each.name == name), None)

    def date_rule(self, code: str) -> DateRule | None:
        """The date rule with this code, or none."""
        return next((each for each in self.date_rules if each.code == code), None)

    def printer(self, name: str | None) -> Printer | None:
        """The printer of this name, or none."""
        return next((each for each in self.printers if each.name == name), None)

    def kiosks_without_printer(self) -> Iterator[tuple[int, Kiosk]]:
        """The kiosks whose own printer is none or prints nothing, and their places."""
        for index, kiosk in enumerate(self.kiosks):
            printer = self.printer(kiosk.printer)
            if printer is None or not printer.is_anywhere:
                yield index, kiosk

    def business_day(self, instant: int) -> date:
        """The day `instant` (milliseconds) counts to: the office's own, not the UTC."""
        wall = clock.local(instant, self.time_zone)
        is_still_yesterday = wall.time() < self.day_ends
        return wall.date() - timedelta(days=1) if is_still_yesterday else wall.date()

    def is_open(self, instant: int) -> bool:
        """Whether opening hours allow a number from the kiosk at `instant`."""
        return self.hours is None or self.hours.is_open(
            clock.local(instant, self.time_zone), self.business_day(instant)
        )

    def notices_on(self, day: date) -> tuple[Notice, ...]:
        """The notices to show on a business day."""
        return tuple(notice for notice in self.notices if notice.is_shown(day))
