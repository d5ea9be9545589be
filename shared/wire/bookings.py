"""Appointments as they stand on the wire."""

from __future__ import annotations

from collections.abc import Sequence

from shared.office.model import Office
from shared.trade.booking import Booking, BookingState, Slot
from shared.wire import told
from shared.wire.instants import read, written
from shared.wire.json_text import to_json


def booking_told(booking: Booking, office: Office) -> told.BookingTold:
    """An appointment on the wire."""
    return told.BookingTold(
        booking.code,
        booking.service,
        written(booking.at, office.time_zone),
        booking.minutes,
        booking.place,
        booking.places,
        booking.officer,
        booking.language,
        booking.channel,
        booking.reference,
        booking.state.value,
        booking.label,
    )


def slots_body(slots: Sequence[Slot], office: Office) -> str:
    """The answer to `slots`, as a JSON object."""
    found = [
        told.SlotTold(written(each.at, office.time_zone), each.free) for each in slots
    ]
    return to_json({"ok": True, "slots": found})


def booking_body(booking: Booking, office: Office) -> str:
    """The answer to `booking`, as a JSON object."""
    return to_json({"ok": True, "booking": booking_told(booking, office)})


def bookings_body(bookings: Sequence[Booking], office: Office) -> str:
    """The answer to `bookings`, as a JSON object."""
    found = [booking_told(each, office) for each in bookings]
    return to_json({"ok": True, "bookings": found})


def booking_of(found: told.BookingTold) -> Booking:
    """An appointment as a station told it. Raises ValueError."""
    return Booking(
        found.code,
        found.service,
        read(found.at),
        found.minutes,
        found.place,
        found.places,
        found.officer,
        found.language,
        found.channel,
        found.reference,
        BookingState(found.state),
        found.ticket,
    )
