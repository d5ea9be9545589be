"""From a press to one number, whatever the share does meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any

from kiosk.papers import Papers
from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.model import Office
from shared.text.catalogue import N_, catalogue
from shared.trade.ticket import Ticket
from shared.wire.client import Client
from shared.wire.decoder import ticket_from_json
from shared.wire.json_text import Json


@dataclass(slots=True)
class Press:
    """One wish for a number; its id is the same however often it is asked."""

    id: str
    service: str
    priority: str | None
    language: str
    is_left: bool = False
    """Whether the person has turned away since."""


class Issuer:
    """Asks for numbers until it knows, and takes back what nobody waits for."""

    def __init__(self, office: Office, client: Client) -> None:
        self._office = office
        self._say = catalogue(office.language)
        self._client = client
        self._behind = asyncio.Lock()

    async def settle(self, press: Press) -> Ticket | None:
        """The press's ticket, however long it takes; none if nobody waits for it.

        Raises RefusedByOffice when the office refuses.
        """
        asked = {
            "service": press.service,
            "priority": press.priority,
            "language": press.language,
            "channel": "kiosk",
        }
        answer: Json | None = None
        while answer is None and not press.is_left:
            answer = await self._try("issue", press.id, asked)
        if answer is not None and not press.is_left:
            return ticket_from_json(answer["ticket"])
        # Those who left are settled one by one: after an outage the station must not
        # work through all their repeated questions before it serves anyone.
        async with self._behind:
            while answer is None:
                answer = await self._try("issue", press.id, asked)
            words = N_("Left the kiosk before the number came")
            await self.take_back(answer["ticket"]["label"], words)
        return None

    async def ticket(self, label: str) -> Ticket | None:
        """How a number of today stands; none where there is no such number."""
        try:
            answer = await self._client.ask("ticket", label=label)
        except (RefusedByOffice, NotKnownYet):
            return None
        return ticket_from_json(answer["ticket"])

    async def settle_left(self, papers: Papers) -> None:
        """Take back what an earlier process of this kiosk left, and nobody saw.

        That is what was asked and not answered, and the numbers whose paper is not on
        this machine's disk: there it is before a number is shown.
        """
        answer: Json | None = None
        while answer is None:
            answer = await self._try("unanswered", self._client.new_id(), {})
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

    async def take_back(self, label: str, reason: str) -> None:
        """Cancel a number that nobody has, however long it takes."""
        asked = {"label": label, "reason": self._say(reason)}
        id = self._client.new_id()
        try:
            while await self._try("cancel", id, asked) is None:
                continue
        except RefusedByOffice:
            # It was called meanwhile; the counter finds nobody and says so.
            return

    async def _try(self, do: str, id: str, asked: dict[str, Any]) -> Json | None:
        try:
            return await self._client.ask(do, id=id, **asked)
        except NotKnownYet:
            return None
