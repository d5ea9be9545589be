"""The office's calendar: appointments kept in it, looked up, come for, and missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shared import clock
from shared.errors import SlotTaken, UnknownBooking
from shared.office.model import Office
from shared.office.rules import Bookable
from shared.trade.admission import known_service
from shared.trade.booking import (
    Booking,
    BookingState,
    Slot,
    bookable_slots,
    code_meant,
    free_places,
)
from shared.trade.ledger import Data, Ledger
from shared.trade.reading import Reading
from shared.trade.ticket import Ticket


def known_booking(reading: Reading, code: str) -> Booking:
    """The appointment with a code, of whatever day. Raises UnknownBooking."""
    found = reading.booking(code_meant(code))
    if found is None:
        raise UnknownBooking()
    return found


def booked(ledger: Ledger, bookable: Bookable, wanted: Booking) -> Booking:
    """Keep a booking in the first free place of its slot. Raises SlotTaken."""
    taken = ledger.bookings(day_of_booking(ledger.office, wanted))
    free = free_places(bookable, wanted.at, standing(taken), wanted.officer)
    if not free:
        raise SlotTaken()
    officer = wanted.officer or bookable.officer_at(free[0])
    booking = replace(wanted, place=free[0], officer=officer)
    ledger.put_booking(booking)
    return booking


def note_booked(ledger: Ledger, booking: Booking, counter: int | None) -> None:
    """Write that a booking was made, and how."""
    told = {**told_of(booking, ledger.office), "channel": booking.channel}
    ledger.record("booked", service=booking.service, counter=counter, data=told)


def note_arrival(
    ledger: Ledger, booking: Booking, ticket: Ticket, *, counter: int | None = None
) -> None:
    """Somebody has come for a booking and got that number."""
    came = replace(booking, state=BookingState.CHECKED_IN, label=ticket.label)
    ledger.put_booking(came)
    told = told_of(booking, ledger.office)
    ledger.record("checked_in", ticket=ticket, counter=counter, data=told)


def end_bookings(ledger: Ledger) -> None:
    """Nobody has come for those of the days before today."""
    for each in ledger.overdue_bookings():
        ledger.put_booking(replace(each, state=BookingState.MISSED))
        day = day_of_booking(ledger.office, each)
        told = told_of(each, ledger.office)
        ledger.record("booking_missed", service=each.service, data=told, day=day)


def slots_on(
    reading: Reading, service: str, day: date, officer: str | None
) -> list[Slot]:
    """What may be booked on a day; an officer has one person at a time. Raises
    UnknownService."""
    office = reading.office
    known_service(office, service)
    bookable = office.appointments.of(service)
    if bookable is None:
        return []
    taken = standing(reading.bookings(day.isoformat()))
    most = bookable.at_once if officer is None else 1
    return [
        Slot(at, min(most, len(free_places(bookable, at, taken, officer))))
        for at in bookable_slots(office, bookable, day, reading.now)
    ]


def standing(bookings: Sequence[Booking]) -> list[Booking]:
    """Those that take a place: all but the cancelled ones."""
    return [each for each in bookings if each.state is not BookingState.CANCELLED]


def day_of_booking(office: Office, booking: Booking) -> str:
    """Its business day (ISO 8601)."""
    return office.business_day(booking.at).isoformat()


def told_of(booking: Booking, office: Office) -> Data:
    """What the events of a booking say of it."""
    told = {"code": booking.code, "at": clock.rfc3339(booking.at, office.time_zone)}
    if booking.officer is not None:
        told["officer"] = booking.officer
    return told
