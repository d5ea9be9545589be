"""Appointments that are made at the kiosk: what is free, and one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any, Final

from kiosk.asking import Asking
from kiosk.issuer import TOUCH, Press
from shared.clock import rfc3339
from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.model import Office
from shared.trade.booking import Booking, Slot
from shared.wire.client import Client
from shared.wire.decoder import booking_from_json, slots_from_json

_LOOK_SECONDS: Final = 6.0
"""How long somebody waits to see what is free."""
_FIELDS: Final = ("service", "at", "language", "channel")


class Appointments:
    """Asks for appointments until it knows, and gives back what nobody waits for."""

    def __init__(self, office: Office, client: Client) -> None:
        self._office, self._client = office, client
        self._asking = Asking(client)
        self._own: set[str] = set()
        """The ids of all that was asked since this process began."""

    async def slots(
        self, service: str, days: Sequence[date]
    ) -> Mapping[date, Sequence[Slot]] | None:
        """The times of some days, free or not; none where the office does not say."""
        found, ask = {}, partial(self._client.ask, "slots", patience=_LOOK_SECONDS)
        try:
            for day in days:
                answer = await ask(service=service, day=day.isoformat())
                found[day] = slots_from_json(answer["slots"])
        except (RefusedByOffice, NotKnownYet):
            return None
        return found

    async def settle(self, press: Press) -> Booking | None:
        """The press's appointment, however long it takes; none if nobody waits for it.

        Raises RefusedByOffice when the office refuses.
        """
        assert press.slot is not None
        self._own.add(press.id)
        asked = {
            "service": press.service,
            "at": rfc3339(press.slot, self._office.time_zone),
            "language": press.language,
            "channel": TOUCH,
        }
        return await self._settle(press, asked)

    async def settle_left(self) -> None:
        """Cancel what an earlier process of this kiosk asked for, and nobody saw."""
        answer = await self._asking.surely("unanswered")
        for asked in answer["asked"]:
            is_ours = asked["do"] == "book" and asked.get("channel") == TOUCH
            if is_ours and asked["id"] not in self._own:
                left = Press(asked["id"], "", None, "", is_left=True)
                fields = {name: asked.get(name) for name in _FIELDS}
                with suppress(RefusedByOffice):
                    await self._settle(left, fields)

    async def _settle(self, press: Press, asked: dict[str, Any]) -> Booking | None:
        answer = await self._asking.surely("book", press.id, **asked)
        booking = booking_from_json(answer["booking"])
        if not press.is_left:
            return booking
        # Nobody has read its code: the time is others' again.
        await self._asking.surely("cancel_booking", code=booking.code)
        return None
