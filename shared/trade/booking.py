"""An appointment: a slot, the code that its person holds, and no name."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from shared import clock
from shared.office.model import Office
from shared.office.rules import Bookable
from shared.office.visitor_pages import VisitorPages

PAGE: Final = "page"
"""The channel of who books on the visitors' pages; each office has it for bookings."""
SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U that sounds like two others."""
_GROUP: Final = 5
"""Signs between two hyphens, as people read a code out."""
_GROUPS: Final = 2
"""30 to the 10th codes: with a thousand bookings ahead a million guesses find one in
600,000 offices."""
SIGNS_OF_CODE: Final = _GROUP * _GROUPS
_CODE: Final = re.compile(rf"[{SIGNS}]{{{_GROUP}}}-[{SIGNS}]{{{_GROUP}}}")


BOOK_PLACE: Final = "/book"
"""Where one is made, behind the address of the office's pages."""
BOOKING_PLACE: Final = "/b/"
"""What stands between the address of the pages and a code."""


class BookingState(StrEnum):
    """Where a booking stands."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    MISSED = "missed"
    """Its day is over and nobody came."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One appointment. Instants are milliseconds."""

    code: str
    """Whoever has it may cancel and check in."""
    service: str
    at: int
    """When its slot begins."""
    minutes: int
    """How long it is."""
    place: int
    """Which one of the slot, from 1."""
    places: int
    """How many the slot has."""
    officer: str | None
    """The member of staff it is with, where that was chosen."""
    language: str
    channel: str
    """How it was made."""
    reference: str | None = None
    """A number of a file or case by which the office finds whom to call."""
    state: BookingState = BookingState.BOOKED
    label: str | None = None
    """The number its person got on coming."""

    def meets(self, at: int, minutes: int) -> bool:
        """Whether it lies, in part at least, in so many minutes from `at`."""
        end, its_end = (
            at + clock.minutes(minutes),
            self.at + clock.minutes(self.minutes),
        )
        return self.at < end and at < its_end


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may be booked."""

    at: int
    """Milliseconds since 1970, UTC."""
    free: int
    """How many more people it takes."""


def new_code() -> str:
    """A code that nobody guesses and that can be read out, such as K7M3Q-9XRT2."""
    return hyphened("".join(secrets.choice(SIGNS) for _ in range(SIGNS_OF_CODE)))


def code_meant(words: str) -> str:
    """The code that somebody means who leaves the hyphen out, or types it small."""
    signs = words.strip().upper().replace("-", "").replace(" ", "")
    if len(signs) != SIGNS_OF_CODE:
        return words
    return hyphened(signs)


def hyphened(signs: str) -> str:
    """The signs of a code, or the first of them, with its hyphen."""
    groups = (signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
    return "-".join(groups)


def said_by_booking(code: str, pages: VisitorPages | None) -> str:
    """What the QR code of a booking says: where its page is, else the code alone."""
    return f"{pages.address}{BOOKING_PLACE}{code}" if pages is not None else code


def booking_scanned(words: str) -> str | None:
    """The code that a scanner has read, from either kind of QR code, or that somebody
    has typed; none: no code of a booking."""
    _, between, behind = words.strip().rpartition(BOOKING_PLACE)
    code = code_meant(behind if between else words)
    return code if _CODE.fullmatch(code) else None


def slots_of(office: Office, bookable: Bookable, day: date) -> list[int]:
    """When slots begin on a business day (milliseconds), free or not, past or not."""
    if office.hours is not None and day in office.hours.closed_days:
        return []
    # A business day that ends after midnight has hours of the next date.
    dates = [day] if office.day_ends == time(0) else [day, day + timedelta(days=1)]
    found = [
        _instant(datetime.combine(each, start, office.time_zone))
        for each in dates
        for start in bookable.starts_on(each.weekday())
    ]
    return [at for at in found if office.business_day(at) == day]


def bookable_slots(
    office: Office, bookable: Bookable, day: date, now: int
) -> list[int]:
    """Those that may still be booked at `now`: none that has begun, none farther ahead
    than the office plans."""
    ahead = (day - office.business_day(now)).days
    if not 0 <= ahead <= office.appointments.days_ahead:
        return []
    return [at for at in slots_of(office, bookable, day) if at > now]


def bookable_days(office: Office, bookable: Bookable, now: int) -> Iterator[date]:
    """The business days with slots that may still be booked at `now`, today first."""
    today = office.business_day(now)
    for ahead in range(office.appointments.days_ahead + 1):
        day = today + timedelta(days=ahead)
        if bookable_slots(office, bookable, day, now):
            yield day


def free_places(
    bookable: Bookable, at: int, taken: Sequence[Booking], officer: str | None = None
) -> list[int]:
    """The places of a slot that are free, for an officer or for any.

    `taken` are the bookings of its day that are not cancelled; an officer has one
    person at a time, whatever for.
    """
    there = [each for each in taken if each.meets(at, bookable.minutes)]
    full = {each.place for each in there if each.service == bookable.service}
    busy = {each.officer for each in there if each.officer is not None}

    def is_free(place: int) -> bool:
        own = bookable.officer_at(place) or officer
        is_theirs = officer in (None, own)
        return place not in full and is_theirs and own not in busy

    return [place for place in range(1, bookable.at_once + 1) if is_free(place)]


def _instant(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
