"""The counter's panel: what the clerk sees and presses, in any room it is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from counter.answered import Command, words_for
from counter.errand import answer_of
from counter.keys import KEY_BINDINGS, PRINTERS, shown_keys, word_of
from counter.known import Known
from counter.lawful import Situation, why_stay
from counter.printers import has_printers, printer_question
from counter.questions import Question, question_about
from counter.waiting import WaitingRows
from counter.widgets.ask_box import AskBox
from counter.widgets.at_counter import AtCounter, Visit, visit_at
from counter.widgets.attention import AttentionLine
from counter.widgets.heading import OldLine, heading, old_words
from counter.widgets.key_bar import KeyBar
from counter.widgets.waiting_list import WaitingList
from shared.errors import (
    JiaohaoError,
    NotKnownYet,
    RefusedByOffice,
    ShareAway,
    StationTaken,
    UnknownCounter,
)
from shared.office.model import Office
from shared.text.catalogue import N_, catalogue
from shared.wire.client import Client
from shared.wire.json_text import Json

_WIDE: Final = 72
"""Columns from which the list stands beside the visit."""
_SHORT: Final = 10
"""Rows under which only the visit is shown."""


class CounterPanel(Widget, can_focus=True):
    """One counter's screen; it owns its keys, and starts and ends its link."""

    DEFAULT_CSS = """
    CounterPanel {
        width: 1fr; height: 1fr; layout: vertical; overflow: hidden;
        background: $background; color: $foreground;
        #name { height: 1; background: $panel; padding: 0 1;
                text-wrap: nowrap; text-overflow: ellipsis; }
        #room { height: 1fr; layout: vertical; }
        #status { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
        &.-asking WaitingList, &.-asking AtCounter { display: none; }
        &.-wide #room { layout: horizontal; }
        &.-wide AtCounter { display: block; width: 3fr; }
        &.-wide WaitingList, &.-wide AskBox { width: 2fr; }
        &.-wide WaitingList { border-left: solid $secondary; }
        &.-short WaitingList { display: none; }
        &.-short.-asking #name, &.-short.-asking KeyBar { display: none; }
    }
    """
    BINDINGS = KEY_BINDINGS

    name_line = query_one("#name", Static)
    old_line = query_one("#old", OldLine)
    attention_line = query_one(AttentionLine)
    status_line = query_one("#status", Static)
    at_counter = query_one(AtCounter)
    waiting_list = query_one(WaitingList)
    ask_box = query_one(AskBox)
    key_bar = query_one(KeyBar)

    @dataclass
    class CannotStart(Message):
        """The station's name is at work elsewhere; there never was a hall to show."""

        words: str

    def __init__(
        self,
        office: Office,
        number: int,
        client: Client,
        *,
        staff: str | None = None,
        language: str | None = None,
    ) -> None:
        super().__init__()
        place = office.counter(number)
        if place is None:
            raise UnknownCounter(counter=number)
        self.office = office
        self.place = place
        self.client = client
        self.staff = staff
        self.say = catalogue(language or office.language)
        self.known = Known(number)
        self._rows = WaitingRows(office, place, self.say)
        self._under_way: Command | None = None
        self._is_late = False
        self._prints = has_printers(office)
        self._question: Question | None = None
        self._heading = Content("")

    def compose(self) -> ComposeResult:
        yield Static(id="name", markup=False)
        yield OldLine(id="old", markup=False)
        yield AttentionLine(self.office, self.say)
        with Container(id="room"):
            yield AtCounter()
            yield WaitingList()
            yield AskBox(self.say)
        yield Static(id="status", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start the link, and look at the clock every second."""
        self.client.on_change = self._hear
        self.client.start()
        self.set_interval(1.0, self._paint)
        self._hear()

    async def on_unmount(self) -> None:
        self.client.on_change = lambda: None
        await self.client.close()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _WIDE, "-wide")
        self.set_class(event.size.height < _SHORT, "-short")
        self.key_bar.most_rows = max(1, event.size.height * 3 // 8)

    def on_focus(self) -> None:
        """The keyboard belongs to the question while there is one."""
        if self._question is not None:
            self.ask_box.line.focus()

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is asked and nothing under way."""
        return self._question is None and self._under_way is None

    def why_stay(self) -> str | None:
        """Why the clerk should not leave this screen now, or none."""
        do = self._under_way.do if self._under_way is not None else None
        return why_stay(do, self.known.counter, self.say)

    def warn(self, words: str) -> None:
        """Say something in the status line, as a refusal is said."""
        self.status_line.update(Content.styled(f"! {words}", "bold $warning"))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the clerk is asked something, the commands are out of reach."""
        is_asking = self._question is not None
        return action == "choose" or is_asking == (action == "leave")

    def action_choose(self, by: int) -> None:
        """Choose in the list; a colleague's note is read before the call."""
        if self._question is not None:
            self.ask_box.choose(by)
            return
        self.waiting_list.move(by)
        if self._under_way is None:
            situation = self._situation()
            chosen = situation.chosen if situation else None
            note = chosen.note if chosen else None
            self._tell(self.say(N_("Note: {note}"), note=note) if note else "")
        self._paint()

    def action_press(self, do: str) -> None:
        """A key: do it, ask what it needs, or say why not."""
        situation = self._situation()
        if situation is None:
            self.warn(self.say(N_("Waiting for the office")))
        elif self._under_way is not None:
            words = N_("Still busy with “{command}”: that key was not taken")
            command = word_of(self._under_way.do, self.say)
            self.warn(self.say(words, command=command))
        elif (why := situation.why_not(do, self.say)) is not None:
            self.warn(why)
        elif question := self._question_about(do, situation):
            self._question = question
            self.ask_box.open(question)
            self.add_class("-asking")
            self._paint()
        else:
            self._send(situation.command(do))

    def _ask_anew(self, situation: Situation) -> None:
        """What there is to choose changed while nobody had chosen: show that."""
        question = self._question
        if question is None or question.do != PRINTERS:
            return
        present = self._question_about(PRINTERS, situation)
        if present is not None and present != question and self.ask_box.is_untouched:
            self._question = present
            self.ask_box.open(present)

    def _question_about(self, do: str, situation: Situation) -> Question | None:
        if do == PRINTERS and self.known.hall is not None:
            present = situation.chosen or situation.counter.ticket
            return printer_question(self.known.hall, present, self.say)
        return question_about(do, situation.counter, self.office, self.say)

    def action_leave(self) -> None:
        """Take the question down; nothing is done."""
        self._question = None
        self.remove_class("-asking")
        self.ask_box.close()
        self.screen.set_focus(self)
        self._paint()

    @on(AskBox.Answered)
    def take_answer(self, answered: AskBox.Answered) -> None:
        """Do what was asked about, if the same visit is still here."""
        question = self._question
        if question is None:
            return
        self.action_leave()
        counter = self.known.counter
        present = counter.ticket.key if counter and counter.ticket else None
        if question.ticket is not None and question.ticket.key != present:
            words = N_("{label} is no longer at this counter")
            self.warn(self.say(words, label=question.ticket.label))
        else:
            number = self.place.number
            self._send(question.command(number, answered.code, answered.words))

    # Commands

    def _send(self, command: Command) -> None:
        if command.do == "open_counter" and self.staff:
            command = replace(command, fields={**command.fields, "staff": self.staff})
        self._under_way = command
        self._tell(f"{word_of(command.do, self.say)} …")
        self._carry_out(command)

    @work(group="command")
    async def _carry_out(self, command: Command) -> None:
        answer: Json | RefusedByOffice | ShareAway
        try:
            answer = await answer_of(command, self.client, self._hear_late)
        except (RefusedByOffice, ShareAway) as refusal:
            answer = refusal
        if not self.query("#status"):
            # The screen was taken down while the office answered.
            return
        if isinstance(answer, JiaohaoError):
            self.warn(answer.message(self.say))
        else:
            self._take_in(command, answer)
        self._under_way, self._is_late = None, False
        self._paint()

    def _hear_late(self, late: NotKnownYet) -> None:
        self._is_late = True
        if not self.query("#status"):
            return
        if self._under_way is not None:
            word = word_of(self._under_way.do, self.say)
            self._tell(f"{word} … {late.message(self.say)}")
        self._paint()

    def _take_in(self, command: Command, answer: Json) -> None:
        self._tell(words_for(command, answer, self.office, self.say))
        self.known.take_in(command, answer, is_late=self._is_late)
        if "label" in command.fields:
            self.waiting_list.leave()

    # Painting

    def _tell(self, words: str) -> None:
        self.status_line.update(Content.styled(words, "bold"))

    def _hear(self) -> None:
        had_hall = self.known.hall is not None
        self.known.hear(self.client.hall)
        trouble = self.client.trouble
        has_hall = self.known.hall is not None
        if has_hall and not had_hall:
            # What was said of waiting for the office is over.
            self._tell("")
        if trouble and trouble[0] == StationTaken.code and not has_hall:
            self.post_message(self.CannotStart(trouble[1]))
        self._paint()

    def _situation(self) -> Situation | None:
        found = self.known.situation(self.waiting_list.chosen)
        return replace(found, has_printers=self._prints) if found else None

    def _paint_name(self) -> None:
        name = heading(
            self.place,
            self.known.counter,
            staff=self.staff,
            own=self.known.station,
            say=self.say,
        )
        if not name.is_same(self._heading):
            self._heading = name
            self.name_line.update(name)

    def _paint(self) -> None:
        """Show everything as it is now; what did not change is not drawn again."""
        say, hall, situation = self.say, self.known.hall, self._situation()
        self._paint_name()
        self._paint_age()
        self.attention_line.show(hall)
        if hall is None or situation is None:
            self.at_counter.visit = Visit((say(N_("Waiting for the office")),))
            self._show_keys(frozenset(), False)
            return
        self._ask_anew(situation)
        now = self.known.now
        self.at_counter.visit = visit_at(situation.counter, self.office, now, say)
        resumed = situation.resumed
        rows = self._rows.rows(hall, now, resumed.key if resumed else None)
        self.waiting_list.show(rows)
        is_free = self._question is None and not self._is_late
        lawful = situation.lawful(say) if is_free else frozenset()
        self._show_keys(lawful, situation.is_serving)

    def _show_keys(self, lawful: frozenset[str], is_serving: bool) -> None:
        keys = shown_keys(lawful, is_serving, self.say, has_printers=self._prints)
        self.key_bar.keys = keys

    def _paint_age(self) -> None:
        trouble = self.client.trouble
        words = old_words(self.client.age(), trouble, self.say)
        if self.known.hall is None:
            words = trouble[1] if trouble else ""
        self.old_line.show(words)
