"""What the keys do: at once, after a question, or nothing, and then why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counter.answered import under_way_words
from counter.hand import Hand
from counter.known import Known
from counter.looks import Looks
from counter.questions.asking import question_of
from counter.situation import Situation
from counter.why_not import why_not
from shared.desk.question import Option, Question
from shared.desk.typed import folded, is_input_method
from shared.office.model import Counter, Office
from shared.screen.asking import Asking
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import Ticket

_HELPS: Final = frozenset({"call_help", "answer_help"})
"""Keys that do the same whatever is asked or typed."""


class KeyActs(Asking):
    """The keys of one counter; it changes the hand, asks, and sends commands."""

    looks: Looks

    def __init__(
        self,
        office: Office,
        place: Counter,
        say: Catalogue,
        known: Known,
        looks: Looks,
        hand: Hand,
    ) -> None:
        super().__init__()
        self.office, self.place, self.say = office, place, say
        self.known, self.looks, self.hand = known, looks, hand
        self.keep_ticks: Callable[[], None] = lambda: None
        """Called when something was ticked."""

    def warn(self, words: str) -> None:
        """Say why something was not done."""
        self.looks.refuse(words)

    def press(self, do: str) -> None:
        """Do what a key does: at once, or after a question; or say why not."""
        question = self.looks.question
        if do == "help" or self.hand.help_first is not None:
            self.hand.turn_help()
            if do == "go_on":
                self.looks.tour.begin()
        elif question is not None and do not in _HELPS:
            self.press_in_question(do, question)
        elif do == "other_pane":
            self.hand.is_turned = not self.hand.is_turned
        else:
            self._press_for_visit(do)

    def _press_for_visit(self, do: str) -> None:
        situation, typed = self.looks.situation(), self.hand.typed
        under_way = self.looks.under_way
        if situation is None:
            self.warn(self.say(N_("Waiting for the office")))
        elif under_way is not None:
            words = N_("That key was not taken. {what}")
            self.warn(self.say(words, what=under_way_words(under_way.do, self.say)))
        elif typed and do == "go_on" and situation.chosen is None:
            words = N_("There is no number {label} in the list")
            self.warn(self.say(words, label=typed))
        elif why := why_not(situation, do, self.say, self.looks.names):
            self.warn(why)
        elif question := question_of(do, situation, self.say):
            self.ask(question)
        else:
            self._do_at_once(do, situation)

    def _do_at_once(self, do: str, situation: Situation) -> None:
        self.looks.refuse("")
        ticket = situation.counter.ticket
        if do == "tick" and ticket is not None:
            self.tick(ticket)
        elif do == "go_on":
            self.send(situation.go_on())
        elif do == "undo" and (back := self.known.undo.command) is not None:
            self.send(back)
        elif do in _HELPS:
            self.send(situation.about_help(do))
        elif do == "resume":
            chosen, held = situation.chosen, situation.own_held
            is_own = chosen is not None and chosen in held
            self.send(situation.take(chosen if is_own and chosen else held[0]))
        else:
            self.send(situation.with_visit(do))

    def take(self, character: str) -> None:
        """A letter or digit: of a number, of a row of the question, or of its text."""
        plain = folded(character)
        if self.looks.question is not None:
            option = self.ask_pane().takes(character)
            if option is not None:
                self.do(option, self.ask_pane().words)
        elif plain:
            self.hand.type(plain, self.known.line())
        elif is_input_method(character):
            words = N_("An input method is on: Shift ends it, or use the number pad")
            self.warn(self.say(words))

    def tick(self, ticket: Ticket, *, at: int | None = None) -> None:
        """Tick the paper or step under the cursor, or the one at `at`."""
        self.hand.tick(ticket, self.counts(ticket), at=at)
        self.keep_ticks()

    def ask(self, question: Question, *, draft: str = "") -> None:
        """Put up a question, with what was written for it and not sent."""
        self.hand.typed = ""
        super().ask(question, draft=self.hand.drafts.get(_about(question), draft))

    def choose(self, option: Option, words: str) -> None:
        """Do what a row says, if the visit that it is about is still here."""
        question = self.looks.question
        if question is None:
            return
        self.close_question()
        counter = self.known.counter
        present = counter.ticket.key if counter and counter.ticket else None
        if question.ticket is not None and question.ticket.key != present:
            gone = N_("{label} is no longer at this counter")
            self.warn(self.say(gone, label=question.ticket.label))
            return
        made = option.make(words)
        if isinstance(made, Question):
            self.ask(made)
            return
        if words and not question.is_secret:
            self.hand.drafts[_about(question)] = words
        if question.do == "away" and present is not None and made:
            self.looks.leaves = made[0]
            after = N_("{what} when this visit is done")
            self.looks.tell(self.say(after, what=option.sentence or option.words))
        else:
            self.send(*made)

    def counts(self, ticket: Ticket) -> tuple[int, int]:
        """How many documents and steps a visit has."""
        service = self.office.service(ticket.service)
        return (len(service.documents), len(service.steps)) if service else (0, 0)


def _about(question: Question) -> tuple[str, str]:
    return question.do, question.ticket.label if question.ticket else ""
