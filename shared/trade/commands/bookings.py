"""The commands of appointments: made, given back, and come for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shared import clock
from shared.errors import BadRequest, UnknownBooking, WrongState
from shared.office.model import Office
from shared.office.rules import Bookable
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.booking import (
    PAGE,
    Booking,
    BookingState,
    bookable_slots,
    free_places,
    new_code,
)
from shared.trade.calendar import (
    booked,
    day_of_booking,
    known_booking,
    note_arrival,
    note_booked,
    standing,
    told_of,
)
from shared.trade.commands.command import (
    Answer,
    Instant,
    LanguageTag,
    Text,
    Whole,
    command,
)
from shared.trade.commands.follow_ups import day_of, refuse_reference
from shared.trade.commands.places import refuse_unknown, refuse_unknown_officer
from shared.trade.commands.visits import come_back
from shared.trade.ledger import Ledger
from shared.trade.missed import may_return
from shared.trade.moves import give_out
from shared.trade.ticket import TICKET_STATES, Ticket, TicketState, new_ticket

_IS_HERE = (
    TicketState.WAITING,
    TicketState.CALLED,
    TicketState.HELD,
    TicketState.MISSED,
)
"""The states of a number whose person may say that they are here."""


@command("book")
class Book:
    """Somebody will come at a time."""

    service: Text
    at: Instant
    officer: Text | None = None
    language: LanguageTag | None = None
    channel: Text = "kiosk"
    reference: Text | None = None
    """By which the office finds whom to call, should it have to move them."""
    counter: Whole | None = None
    """Whose act it is, where it is a counter's."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        office = ledger.office
        refuse_unknown(ledger, self.counter)
        known_service(office, self.service)
        refuse_unknown_officer(ledger, self.officer)
        bookable = _bookable_at(office, self.service, self.at, ledger.now)
        self._refuse_odd(office, bookable)
        wanted = Booking(
            code=new_code(),
            service=self.service,
            at=self.at,
            minutes=bookable.minutes,
            place=0,
            places=bookable.at_once,
            officer=self.officer,
            language=self.language or office.language,
            channel=self.channel,
            reference=self.reference and self.reference.strip(),
        )
        booking = booked(ledger, bookable, wanted)
        note_booked(ledger, booking, self.counter)
        return {"booking": booking}

    def _refuse_odd(self, office: Office, bookable: Bookable) -> None:
        if self.channel not in (*office.channels, PAGE):
            words = N_("This office has no channel “{channel}”.")
            raise BadRequest(words, channel=self.channel)
        if self.reference is not None:
            refuse_reference(office, self.reference.strip())
        if self.officer and self.officer not in (bookable.officers or [self.officer]):
            words = N_("Nobody is booked with {officer} for this.")
            raise BadRequest(words, officer=self.officer)


@command("cancel_booking")
class CancelBooking:
    """Somebody will not come; the slot is free for another."""

    code: Text
    counter: Whole | None = None
    """Whose act it is, where it is a counter's."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        refuse_unknown(ledger, self.counter)
        found = known_booking(ledger, self.code)
        _refuse_unless_booked(found)
        cancelled = replace(found, state=BookingState.CANCELLED)
        ledger.put_booking(cancelled)
        told = told_of(found, ledger.office)
        ledger.record(
            "booking_cancelled", service=found.service, counter=self.counter, data=told
        )
        return {"booking": cancelled}


@command("check_in")
class CheckIn:
    """Somebody is here: for an appointment, or again with a number."""

    code: Text | None = None
    label: Text | None = None
    counter: Whole | None = None
    """Whose act it is, where it is a counter's."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        refuse_unknown(ledger, self.counter)
        if (self.code is None) == (self.label is None):
            raise BadRequest(N_("Say the code of an appointment or a number."))
        if self.code is not None:
            return {"ticket": self._booked(ledger, self.code)}
        return {"ticket": self._numbered(ledger, self.label or "")}

    def _booked(self, ledger: Ledger, code: str) -> Ticket:
        found = known_booking(ledger, code)
        if day_of_booking(ledger.office, found) != ledger.day:
            words = N_("This appointment is not today but on {day}.")
            raise UnknownBooking(words, day=day_of_booking(ledger.office, found))
        _refuse_unless_booked(found)
        draft = _draft(ledger, found)
        given = give_out(ledger, replace(draft, promised=ledger.promise(draft)))
        note_arrival(ledger, found, given, counter=self.counter)
        return given

    def _numbered(self, ledger: Ledger, label: str) -> Ticket:
        ticket = ledger.ticket(label)
        if ticket.state not in _IS_HERE:
            raise WrongState(label=label, state=TICKET_STATES[ticket.state])
        ledger.record("checked_in", ticket=ticket, counter=self.counter)
        is_missed = ticket.state is TicketState.MISSED
        may_wait = is_missed and may_return(ticket, ledger.office.missed)
        if may_wait or ticket.is_out:
            return come_back(ledger, ticket, self.counter)
        return ticket


@command("move_bookings")
class MoveBookings:
    """A whole day is moved to another, for one officer or for all."""

    day: Text
    """ISO 8601."""
    to: Text
    """ISO 8601."""
    officer: Text | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """Each keeps its code, its officer and as far as it can its time of day; who
        finds no room stays."""
        day, to = day_of("day", self.day), day_of("to", self.to)
        if day == to:
            raise BadRequest(N_("They are on that day already."))
        refuse_unknown_officer(ledger, self.officer)
        asked = [
            each
            for each in ledger.bookings(day.isoformat())
            if each.state is BookingState.BOOKED
            and self.officer in (None, each.officer)
        ]
        return {"bookings": tuple(_moved(ledger, each, to) for each in asked)}


def _moved(ledger: Ledger, booking: Booking, to: date) -> Booking:
    office = ledger.office
    bookable = office.appointments.of(booking.service)
    if bookable is None:
        return booking
    shift = clock.minutes((to - office.business_day(booking.at)).days * 24 * 60)
    wanted = booking.at + shift
    taken = standing(ledger.bookings(to.isoformat()))
    slots = bookable_slots(office, bookable, to, ledger.now)
    for at in sorted(slots, key=lambda each: (abs(each - wanted), each)):
        free = free_places(bookable, at, taken, booking.officer)
        if free:
            moved = replace(
                booking,
                at=at,
                minutes=bookable.minutes,
                place=free[0],
                places=bookable.at_once,
            )
            ledger.put_booking(moved)
            before = clock.rfc3339(booking.at, office.time_zone)
            told = {**told_of(moved, office), "from": before}
            ledger.record("booking_moved", service=moved.service, data=told)
            return moved
    return booking


def _bookable_at(office: Office, service: str, at: int, now: int) -> Bookable:
    """How a service is booked. Raises BadRequest where `at` is no slot of it."""
    bookable = office.appointments.of(service)
    if bookable is None:
        words = N_("“{service}” cannot be booked.")
        raise BadRequest(words, service=service)
    if at not in bookable_slots(office, bookable, office.business_day(at), now):
        raise BadRequest(
            N_("This time cannot be booked. Ask for the slots of the day.")
        )
    return bookable


def _draft(ledger: Ledger, booking: Booking) -> Ticket:
    """The number of somebody who comes for a booking; who is too late for it has one
    as without."""
    office, now = ledger.office, ledger.now
    late = clock.minutes(office.appointments.grace_minutes)
    return new_ticket(
        letter=known_service(office, booking.service).letter,
        number=0,
        service=booking.service,
        priority=office.priorities[0].code,
        language=booking.language,
        channel=booking.channel,
        issued_at=now,
        head_start=0,
        officer=booking.officer,
        slot_at=booking.at if now <= booking.at + late else None,
    )


def _refuse_unless_booked(booking: Booking) -> None:
    if booking.state is BookingState.BOOKED:
        return
    if booking.state is BookingState.CHECKED_IN:
        words = N_("Its person has come already: number {label}.")
        raise WrongState(words, label=booking.label)
    raise WrongState(N_("This appointment was cancelled, or its day is over."))
