"""What the keys of reception do: at once, after a question, or nothing, and why."""

from __future__ import annotations

from typing import Any

from kiosk.concierge.booking import Booking
from kiosk.concierge.hand import Hand, after
from kiosk.concierge.keys import at_keys
from kiosk.concierge.looks import Looks
from kiosk.concierge.orders import wants_name
from kiosk.concierge.questions import (
    cancel_question,
    check_in_question,
    closed_question,
)
from kiosk.concierge.scene import Scene
from kiosk.issuer import PHONE, STAFF
from printers.questions import printer_question
from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.desk.signed import Signed
from shared.desk.signing import signing_question
from shared.desk.words import name_of
from shared.office.model import Office
from shared.screen.asking import Asking
from shared.text.catalogue import N_
from shared.trade.booking import booking_scanned
from shared.trade.label import label_meant
from shared.trade.printer import REPRINT
from shared.trade.ticket import Ticket
from shared.trade.ticket_code import number_scanned


class Acts(Asking):
    """The keys of one screen; it changes the hand, asks, and sends commands."""

    looks: Looks
    writes = "language"

    def __init__(
        self, office: Office, looks: Looks, hand: Hand, signed: Signed
    ) -> None:
        super().__init__()
        self._office, self._signed = office, signed
        self.looks, self._hand, self._say = looks, hand, looks.say

    def press(self, do: str) -> None:
        """Do what a key does: at once, or after a question; or say why not."""
        looks, scene = self.looks, self.looks.scene()
        if self._hand.reads_help or do == "help":
            self._hand.reads_help = not self._hand.reads_help
            self._hand.help_first = 0
        elif looks.question is not None:
            self.press_in_question(do, looks.question)
        elif scene is None:
            looks.refuse(self._say(N_("Waiting for the office")))
        elif looks.under_way is not None:
            words = N_("That key was not taken. {what}")
            looks.refuse(self._say(words, what=self._say(N_("One moment …"))))
        elif why := looks.why_not(do):
            looks.refuse(why)
        else:
            self._press(do, scene)

    def _press(self, do: str, scene: Scene) -> None:
        hand, ticket = self._hand, self.looks.subject
        match do:
            case "priority":
                ranks = [each.code for each in self._office.priorities]
                hand.priority = after(hand.priority, ranks)
            case "language":
                hand.language = after(hand.language, self._office.languages)
            case "needs_help" | "cannot_hear" | "phone":
                self._wish(do)
            case "look_up":
                self.look_up(not hand.is_looking)
            case "check_in":
                books = bool(self._office.appointments.bookable)
                begin = self._begin_booking if books else None
                self.ask(check_in_question(self._say, self._arrival, begin))
            case "printers":
                self.ask(printer_question(scene.hall, ticket, self._say))
            case "call_help":
                self.send(self._about_help())
            case "undo" if (back := self.looks.undo.command) is not None:
                self._act(back)
            case _ if ticket is not None:
                self._act_on(do, ticket)

    def _begin_booking(self, _typed: str) -> Question:
        channel = PHONE if self._hand.phone else STAFF
        told = {"language": self._hand.language, "channel": channel}
        return Booking(self._office, self.looks.known.now, self._say, told).begin()

    def _about_help(self) -> Command:
        call = self.looks.own_help
        if call is None:
            return Command("call_help", {"kiosk": self.looks.station})
        return Command("answer_help", {"help": call.id})

    def _act(self, *commands: Command) -> None:
        """Send commands; first ask who it is, where the office wants to know."""
        signs = any(wants_name(each, self._office) for each in commands)
        if signs and not self._signed.is_known:
            self.ask(signing_question(self._say, self._signed, commands))
        else:
            self.send(*commands)

    def _wish(self, do: str) -> None:
        hand, found = self._hand, self.looks.found
        if not hand.is_looking:
            setattr(hand, do, not getattr(hand, do))
        elif found is not None:
            told = {"label": found.label, do: not getattr(found, do)}
            self.send(Command("set_needs", told))

    def _act_on(self, do: str, ticket: Ticket) -> None:
        if do == "cancel":
            self.ask(cancel_question(self._say, ticket.label))
        elif do == "go_on":
            self.send(Command("requeue", {"label": ticket.label}))
        elif do == "reprint":
            told: dict[str, Any] = {"what": REPRINT, "label": ticket.label}
            kiosk = self._office.kiosk(self.looks.station or "")
            if kiosk is not None and kiosk.printer:
                told["printer"] = kiosk.printer
            self.send(Command("print_wish", told))

    def _arrival(self, words: str) -> tuple[Command, ...]:
        number, code = number_scanned(words), booking_scanned(words)
        today = self._office.business_day(self.looks.known.now)
        if number is not None and number.day != today:
            self.looks.refuse(self._say(N_("That number is of another day")))
            return ()
        if number is None and code is not None:
            return (Command("check_in", {"code": code}),)
        label = number.label if number else label_meant(words.strip().upper())
        return (Command("check_in", {"label": label}),)

    def look_up(self, is_looking: bool) -> None:
        """Begin with a number, or leave it."""
        self._hand.look_up(is_looking)
        self.looks.found, self.looks.is_unknown = None, False

    def give(self, key: str) -> None:
        """A key of the block was pressed: a number for its service."""
        looks, scene = self.looks, self.looks.scene()
        service = at_keys(self._office, self._hand.page).get(key)
        if scene is None:
            looks.refuse(self._say(N_("Waiting for the office")))
        elif looks.under_way is not None:
            words = N_("That key was not taken. {what}")
            looks.refuse(self._say(words, what=self._say(N_("One moment …"))))
        elif service is None:
            looks.refuse(self._say(N_("No service stands at {key}"), key=key))
        elif scene.is_given(service.code):
            self.send(self._issue(service.code))
        else:
            self.ask(self._closed_question(service.code))

    def _issue(self, service: str) -> Command:
        hand = self._hand
        wishes = {
            "priority": hand.priority,
            "language": hand.language,
            "needs_help": hand.needs_help,
            "cannot_hear": hand.cannot_hear,
            "channel": PHONE if hand.phone else STAFF,
        }
        return Command("issue", {"service": service, **wishes})

    def _closed_question(self, service: str) -> Question:
        say = self._say
        name = name_of(service, self._office, say)
        return closed_question(say, name, self._issue(service))

    # Questions

    def choose(self, option: Option, words: str) -> None:
        """Do what a row says, or ask on."""
        self.close_question()
        made = option.make(words)
        if isinstance(made, Question):
            self.ask(made)
        elif made:
            self._act(*made)
