"""What the panels of staff have in common: keys taken, commands sent, panes painted."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from textual import events, on
from textual.message import Message
from textual.widget import Widget

from shared.desk.command import Command
from shared.desk.press_guard import PressGuard
from shared.desk.question import Question
from shared.screen.ask_pane import AskPane
from shared.screen.key_table import OF_A_LINE, KeyNames
from shared.screen.size import Size, size_of
from shared.text.catalogue import N_, Catalogue
from shared.wire.client import Client

_PAINTED_EVERY: Final = 5
"""Seconds between two looks at minutes; clocks are looked at every second."""


@dataclass
class CannotStart(Message):
    """The station's name is at work elsewhere; there never was a hall to show."""

    words: str


class _Looks(Protocol):
    names: KeyNames
    question: Question | None
    under_way: Command | None

    def refuse(self, words: str) -> None: ...

    def look(self, chosen: Any) -> Any: ...


class _Acts(Protocol):
    def press(self, do: str) -> None: ...

    def answer(self) -> None: ...


class _Orders(Protocol):
    def carry_out(self, *commands: Command) -> Coroutine[Any, Any, None]: ...


class _Hand(Protocol):
    typed: str


class _Board(Protocol):
    @property
    def ask(self) -> AskPane: ...

    def fit(self, room: Size) -> None: ...

    def show(self, look: Any) -> None: ...

    def tick(self, look: Any) -> None: ...


class StaffPanel(Widget, can_focus=True):
    """A screen that fills any rectangle; it owns its keys, and ends its link."""

    say: Catalogue
    client: Client
    guard: PressGuard
    hand: _Hand
    looks: _Looks
    acts: _Acts
    orders: _Orders
    actions: Mapping[str, tuple[Any, ...]]
    """What each key does: the name of the action, and what it is told."""
    beside: frozenset[str] = frozenset()
    """Commands during which a number that is being typed stays."""
    _seconds = 0

    @property
    def board(self) -> _Board:
        """The panes."""
        raise NotImplementedError

    @property
    def ask(self) -> AskPane:
        """Where questions are put up."""
        return self.board.ask

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        return self.looks.question

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is in the middle of something on it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Start the link, hear what it tells, and look at the clock every second."""
        self.client.on_change = self._hear_soon
        self.client.start()
        self.set_interval(1.0, self._tick)
        self._hear()

    async def on_unmount(self) -> None:
        self.client.on_change = lambda: None
        await self.client.close()

    def on_resize(self, event: events.Resize) -> None:
        self.board.fit(size_of(event.size.width, event.size.height))
        self.call_after_refresh(self._paint)

    def warn(self, words: str) -> None:
        """Say why something was not done, for some seconds above everything else."""
        self.looks.refuse(words)
        self._paint()

    # Keys

    def on_focus(self) -> None:
        """The keyboard belongs to the question while it is typed into."""
        if self.question is not None and self.question.is_search:
            self.screen.set_focus(self.ask.search)

    def on_key(self, event: events.Key) -> None:
        """Keys are taken here, in the order they are pressed, however fast."""
        is_line = self.ask.was_written(event)
        action = self.actions.get(event.key)
        if action is not None and not (is_line and event.key in OF_A_LINE):
            name, *told = action
            getattr(self, f"action_{name}")(*told)
        elif is_line or not event.character or not event.is_printable:
            return
        else:
            self.take(event.character)
        event.stop()
        event.prevent_default()

    def take(self, character: str) -> None:
        """Take a letter or digit that is no key of the table."""
        raise NotImplementedError

    def action_press(self, do: str) -> None:
        """A key of the keyboard, or of the key bar."""
        if self.guard.counts(do):
            self.press(do)
            return
        words = N_("Too quick: that press of {key} was not taken")
        self.warn(self.say(words, key=self.looks.names[do]))

    def press(self, do: str) -> None:
        """Do what a key does: at once, or after a question; or say why not."""
        self.acts.press(do)
        self._paint()

    def answer(self) -> None:
        """Do what the row under the cursor says."""
        self.acts.answer()

    @on(AskPane.Changed)
    def look_again(self, changed: AskPane.Changed) -> None:
        """Enter would do something else now."""
        changed.stop()
        self._paint()

    @on(AskPane.Clicked)
    def click_row(self, clicked: AskPane.Clicked) -> None:
        """Do what was asked about."""
        clicked.stop()
        self.answer()
        self._paint()

    def _send(self, *commands: Command) -> None:
        if commands and self.looks.under_way is None:
            self.looks.under_way = commands[0]
            if commands[0].do not in self.beside:
                self.hand.typed = ""
            self.run_worker(self.orders.carry_out(*commands), group="command")

    # Hearing and painting

    def _hear_soon(self) -> None:
        # As a message: a fault then ends the screen, which is started anew; in the
        # link's callback it would only be logged, and the screen would stand still.
        self.call_later(self._hear)

    def _hear(self) -> None:
        """Take over what the link tells."""
        raise NotImplementedError

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds % _PAINTED_EVERY:
            self.board.tick(self.looks.look(self.ask.chosen))
        else:
            self._paint()

    def _paint(self) -> None:
        """Show everything as it is now; what did not change is not drawn again."""
        if self.is_attached and self.query(AskPane):
            self.board.show(self.looks.look(self.ask.chosen))
