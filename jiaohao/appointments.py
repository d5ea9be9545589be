"""`jiaohao appointments`: those of a day, and the day moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from jiaohao.outside import acted, changed
from shared.clock import local
from shared.office.folder import find_folder
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text.catalogue import N_, Catalogue
from shared.trade.booking import Booking, BookingState
from shared.trade.commands.bookings import MoveBookings
from shared.trade.commands.command import Command
from shared.trade.ledger import Ledger

_Moved = tuple[Sequence[Booking], Sequence[Booking]]
STATES = {
    BookingState.BOOKED: N_("booked"),
    BookingState.CHECKED_IN: N_("here"),
    BookingState.CANCELLED: N_("cancelled"),
    BookingState.MISSED: N_("did not come"),
}


def of_day(given: Path | None, day: date | None) -> tuple[Office, Sequence[Booking]]:
    """An office and its appointments of a day, today if none is named."""
    folder = find_folder(given)
    found = changed(
        folder,
        "appointments",
        lambda ledger: ledger.bookings(day.isoformat() if day else ledger.day),
    )
    return load_office(folder), found


def moved(
    given: Path | None, day: date, to: date, officer: str | None, who: str, pin: str
) -> tuple[Office, Sequence[Booking], Sequence[Booking]]:
    """The office, and the appointments that were asked to move: before and after.

    Raises BadRequest, NotAllowed, UnknownStaff, WrongPin.
    """
    folder = find_folder(given)
    command = MoveBookings(
        day=day.isoformat(),
        to=to.isoformat(),
        officer=officer,
        staff=who or None,
        pin=pin or None,
    )

    def work(ledger: Ledger) -> _Moved:
        before = ledger.bookings(day.isoformat())
        after = cast(Sequence[Booking], command.carry_out(ledger)["bookings"])
        codes = [each.code for each in after]
        return [each for each in before if each.code in codes], after

    done = acted(folder, "appointments", cast(Command, command), work)
    return load_office(folder), *done


def lines(office: Office, bookings: Sequence[Booking], say: Catalogue) -> Iterator[str]:
    """A line each, and how many did not come."""
    for each in bookings:
        state = f"{say(STATES[each.state])} {each.label or ''}"
        yield f"{_line(office, each)}  {state}".rstrip()
    missed = sum(each.state is BookingState.MISSED for each in bookings)
    words = N_("Appointments: {n}, did not come: {missed}")
    yield say(words, n=len(bookings), missed=missed)


def call_list(
    office: Office, before: Sequence[Booking], after: Sequence[Booking], say: Catalogue
) -> Iterator[str]:
    """Whom to call, and what to tell them."""
    for old, new in zip(before, after, strict=True):
        when = say(N_("NO ROOM"))
        if new.at != old.at:
            when = f"{local(new.at, office.time_zone):%Y-%m-%d %H:%M}"
        yield f"{_line(office, old)}  → {when}"
    stay = sum(old.at == new.at for old, new in zip(before, after, strict=True))
    words = N_("To call: {n}, of whom without room that day: {stay}")
    yield say(words, n=len(after), stay=stay)


def _line(office: Office, booking: Booking) -> str:
    service = office.service(booking.service)
    name = service.name.say(office.language) if service is not None else booking.service
    parts = (booking.code, name, booking.officer, booking.reference, booking.language)
    said = "  ".join(each for each in parts if each)
    return f"{local(booking.at, office.time_zone):%H:%M}  {said}"
