"""What the keys of every panel of staff do with a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from shared.desk.question import Option, Question
from shared.screen.ask_pane import AskPane


class _Looks(Protocol):
    question: Question | None

    def refuse(self, words: str) -> None: ...


class Asking:
    """Puts a question up and takes it down, and sends what came of it."""

    looks: _Looks

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

    def answer(self) -> None:
        """Do what the row under the cursor says."""
        option = self.ask_pane().answer()
        if option is not None:
            self.do(option, self.ask_pane().words)

    def do(self, option: Option, words: str) -> None:
        """What a row says, with what was written beside it."""
        raise NotImplementedError
