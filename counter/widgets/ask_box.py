"""The question inside the panel: a line of text, and where needed a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from counter.questions import Choice, Question
from counter.widgets.waiting_list import first_shown
from shared.text.catalogue import N_, Catalogue
from shared.wire.forms import LONGEST_TEXT

_OTHER_LINES: Final = 3
"""The title, the line of text, and what the keys do."""


class AskBox(Vertical):
    """Asks once when opened, until Enter; hidden in between. The panel has the keys."""

    DEFAULT_CSS = """
    AskBox {
        display: none; height: 1fr; padding: 0 1; background: $panel;
        &.-open { display: block; }
        Static { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
        #title { text-style: bold; color: $primary; }
        Input > .input--placeholder { color: $secondary; }
        Input, Input:focus {
            background: $background; color: $foreground; background-tint: 0%;
        }
        .input--cursor { background: $foreground; color: $background; }
    }
    """
    title = query_one("#title", Static)
    listed = query_one("#choices", Static)
    hint = query_one("#hint", Static)
    line = query_one(Input)

    @dataclass
    class Answered(Message):
        """Enter was pressed; `code` is the choice, "" where there was none to make."""

        code: str
        words: str

    def __init__(self, say: Catalogue) -> None:
        super().__init__()
        self._say = say
        self._choices: tuple[Choice, ...] = ()
        self._may_choose_none = False
        self._chosen: int | None = None
        self._first = 0

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="choices", markup=False)
        yield Input(max_length=LONGEST_TEXT, compact=True, select_on_focus=False)
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """A blinking cursor costs more than it shows."""
        self.line.cursor_blink = False

    def open(self, question: Question) -> None:
        """Put up a question and take the keyboard."""
        self._choices, self._chosen, self._first = question.choices, None, 0
        self._may_choose_none = question.may_choose_none
        self.title.update(question.title)
        self.line.value = ""
        self.line.placeholder = question.placeholder
        chooses = self._say(N_("↑ ↓ choose")) + "  " if question.choices else ""
        self.hint.update(chooses + self._say(N_("Enter sends, Esc leaves")))
        self.add_class("-open")
        self._show_choices()
        # At once: Widget.focus would let a fast typist's next key pass by.
        self.screen.set_focus(self.line)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is chosen or typed yet."""
        return self._chosen is None and not self.line.value

    def close(self) -> None:
        """Take the question down."""
        self.remove_class("-open")

    def choose(self, by: int) -> None:
        """Choose the one below (1) or above (-1), round and round."""
        if not self._choices:
            return
        if self._chosen is None:
            self._chosen = 0 if by > 0 else len(self._choices) - 1
        else:
            self._chosen = (self._chosen + by) % len(self._choices)
        self._show_choices()

    def on_resize(self) -> None:
        self._show_choices()

    @on(Input.Submitted)
    def answer(self, submitted: Input.Submitted) -> None:
        """Send the answer up, once there is a choice where one is needed."""
        submitted.stop()
        if self._chosen is None and (why := self._why_nothing(submitted.value)):
            self.hint.update(why)
            return
        code = "" if self._chosen is None else self._choices[self._chosen].code
        self.post_message(self.Answered(code, submitted.value.strip()))

    def _why_nothing(self, words: str) -> str:
        """Why an answer without a choice says nothing, or ""."""
        if not self._may_choose_none:
            needed = N_("Choose a service first: ↑ ↓")
            return self._say(needed) if self._choices else ""
        return "" if words.strip() else self._say(N_("Choose with ↑ ↓, or type"))

    def _show_choices(self) -> None:
        room = max(self.size.height - _OTHER_LINES, 1)
        count = len(self._choices)
        self._first = first_shown(count, room, self._first, self._chosen)
        lines = [
            self._line(at, choice)
            for at, choice in enumerate(self._choices)
            if self._first <= at < self._first + room
        ]
        self.listed.update(Content("\n").join(lines))

    def _line(self, at: int, choice: Choice) -> Content:
        if at == self._chosen:
            return Content.styled(f"> {choice.words}", "bold $background on $primary")
        return Content(f"  {choice.words}")
