"""What the keys ask of the office, one after the other, until it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counter.supervisor.answered import words_for
from counter.supervisor.looks import Looks
from counter.supervisor.undoing import back_of
from shared.desk.command import Command
from shared.desk.errand import answer_of
from shared.desk.signed import Signed
from shared.errors import (
    JiaohaoError,
    NotKnownYet,
    RefusedByOffice,
    ShareAway,
)
from shared.office.model import Office
from shared.text.catalogue import Catalogue
from shared.wire.client import Client
from shared.wire.json_text import Json


class Orders:
    """Carries commands out, and says what came of them."""

    def __init__(
        self,
        office: Office,
        say: Catalogue,
        client: Client,
        looks: Looks,
        signed: Signed,
    ) -> None:
        self._office, self._say, self._client = office, say, client
        self._looks, self._signed = looks, signed
        self.on_change: Callable[[], None] = lambda: None
        """Called when there is something else to show."""

    async def carry_out(self, *commands: Command) -> None:
        """Do one after the other until one is refused."""
        looks, answer = self._looks, None
        for command in commands:
            looks.under_way = command
            self.on_change()
            answer = await self._answer(_filled(command, answer))
            if answer is None:
                break
        looks.under_way, looks.is_late = None, False
        self.on_change()

    async def _answer(self, command: Command) -> Json | None:
        """The answer to one, or none where it was refused."""
        before = self._looks.known.hall
        asked = command
        if self._office.has_sign_on:
            asked = self._signed.signs(command)
        try:
            answer = await answer_of(asked, self._client, self._hear_late)
        except (RefusedByOffice, ShareAway) as refusal:
            self._hear_refusal(refusal)
            return None
        self._looks.tell(words_for(command, answer, self._office, self._say))
        if before is not None:
            log = self._looks.known.log
            back = back_of(command, answer, before, self._office, log)
            self._looks.undo.offer(back)
        return answer

    def _hear_refusal(self, refusal: JiaohaoError) -> None:
        self._signed.hear_refusal(refusal)
        self._looks.refuse(refusal.message(self._say))

    def _hear_late(self, late: NotKnownYet) -> None:
        self._looks.is_late = True
        self._looks.tell(late.message(self._say))
        self.on_change()


def _filled(command: Command, before: Json | None) -> Command:
    """What approves the notice that was just written learns which one it is."""
    if command.do != "approve_notice" or command.fields or before is None:
        return command
    return replace(command, fields={"notice": before["notice"]["notice"]})
