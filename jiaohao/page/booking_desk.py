"""What the pages ask and do about appointments, through the station."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from shared.clock import Clock, rfc3339
from shared.errors import RefusedByOffice, UnknownBooking
from shared.office.model import Office
from shared.trade.booking import PAGE, Booking, Slot, bookable_days
from shared.wire.client import Client
from shared.wire.decoder import booking_from_json, slots_from_json

_ASK_SECONDS: Final = 6.0
_KEEP_SECONDS: Final = 10.0
"""So long the slots of a day are told again: the file decides when one is booked."""
_MOST_KEPT: Final = 500
DAYS_AT_ONCE: Final = 5


@dataclass(frozen=True, slots=True)
class DayOffered:
    """A day with slots, free or not."""

    day: date
    free: int
    """Slots with room."""


class BookingDesk:
    """Asks what is free, books, cancels. Raises RefusedByOffice, NotKnownYet."""

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        clock: Clock,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`client` is of a station with a name; `ticks` gives seconds."""
        self.office, self.clock = office, clock
        self._client, self._ticks = client, ticks
        self._kept: OrderedDict[tuple[str, date], tuple[float, list[Slot]]]
        self._kept = OrderedDict()

    async def days(self, service: str, after: date | None) -> list[DayOffered]:
        """The first days with slots that come after a day; today is one of them."""
        found: list[DayOffered] = []
        bookable = self.office.appointments.of(service)
        if bookable is None:
            return found
        days = bookable_days(self.office, bookable, self.clock())
        for day in islice((d for d in days if d > (after or date.min)), DAYS_AT_ONCE):
            slots = await self.slots(service, day)
            found.append(DayOffered(day, sum(each.free > 0 for each in slots)))
        return found

    async def slots(self, service: str, day: date) -> list[Slot]:
        """The slots of a day that have not begun; not older than ten seconds."""
        about, now = (service, day), self._ticks()
        kept = self._kept.get(about)
        if kept is not None and now - kept[0] < _KEEP_SECONDS:
            return kept[1]
        answer = await self._ask("slots", service=service, day=day.isoformat())
        found = slots_from_json(answer["slots"])
        self._kept[about] = now, found
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    async def book(self, id: str, service: str, at: int, language: str) -> Booking:
        """Book a slot; under the same id never twice."""
        self._kept.pop((service, self.office.business_day(at)), None)
        told = rfc3339(at, self.office.time_zone)
        answer = await self._ask(
            "book", id=id, service=service, at=told, language=language, channel=PAGE
        )
        return booking_from_json(answer["booking"])

    async def booking(self, code: str) -> Booking | None:
        """The appointment of a code; none: there is no such."""
        try:
            answer = await self._ask("booking", code=code)
        except RefusedByOffice as error:
            if error.answer_code == UnknownBooking.code:
                return None
            raise
        return booking_from_json(answer["booking"])

    async def cancel(self, booking: Booking) -> None:
        """Give a slot back."""
        day = self.office.business_day(booking.at)
        self._kept.pop((booking.service, day), None)
        await self._ask("cancel_booking", code=booking.code)

    async def _ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return await self._client.ask(do, patience=_ASK_SECONDS, **fields)
