"""Rows of appointments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from shared.tables.connection import Connection, put
from shared.trade.booking import Booking, BookingState

_COLUMNS: Final = (
    "code, service, at, minutes, place, places, officer, language, channel, "
    "reference, state, ticket"
)
_STATE_AT: Final = _COLUMNS.split(", ").index("state")
_KEPT_DAYS: Final = 31
"""So long after its day a code is still told what became of it."""


def booking(connection: Connection, code: str) -> Booking | None:
    """The booking with a code, or none."""
    row = connection.execute(
        f"select {_COLUMNS} from booking where code = ?", (code,)
    ).fetchone()
    return _booking(row) if row is not None else None


def bookings(connection: Connection, day: str) -> list[Booking]:
    """Those of a business day (ISO 8601), cancelled ones too, by time."""
    rows = connection.execute(
        f"select {_COLUMNS} from booking where day = ? order by at, code", (day,)
    )
    return [_booking(row) for row in rows]


def overdue(connection: Connection, today: str) -> list[Booking]:
    """Those of days before today for which nobody has come yet, by time."""
    rows = connection.execute(
        f"select {_COLUMNS} from booking where day < ? and state = 'booked'"
        " order by day, at, code",
        (today,),
    )
    return [_booking(row) for row in rows]


def put_booking(connection: Connection, day: str, kept: Booking) -> None:
    """Keep it, of a business day (ISO 8601), in the place of the one of its code.

    The file refuses a second person in one place, or with one officer at one time.
    """
    put(
        connection,
        "booking",
        "code",
        code=kept.code,
        day=day,
        service=kept.service,
        at=kept.at,
        minutes=kept.minutes,
        place=kept.place,
        places=kept.places,
        officer=kept.officer,
        language=kept.language,
        channel=kept.channel,
        reference=kept.reference,
        state=kept.state.value,
        ticket=kept.label,
    )


def forget_before(connection: Connection, today: str) -> None:
    """Forget bookings whose day is long over."""
    limit = date.fromisoformat(today) - timedelta(days=_KEPT_DAYS)
    connection.execute("delete from booking where day < ?", (limit.isoformat(),))


def _booking(row: tuple[Any, ...]) -> Booking:
    values = list(row)
    values[_STATE_AT] = BookingState(row[_STATE_AT])
    return Booking(*values)
