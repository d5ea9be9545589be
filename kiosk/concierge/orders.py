"""What the keys of reception ask of the office and of the printer."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final

from kiosk.concierge.hand import Hand
from kiosk.concierge.looks import Looks
from kiosk.issuer import PHONE, STAFF, Issuer, Press
from kiosk.on_paper import ON_PAPER, OnPaper
from kiosk.papers import Papers
from printers.session.outcome import Outcome
from shared.clock import local
from shared.desk.command import Command
from shared.desk.errand import answer_of
from shared.desk.signed import Signed
from shared.desk.words import language_of, short_of
from shared.errors import NotKnownYet, RefusedByOffice, ShareAway
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.booking import Booking
from shared.trade.ticket import Ticket
from shared.wire.client import Client
from shared.wire.decoder import booking_from_json, ticket_from_json
from shared.wire.json_text import Json

_DONE: Final = {
    "requeue": N_("{label} back in line"),
    "cancel": N_("{label} cancelled"),
    "check_in": N_("{label} is here"),
    "book": N_("Booked for {time}, code {code}"),
    "set_needs": N_("{label} is marked"),
    "print_wish": N_("{label}: a copy is printed"),
    "call_help": N_("Colleagues see that you need help"),
    "answer_help": N_("The call for help is answered"),
}
BESIDE: Final = frozenset(_DONE)
"""Commands that leave the number that was looked up where it is."""


def wants_name(command: Command, office: Office) -> bool:
    """Whether the office wants to know who asks: only a supervisor cancels a number
    without a counter (shared.trade.permission)."""
    return office.has_sign_on and command.do == "cancel"


class Orders:
    """Carries commands out, and says what came of them."""

    def __init__(
        self,
        office: Office,
        client: Client,
        looks: Looks,
        hand: Hand,
        papers: Papers,
        signed: Signed,
    ) -> None:
        self.issuer = Issuer(office, client)
        self._office, self._client, self._papers = office, client, papers
        self._looks, self._hand, self._say = looks, hand, looks.say
        self._signed = signed
        self.on_change: Callable[[], None] = lambda: None
        """Called when there is something else to show."""
        self.run: Callable[[Coroutine[Any, Any, None]], object]
        """Lets something go on behind the screen."""
        self._press: Press | None = None

    def leave(self) -> bool:
        """Wait no longer for a number; whether there was one on its way.

        It is taken back when it comes; one of an appointment is waited for.
        """
        if self._press is None or self._press.booking:
            return False
        self._press.is_left = True
        self._press, self._looks.under_way = None, None
        return True

    async def carry_out(self, *commands: Command) -> None:
        """Do one after the other until one is refused."""
        looks = self._looks
        for command in commands:
            looks.under_way = command
            self.on_change()
            if command.do == "issue" or "code" in command.fields:
                await self._give(command)
            elif not await self._ask(command):
                break
        if self._press is None and looks.under_way in (None, *commands):
            looks.under_way, looks.is_late = None, False
        self.on_change()

    async def _give(self, command: Command) -> None:
        press = self._press_of(command)
        self._press = press
        try:
            ticket = await self.issuer.settle(press)
        except RefusedByOffice as refusal:
            if not press.is_left:
                self._press = None
                self._looks.refuse(refusal.message(self._say))
            return
        if ticket is None:
            return
        paper = OnPaper.NONE
        if press.channel != PHONE:
            paper = OnPaper.COMING
            # First on this machine's disk, then seen, as at the touch screen.
            await self._papers.keep(ticket)
            self.run(self._deliver(ticket))
        if press.is_left:
            return
        self._press = None
        self._looks.slips.add(ticket, paper)
        self._looks.undo.offer(None if press.booking else self._taking_back(ticket))
        self._looks.tell(self._given_words(ticket))
        self._hand.be_usual()

    def _press_of(self, command: Command) -> Press:
        id, fields = self._client.new_id(), command.fields
        if command.do == "issue":
            return Press(id, **fields)
        language, code = self._hand.language, fields["code"]
        return Press(id, "", None, language, channel=STAFF, booking=code)

    def _taking_back(self, ticket: Ticket) -> Command:
        words = self._say(N_("Taken back at reception"))
        return Command("cancel", {"label": ticket.label, "reason": words})

    def _given_words(self, ticket: Ticket) -> str:
        say = self._say
        rank = self._office.priority(ticket.priority)
        return say(
            N_("{label}: {service}, {priority}, {language}"),
            label=ticket.label,
            service=short_of(ticket.service, self._office, say),
            priority=rank.name.say(say.language) if rank else ticket.priority,
            language=language_of(ticket.language, say),
        )

    async def _deliver(self, ticket: Ticket) -> None:
        """Wait for the paper; one that did not come is on the staff's list."""
        paper = ON_PAPER[await self._papers.deliver(ticket)]
        if paper is OnPaper.HERE:
            self._papers.settle(ticket)
        else:
            self._papers.leave_to_staff(ticket)
        self._looks.slips.heard(ticket, paper)
        self.on_change()

    async def _ask(self, command: Command) -> bool:
        """Whether the office did it."""
        looks, asked = self._looks, command
        if wants_name(command, self._office):
            asked = self._signed.signs(command)
        try:
            answer = await answer_of(asked, self._client, self._hear_late)
        except (RefusedByOffice, ShareAway) as refusal:
            self._signed.hear_refusal(refusal)
            looks.refuse(refusal.message(self._say))
            return False
        if command.do == "book":
            self._hear_of_booking(command, answer)
            return True
        label = str(command.fields.get("label") or _wished(answer))
        words = _DONE.get(command.do)
        looks.tell(self._say(words, label=label) if words else "")
        if command.do == "cancel":
            looks.slips.taken_back(label)
            looks.undo.offer(None)
        found = looks.found
        if found is not None and found.label == label and "ticket" in answer:
            looks.found = ticket_from_json(answer["ticket"])
        return True

    def _hear_of_booking(self, command: Command, answer: Json) -> None:
        booking = booking_from_json(answer["booking"])
        moment = local(booking.at, self._office.time_zone)
        time = f"{moment:%m/%d %H:%M}"
        words = _DONE[command.do]
        self._looks.tell(self._say(words, time=time, code=booking.code))
        self._hand.be_usual()
        if command.fields["channel"] != PHONE:
            self.run(self._print_card(booking))

    async def _print_card(self, booking: Booking) -> None:
        if await self._papers.card(booking) not in (None, Outcome.PRINTED):
            words = N_("The card did not come out. The code is {code}")
            self._looks.refuse(self._say(words, code=booking.code))
            self.on_change()

    def _hear_late(self, late: NotKnownYet) -> None:
        self._looks.is_late = True
        self._looks.tell(late.message(self._say))
        self.on_change()


def _wished(answer: Json) -> str:
    return str((answer.get("wish") or {}).get("label", ""))
