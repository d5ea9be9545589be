"""What the keys of every panel of staff do with a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from shared.desk.question import Option, Question
from shared.screen.ask_pane import AskPane
from shared.text.catalogue import N_, Catalogue

ANSWER_FIRST: Final = N_("Answer first, or leave with Esc")


class _Looks(Protocol):
    say: Catalogue
    question: Question | None

    def refuse(self, words: str) -> None: ...


class Asking:
    """Puts a question up and takes it down, and sends what came of it."""

    looks: _Looks
    writes: ClassVar[str] = "other_pane"
    """The key that goes to the line of text of a question, and back to its rows."""

    def __init__(self) -> None:
        self.send: Callable[..., None] = lambda *commands: None
        """Sends commands to the office."""
        self.take_keyboard: Callable[[], None] = lambda: None
        """Called when a line of text needs it no more."""
        self.ask_pane: Callable[[], AskPane]
        """Where questions are put up."""

    def ask(self, question: Question, *, draft: str = "") -> None:
        """Put up a question; `draft` was written for it and not sent."""
        self.looks.question = question
        self.looks.refuse("")
        self.ask_pane().open(question, draft=draft)

    def close_question(self) -> None:
        """Take the question down."""
        self.looks.question = None
        self.ask_pane().close()
        self.take_keyboard()

    def press_in_question(self, do: str, question: Question) -> None:
        """Do what a key does while something is asked."""
        pane = self.ask_pane()
        if do == "go_on":
            self.answer()
        elif do == self.writes and pane.is_written and not question.is_search:
            self.take_keyboard()
        elif do == self.writes:
            pane.write()
        elif do == question.do and question.again is not None:
            self.do(question.options[question.again], "")
        elif do != question.do:
            self.looks.refuse(self.looks.say(ANSWER_FIRST))

    def answer(self) -> None:
        """Do what the row under the cursor says."""
        option = self.ask_pane().answer()
        if option is not None:
            self.do(option, self.ask_pane().words)

    def do(self, option: Option, words: str) -> None:
        """Do what a row says, with what was written beside it; or refuse it."""
        if option.why_not:
            why = N_("{what}: that cannot be done")
            self.looks.refuse(self.looks.say(why, what=option.words))
        else:
            self.choose(option, words)

    def choose(self, option: Option, words: str) -> None:
        """Do what a row says that can be done."""
        raise NotImplementedError
