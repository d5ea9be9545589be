"""The question under the number: rows to choose from, and a line of text."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input

from shared.desk.question import End, Option, Question
from shared.desk.typed import folded
from shared.screen.ask_rows import AskView, draw_options
from shared.screen.block import Block
from shared.screen.line import Line
from shared.text import palette
from shared.text.catalogue import N_, Catalogue
from shared.wire.forms import LONGEST_TEXT


class AskPane(Vertical):
    """Asks once when opened; hidden in between. The panel has the keys."""

    DEFAULT_CSS = f"""
    AskPane {{
        display: none; height: 1fr; padding: 0 1;
        border: heavy {palette.ACCENT};
        border-title-color: {palette.BACKGROUND};
        border-title-background: {palette.ACCENT};
        &.-open {{ display: block; }}
        Input, Input:focus {{
            background: {palette.BACKGROUND}; color: {palette.FOREGROUND};
            background-tint: 0%; display: none; height: 1;
        }}
        Input.-shown {{ display: block; }}
        Input > .input--placeholder {{ color: {palette.MUTED}; }}
        .input--cursor {{
            background: {palette.FOREGROUND}; color: {palette.BACKGROUND};
        }}
    }}
    """
    rows = query_one("#options", Block)
    search = query_one("#search", Input)
    text = query_one("#text", Input)

    @dataclass
    class Clicked(Message):
        """The row under the cursor was pressed."""

    @dataclass
    class Changed(Message):
        """The cursor is elsewhere, or the rows are others."""

    def __init__(self, say: Catalogue) -> None:
        super().__init__(id="ask")
        self.say = say
        self._question: Question | None = None
        self._options: tuple[Option, ...] = ()
        self._at = self._end = self._first = 0
        self._is_touched = False
        self._searched: str | None = None
        self._written: events.Key | None = None

    def on_key(self, event: events.Key) -> None:
        """A key on its way up from a line of text."""
        self._written = event

    def was_written(self, event: events.Key) -> bool:
        """Whether a key went to a line of text first."""
        return event is self._written

    def compose(self) -> ComposeResult:
        yield Line(id="search", max_length=100, compact=True, select_on_focus=False)
        yield Block(draw_options, id="options")
        yield Line(
            id="text", max_length=LONGEST_TEXT, compact=True, select_on_focus=False
        )

    def on_mount(self) -> None:
        """A blinking cursor costs more than it shows."""
        self.search.cursor_blink = self.text.cursor_blink = False

    def open(self, question: Question, *, draft: str = "") -> None:
        """Put up a question and take the keyboard where it is typed into."""
        self._question, self._at, self._is_touched = question, 0, False
        self._end = self._first = 0
        self._searched = None
        self.border_title = Content(f" {question.title} ")
        self.border_subtitle = Content(self.say(N_("Esc leaves")))
        with self.prevent(Input.Changed):
            self.search.value, self.text.value = "", draft or question.written
            self.text.cursor_position = len(self.text.value)
        self.search.placeholder = self.say(N_("type to find"))
        self.text.placeholder = question.text
        self.text.password = question.is_secret
        self.search.set_class(question.is_search, "-shown")
        self.text.set_class(bool(question.text), "-shown")
        self.add_class("-open")
        self._find("")
        if question.is_search:
            # At once: Widget.focus would let a fast typist's next key pass by.
            self.screen.set_focus(self.search)
        elif question.options and question.options[0].wants_text:
            self.screen.set_focus(self.text)

    def close(self) -> None:
        """Take the question down."""
        self.remove_class("-open")
        self._question = None

    @property
    def chosen(self) -> Option | None:
        """The row under the cursor, or none."""
        return self._options[self._at] if self._at < len(self._options) else None

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is chosen or typed yet."""
        return not (self._is_touched or self.search.value or self.text.value)

    @property
    def is_written(self) -> bool:
        """Whether the line of text has the keyboard."""
        return bool(self.text.has_focus)

    def move(self, by: int) -> None:
        """The cursor `by` rows on, round and round for single steps; more than one
        step moves the sheet that is to be read."""
        sheet = self._question.sheet if self._question is not None else ()
        if sheet and abs(by) > 1:
            self._first = max(0, min(self._first + by, len(sheet) - 1))
            self._show()
            return
        self._find(self.search.value)
        count = len(self._options)
        if not count:
            return
        self._is_touched = True
        at = self._at + by
        self._at = at % count if abs(by) == 1 else max(0, min(at, count - 1))
        self._show()

    def turn(self, by: int) -> None:
        """Another end, round and round."""
        if self._question is not None and self._question.ends:
            self._end = (self._end + by) % len(self._question.ends)
            self._show()

    @property
    def end(self) -> End | None:
        """Until when it holds, where the question asks for that."""
        ends = self._question.ends if self._question is not None else ()
        return ends[self._end] if ends else None

    def takes(self, character: str) -> Option | None:
        """A key for a row, or one that came before the line had the keyboard.

        What is chosen and to be done at once, if anything.
        """
        if self._question is not None and self._question.is_search:
            self.search.insert_text_at_cursor(character)
            return None
        digit = folded(character)
        for at, option in enumerate(self._options):
            if option.digit == digit != "":
                self._at = at
                self._show()
                return self.answer()
        self._letter(character)
        return None

    def _letter(self, letter: str) -> None:
        """Go to the next row that begins with a letter."""
        count = len(self._options)
        for step in range(1, count + 1):
            at = (self._at + step) % count
            if self._options[at].words.casefold().startswith(letter.casefold()):
                self._at = at
                self._show()
                return

    def write(self) -> None:
        """The keyboard to the line of text, or back to the rows."""
        if self._question is None or not self._question.text:
            return
        if self.text.has_focus and self._question.is_search:
            self.screen.set_focus(self.search)
        elif not self.text.has_focus:
            self.screen.set_focus(self.text)

    def answer(self) -> Option | None:
        """The row to be done, or none where there is none, or text is wanted first."""
        self._find(self.search.value)
        option = self.chosen
        if option is not None and option.wants_text and not self.words:
            self.write()
            return None
        return option

    @property
    def words(self) -> str:
        """What was written in the line of text."""
        return self.text.value.strip()

    @on(Input.Changed, "#search")
    def find(self, changed: Input.Changed) -> None:
        """The rows that what was typed leaves."""
        changed.stop()
        self._find(changed.value)

    @on(Block.Pressed)
    def press(self, pressed: Block.Pressed) -> None:
        """A row was clicked: choose and do."""
        pressed.stop()
        if isinstance(pressed.target, int):
            self._at = pressed.target
            self._show()
            self.post_message(self.Clicked())

    def _find(self, typed: str) -> None:
        if self._question is not None and typed != self._searched:
            self._searched = typed
            self._options = self._question.found(typed.strip())
            self._at = 0
            self._show()

    def _show(self) -> None:
        if self._question is not None:
            asked, end, first = self._question, self._end, self._first
            view = AskView(asked, self._options, self._at, self.say, end, first)
            self.rows.show(view)
            self.post_message(self.Changed())
