"""From a press to one number, whatever the share does meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.asking import Asking
from kiosk.papers import Papers
from shared.clock import from_rfc3339
from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.model import Office
from shared.text.catalogue import N_, catalogue
from shared.trade.booking import Booking
from shared.trade.label import label_meant
from shared.trade.ticket import Ticket, TicketState
from shared.wire.client import Client
from shared.wire.decoder import booking_from_json, ticket_from_json
from shared.wire.json_text import Json

TOUCH: Final = "kiosk"
STAFF: Final = "staff"
PHONE: Final = "phone"
"""The channels of who presses for themselves, of whom reception helps, and of who has
telephoned and is not here yet."""
_A_PAGE: Final = 500
"""Events that are asked for at once."""
_CALL_SECONDS: Final = 4.0
"""How long somebody waits to hear that the staff were called."""
_MOST_UNSEEN: Final = 2
"""So many numbers one end of a kiosk can leave unseen; more have another cause."""


@dataclass(slots=True)
class Press:
    """One wish for a number; its id is the same however often it is asked."""

    id: str
    service: str
    priority: str | None
    language: str
    needs_help: bool = False
    cannot_hear: bool = False
    is_large: bool = False
    """Whether the person reads large letters, on the paper too."""
    is_left: bool = False
    """Whether the person has turned away since."""
    channel: str = TOUCH
    booking: str | None = None
    """The code of their appointment, if any; its number is never taken back."""
    slot: int | None = None
    """Where an appointment is wished for and no number: when it begins."""


class Issuer:
    """Asks for numbers until it knows, and takes back what nobody waits for."""

    def __init__(self, office: Office, client: Client) -> None:
        self._office = office
        self._say = catalogue(office.language)
        self._client = client
        self._asking = Asking(client)
        self._behind = asyncio.Lock()
        self._own: set[str] = set()
        """The ids of all presses since this process began."""

    async def settle(self, press: Press) -> Ticket | None:
        """The press's ticket, however long it takes; none if nobody waits for it.

        Raises RefusedByOffice when the office refuses.
        """
        self._own.add(press.id)
        asked = {
            "service": press.service,
            "priority": press.priority,
            "language": press.language,
            "channel": press.channel,
            "needs_help": press.needs_help,
            "cannot_hear": press.cannot_hear,
        }
        if press.booking is not None:
            return await self._arrive(press.id, press.booking)
        answer: Json | None = None
        while answer is None and not press.is_left:
            answer = await self._asking.once("issue", press.id, asked)
        if answer is not None and not press.is_left:
            return ticket_from_json(answer["ticket"])
        # Those who left are settled one by one: after an outage the station must not
        # work through all their repeated questions before it serves anyone.
        async with self._behind:
            while answer is None:
                answer = await self._asking.once("issue", press.id, asked)
            words = N_("Left the kiosk before the number came")
            await self.take_back(answer["ticket"]["label"], words)
        return None

    async def _arrive(self, id: str, booking: str) -> Ticket:
        answer = await self._asking.surely("check_in", id, code=booking)
        return ticket_from_json(answer["ticket"])

    async def ticket(self, label: str) -> Ticket | None:
        """How a number of today stands; none where there is no such number."""
        return await self._ticket_of("ticket", label)

    async def arrived(self, label: str) -> Ticket | None:
        """The same of who stands here with it.

        One that was missed comes back, where the office's rule lets it.
        """
        ticket = await self.ticket(label)
        if ticket is None or ticket.state is not TicketState.MISSED:
            return ticket
        return await self._ticket_of("check_in", label)

    async def booking(self, code: str) -> Booking | None:
        """How an appointment stands; none where there is none, or nobody answers."""
        try:
            answer = await self._client.ask("booking", code=code)
        except (RefusedByOffice, NotKnownYet):
            return None
        return booking_from_json(answer["booking"])

    async def _ticket_of(self, do: str, label: str) -> Ticket | None:
        try:
            answer = await self._client.ask(do, label=label_meant(label))
        except (RefusedByOffice, NotKnownYet):
            return None
        return ticket_from_json(answer["ticket"])

    async def call_staff(self) -> bool:
        """Ask somebody to come to this kiosk; whether the office has heard of it."""
        try:
            await self._client.ask(
                "call_help", kiosk=self._client.station, patience=_CALL_SECONDS
            )
        except (RefusedByOffice, NotKnownYet):
            return False
        return True

    async def settle_left(self, papers: Papers) -> None:
        """Take back what an earlier process of this kiosk left, and nobody saw.

        That is what was asked and not answered, and the numbers whose paper is not on
        this machine's disk: there it is before a number is shown.
        """
        answer = await self._asking.surely("unanswered")
        for asked in answer["asked"]:
            if asked["do"] == "issue":
                left = Press(
                    asked["id"],
                    asked["service"],
                    asked.get("priority"),
                    asked.get("language") or self._office.language,
                    is_left=True,
                )
                with contextlib.suppress(RefusedByOffice):
                    await self.settle(left)
        # A refusal: the day is over meanwhile, and its numbers are nobody's.
        with contextlib.suppress(RefusedByOffice):
            for label in await self._unseen(papers):
                await self.take_back(
                    label, N_("The kiosk stopped before the number was shown")
                )

    async def _unseen(self, papers: Papers) -> list[str]:
        """The newest numbers of today that an earlier process gave out for nobody."""
        unseen: list[Ticket] = []
        async for label in self._given_before():
            answer = await self._asking.surely("ticket", label=label)
            ticket = ticket_from_json(answer["ticket"])
            if await papers.may_be_known(ticket):
                break
            unseen.append(ticket)
            if len(unseen) > _MOST_UNSEEN:
                return []
        return [each.label for each in unseen if each.state is TicketState.WAITING]

    async def _given_before(self) -> AsyncIterator[str]:
        """The numbers of today from this kiosk's earlier processes, newest first."""
        state = await self._asking.surely("state")
        today = self._day_of(state["as_of"])
        end = state["seq"]
        while end > 0:
            start = max(0, end - _A_PAGE)
            page = await self._asking.surely("events", after=start, limit=end - start)
            for event in reversed(page["events"]):
                if self._day_of(event["at"]) < today:
                    return
                is_ours = event["station"] == self._client.station
                if event["kind"] == "issued" and is_ours and self._is_earlier(event):
                    yield event["ticket"]
            end = start

    def _is_earlier(self, issued: Json) -> bool:
        channel = (issued.get("data") or {}).get("channel")
        return channel in (TOUCH, STAFF) and issued["id"] not in self._own

    def _day_of(self, at: str) -> date:
        return self._office.business_day(from_rfc3339(at))

    async def take_back(self, label: str, reason: str) -> None:
        """Cancel a number that nobody has, however long it takes."""
        try:
            await self._asking.surely("cancel", label=label, reason=self._say(reason))
        except RefusedByOffice:
            # It was called meanwhile; the counter finds nobody and says so.
            return
