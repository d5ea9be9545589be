"""The places on the way through the kiosk. Pure."""

from __future__ import annotations

from msgspec import Struct

from kiosk.typed import Appointment, Enquiry, Pin


class Start(Struct, frozen=True):
    """Where everybody begins."""


class Needs(Struct, frozen=True):
    """What have you come for?"""


class Services(Struct, frozen=True):
    """Which of the services for one need; of all services where it is none."""

    need: str | None
    page: int = 0


class AllServices(Struct, frozen=True):
    """Every service by its need, to find what no need has led to."""

    need: str | None = None
    page: int = 0


class Condition(Struct, frozen=True):
    """The one question that a service asks first."""

    service: str


class NotForYou(Struct, frozen=True):
    """The answer was no: what is right instead."""

    service: str


class Documents(Struct, frozen=True):
    """Have you brought these?"""

    service: str
    page: int = 0


class Lacking(Struct, frozen=True):
    """Something is not there: what can be done."""

    service: str


class Reading(Struct, frozen=True):
    """The steps and documents of a service, to read while it is closed."""

    service: str


class Priorities(Struct, frozen=True):
    """Who goes first."""


class BookService(Struct, frozen=True):
    """An appointment is made: for what?"""

    page: int = 0


class BookDay(Struct, frozen=True):
    """On which day?"""

    service: str
    page: int = 0


class BookTime(Struct, frozen=True):
    """At what time of a day (ISO 8601)?"""

    service: str
    day: str
    page: int = 0
    is_taken: bool = False
    """Whether the one that was chosen was somebody else's meanwhile."""


class BookRight(Struct, frozen=True):
    """Is it right? `at` is when the slot begins, in milliseconds."""

    service: str
    at: int


class Help(Struct, frozen=True):
    """Where help is."""


class Maintenance(Struct, frozen=True):
    """What the staff do with the kiosk itself, once it is unlocked."""


Step = (
    Start
    | Needs
    | Services
    | AllServices
    | Condition
    | NotForYou
    | Documents
    | Lacking
    | Reading
    | Priorities
    | Enquiry
    | Appointment
    | BookService
    | BookDay
    | BookTime
    | BookRight
    | Help
    | Pin
    | Maintenance
)
"""A place on the way."""
