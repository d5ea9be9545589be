"""What the clerk's keys ask of the office, one after the other, until it is done."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from counter.answered import BESIDE, under_way_words, words_for
from counter.hand import Hand
from counter.known import Known
from counter.looks import Looks
from counter.questions.paper import PAPERS
from shared.desk.command import Command
from shared.desk.errand import answer_of, hall_now
from shared.errors import JiaohaoError, NotKnownYet, RefusedByOffice, ShareAway
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.wire.client import Client
from shared.wire.json_text import Json

if TYPE_CHECKING:
    from counter.papers import CounterPapers

_LETS_GO: Final = frozenset({"call", "call_ticket", "resume", "requeue", "cancel"})
"""After these nobody is chosen in the list any more."""
_SIGNS: Final = frozenset({"sign_on", "sign_off"})


class Orders:
    """Carries commands out, and says what came of them."""

    def __init__(
        self,
        office: Office,
        say: Catalogue,
        client: Client,
        known: Known,
        looks: Looks,
        hand: Hand,
        staff: str | None,
    ) -> None:
        self._office, self._say, self._client = office, say, client
        self._known, self._looks, self._hand = known, looks, hand
        self._staff = staff
        self._booked: str | None = None
        """The code of the last appointment that was made here."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when there is something else to show."""
        self.papers: CounterPapers | None = None
        """What prints; none: the counter has no printer."""
        self.beside: Callable[[Coroutine[Any, Any, None]], object]
        """Runs something beside the screen."""
        self.on_signed: Callable[[Command, str], None] = lambda command, refusal: None
        """Called when somebody signed on or off; with the code of a refusal, or ""."""

    async def carry_out(self, *commands: Command) -> None:
        """Do one after the other until one is refused; then leave, where that was
        said to come after the visit."""
        looks, todo = self._looks, list(commands)
        while todo:
            looks.under_way = command = todo.pop(0)
            if not await self._carry_one_out(command):
                break
            if not todo and looks.leaves is not None and not looks.is_busy():
                todo, looks.leaves = [looks.leaves], None
        looks.under_way, looks.is_late = None, False
        self.on_change()

    async def _print(self, command: Command) -> None:
        """Print a paper that was looked at, and say what became of it."""
        say, about = self._say, command.fields
        name = PAPERS[about["kind"]]
        told = {"label": about["label"], "paper": say(name)}
        if self.papers is not None:
            self._looks.tell(say(N_("{label}: {paper} is being printed"), **told))
            self.on_change()
            why = await self.papers.print(say=say, **about)
            if why:
                words = N_("{label}: {paper}: {why}")
                self._looks.refuse(say(words, why=why, **told))
            else:
                self._looks.tell(say(N_("{label}: {paper} printed"), **told))
            self.on_change()

    async def _carry_one_out(self, command: Command) -> bool:
        if command.do == "print_card":
            command = self._card_printing(command)
        if command.do == "print_paper":
            self.beside(self._print(command))
            return True
        if command.do == "open_counter" and self._staff:
            told = {**command.fields, "staff": self._staff}
            command = replace(command, fields=told)
        answer: Json | RefusedByOffice | ShareAway
        try:
            answer = await answer_of(command, self._client, self._hear_late)
        except (RefusedByOffice, ShareAway) as refusal:
            answer = refusal
        if isinstance(answer, JiaohaoError):
            if command.do in _SIGNS:
                self.on_signed(command, getattr(answer, "answer_code", answer.code))
            self._looks.refuse(answer.message(self._say))
            return False
        self._take_in(command, answer)
        if self._looks.is_late:
            # What is on the screen may be older than the answer, or newer.
            self._known.hear(await hall_now(self._client))
        return True

    def _card_printing(self, command: Command) -> Command:
        """A card is printed with the code that its time was booked under."""
        from printers.papers.appointment import appointment_paper

        card = replace(command.fields["card"], code=self._booked)
        paper = appointment_paper(card, self._office)
        told = {"paper": paper, "kind": "appointment", "label": command.fields["label"]}
        return Command("print_paper", told)

    def _hear_late(self, late: NotKnownYet) -> None:
        self._looks.is_late = True
        if self._looks.under_way is not None:
            word = under_way_words(self._looks.under_way.do, self._say)
            self._looks.tell(f"{word} {late.message(self._say)}")
        self.on_change()

    def _take_in(self, command: Command, answer: Json) -> None:
        if command.do == "book":
            self._booked = answer["booking"]["code"]
        self._looks.tell(words_for(command, answer, self._office, self._say))
        self._known.take_in(command, answer, is_late=self._looks.is_late)
        if command.do in _SIGNS:
            self._known.signed_as = str(command.fields.get("staff", ""))
            self.on_signed(command, "")
        about = command.do, str(command.fields.get("label", ""))
        self._hand.drafts.pop(about, None)
        if command.do in _LETS_GO:
            self._hand.chosen = None
        if command.do not in BESIDE:
            self._hand.is_turned = False
