"""The turn of the day: what is open ends, what was answered is forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from shared.errors import DayDoubted
from shared.office.model import Office
from shared.trade.calendar import end_bookings
from shared.trade.commands.lapsing import end_of_day
from shared.trade.commands.printers import settle
from shared.trade.ledger import Ledger
from shared.trade.moves import move
from shared.trade.printer import EXPIRED
from shared.trade.reading import Reading
from shared.trade.ticket import STEPS, TicketState

_MISSED: Final = 1
"""So many opening days may pass without anybody at work, by one clock's word."""
_MISSED_WITHOUT_HOURS: Final = 10
"""The same in an office that does not say when it is open: it may be a holiday."""


def turn_day(ledger: Ledger, *, is_meant: bool = False) -> None:
    """Close the days before today, if the file is still in one.

    `is_meant`: a person said that it is today. Raises DayDoubted.
    """
    past = ledger.kept_day
    if past == ledger.day:
        return
    if not is_meant:
        refuse_leap(ledger)
    for state in (*STEPS["expire"].come_from, TicketState.SERVING):
        step = STEPS["finish" if state is TicketState.SERVING else "expire"]
        for ticket in ledger.tickets_in(state):
            move(ledger, ticket, step, day=past)
    for wish in ledger.wishes():
        settle(ledger, wish, "print_settled", outcome=EXPIRED, day=past)
    end_bookings(ledger)
    if past:
        end_of_day(ledger, past)
    ledger.begin_day()


def refuse_leap(reading: Reading) -> None:
    """Raises DayDoubted where one clock alone says that many days have passed.

    A day never goes back: one turned by a wrong clock would stay for the whole office.
    """
    past, today = reading.kept_day, reading.day
    if not past or past == today or reading.is_time_sure:
        return
    office = reading.office
    most = _MISSED_WITHOUT_HOURS if office.hours is None else _MISSED
    is_leap = _missed(office, past, today, most + 1) > most
    # Who puts an older copy back knows that it is.
    if is_leap and reading.recovery() is None:
        raise DayDoubted(today=today, past=past)


def _missed(office: Office, past: str, today: str, most: int) -> int:
    """The opening days between two days (ISO 8601), counted up to `most`."""
    day, end = date.fromisoformat(past), date.fromisoformat(today)
    missed = 0
    while (day := day + timedelta(days=1)) < end and missed < most:
        missed += office.hours is None or office.hours.opens_on(day)
    return missed
