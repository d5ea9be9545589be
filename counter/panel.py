"""The counter's panel: what the clerk presses, and what comes of it."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from counter.answered import BESIDE, under_way_words, words_for
from counter.board import Board
from counter.hand import Hand
from counter.hearing import Hearing
from counter.key_acts import KeyActs
from counter.keys import TABLE
from counter.known import Known
from counter.looks import Looks
from counter.orders import Orders
from counter.painter import Painter
from counter.questions.asking import question_of
from counter.questions.signing import pin_of, sign_on_question
from counter.situation import State, why_stay
from counter.tick_file import TickFile
from shared.desk.command import Command
from shared.desk.press_guard import PressGuard
from shared.errors import UnknownCounter, WrongPin
from shared.office.model import Office
from shared.screen.block import Block
from shared.screen.help_rows import help_rows
from shared.screen.staff_panel import CannotStart, StaffPanel
from shared.text.catalogue import catalogue
from shared.wire.client import Client

if TYPE_CHECKING:
    from counter.papers import CounterPapers


class CounterPanel(StaffPanel):
    """One counter's screen; it owns its keys, and starts and ends its link."""

    DEFAULT_CSS = "CounterPanel { width: 1fr; height: 1fr; }"
    BINDINGS = TABLE.bindings

    hand: Hand
    looks: Looks
    acts: KeyActs
    orders: Orders
    board = query_one(Board)
    beside = BESIDE

    def __init__(
        self,
        office: Office,
        number: int,
        client: Client,
        *,
        staff: str | None = None,
        language: str | None = None,
        ticks: TickFile | None = None,
        papers: CounterPapers | None = None,
    ) -> None:
        super().__init__()
        place = office.counter(number)
        if place is None:
            raise UnknownCounter(counter=number)
        self.office = office
        self.place = place
        self.client = client
        self.staff = staff
        self._papers = papers
        self._language = language or office.language
        self._asked_about: tuple[str | None] | None = None
        """Who was signed on here when it was asked who sits here; none: not asked."""
        self.known = Known(place, office)
        self.guard = PressGuard()
        self.hand = Hand()
        self._hearing = Hearing(client, self.known, self.hand, ticks)
        self._hearing.on_change = self._show_news
        self._hearing.on_news = self._ask_anew
        self._hearing.give_up = self._give_up
        self._speak(self._language)

    def _speak(self, language: str) -> None:
        """Everything that says something, made in a language."""
        office, known, hand = self.office, self.known, self.hand
        self.say = catalogue(language)
        self._painter = Painter(office, self.place, self.say, known)
        self.looks = Looks(self._painter, self.client, hand, self.staff or "")
        self.orders = Orders(
            office, self.say, self.client, known, self.looks, hand, self.staff
        )
        self.orders.on_change = self._show_news
        self.orders.papers, self.orders.beside = self._papers, self._beside
        self.orders.on_signed = self._hear_signed
        self.acts = KeyActs(office, self.place, self.say, known, self.looks, hand)
        self.acts.send = self._send
        self.acts.ask_pane = lambda: self.board.ask
        self.acts.take_keyboard = lambda: self.screen.set_focus(self)
        self.acts.keep_ticks = self._hearing.keep_ticks
        self._hearing.looks = self.looks
        self.actions = self.looks.names.actions

    def compose(self) -> ComposeResult:
        yield Board(self._painter)

    def on_mount(self) -> None:
        """Start the printers; the link starts as on every screen of staff."""
        self.app.update_keymap(self.looks.names.keymap)
        hearing = self._hearing
        hearing.bell = lambda: self.app.bell()
        hearing.beside = self._beside
        if self._papers is not None:
            self._papers.start(self._papers.look, self._beside)
            self.set_interval(1.0, self._papers.look)

    async def on_unmount(self) -> None:
        """End the printing before the link: it tells of its last paper."""
        if self._papers is not None:
            await self._papers.close()

    def _beside(self, work: Coroutine[Any, Any, None]) -> object:
        return self.run_worker(work, exit_on_error=False)

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is here, nothing asked, typed, or under way."""
        looks = self.looks
        is_asked = looks.question is not None or self.hand.typed
        return not (is_asked or looks.under_way or looks.is_busy())

    def why_stay(self) -> str | None:
        """Why the clerk should not leave this screen now, or none."""
        under_way = self.looks.under_way
        words = under_way_words(under_way.do, self.say) if under_way else None
        return why_stay(words, self.known.counter, self.say)

    # Keys

    def take(self, character: str) -> None:
        """A letter or digit: of a number, of a row of the question, or of its text."""
        if self.hand.help_first is None:
            self.acts.take(character)
            self._paint()

    def action_move(self, by: int) -> None:
        """The cursor: in the help, in the question, in the list, or over the papers."""
        hand, ask = self.hand, self.board.ask
        counter = self.known.counter
        if hand.help_first is not None:
            width, height = self.board.help.content_size
            view = self.looks.look(None).help
            rows = help_rows(view, width) if view is not None else ()
            hand.scroll_help(by, len(rows), height)
        elif self.looks.question is not None:
            ask.move(by)
        elif self.looks.is_at_list():
            if self.office.no_picking:
                return
            is_busy = self.looks.is_busy()
            hand.move(by, self.known.line(), starts_at_first=not is_busy)
        elif counter is not None and counter.ticket is not None:
            hand.move_ticks(counter.ticket, by, self.acts.counts(counter.ticket))
        self._paint()

    def action_turn(self, by: int) -> None:
        """On a small screen: the next pane, or the one before."""
        self.hand.page += by
        self._paint()
        # Once more, by the size that the pane has then.
        self.call_after_refresh(self._paint)

    def action_leave(self) -> None:
        """Esc: the help, the question, what was typed, the choice; never a visit."""
        if self.hand.help_first is not None:
            self.hand.turn_help()
        elif self.looks.question is not None:
            self.acts.close_question()
        else:
            self.hand.let_go()
            self.looks.tour.end()
            self.looks.refuse("")
        self._paint()

    def action_rub_out(self) -> None:
        """Backspace: the last letter of the number."""
        self.hand.rub_out(self.known.line())
        self._paint()

    # The mouse

    @on(Block.Pressed)
    def click(self, pressed: Block.Pressed) -> None:
        """A key, a row of the list, a paper, or the strip."""
        pressed.stop()
        target = pressed.target
        if pressed.block.id == "keys":
            self.action_press(str(target))
        elif pressed.block.id == "strip":
            self.action_press("undo")
        elif isinstance(target, int):
            self._click_row(pressed.block.id, target)
        self._paint()

    def _click_row(self, block: str | None, target: int) -> None:
        situation = self.looks.situation()
        if situation is None or self.looks.question is not None:
            return
        ticket, shown = situation.counter.ticket, situation.next
        if block in ("line", "held"):
            if shown is not None and target == shown.key:
                self.action_press("go_on")
            else:
                self.hand.choose(target)
        elif block == "body" and ticket and situation.state is State.SERVING:
            self.acts.tick(ticket, at=target)

    @on(Block.Turned)
    def scroll(self, turned: Block.Turned) -> None:
        """The wheel scrolls what is under it."""
        turned.stop()
        if turned.block.id in ("help", "options", "line"):
            self.action_move(turned.by)

    def _hear_signed(self, command: Command, refusal: str) -> None:
        """Somebody signed on or off, or was refused: `refusal` is the code of why."""
        situation, name = self.looks.situation(), str(command.fields.get("staff", ""))
        if refusal and situation is not None and command.do == "sign_on":
            is_pin = refusal == WrongPin.code
            ask = pin_of if is_pin else sign_on_question
            self.acts.ask(ask(situation, name, self.say))
        elif not refusal:
            speaks = self.office.staff_languages.get(name, self._language)
            if speaks != self.say.language:
                self._speak(speaks)
                self.looks.tell(words_for(command, {}, self.office, self.say))
                self.board.speak(self._painter)

    def _show_news(self) -> None:
        """Something is to be shown; who sits here is asked where nobody is signed on
        yet or any more, and anew when that is somebody else."""
        looks, situation = self.looks, self.looks.situation()
        if situation is None or situation.is_signed:
            self._asked_about = None
        elif looks.question is None or looks.question.do == "sign_on":
            about = (situation.counter.staff,)
            if looks.under_way is None and self._asked_about != about:
                self._asked_about = about
                self.acts.ask(sign_on_question(situation, situation.given, self.say))
        self._paint()

    def _hear(self) -> None:
        self._hearing.hear()

    def _give_up(self, words: str) -> None:
        self.post_message(CannotStart(words))

    def _ask_anew(self) -> None:
        """What there is to choose changed while nobody had chosen: show that."""
        question, situation = self.looks.question, self.looks.situation()
        if question is None or question.do != "printers" or situation is None:
            return
        present = question_of("printers", situation, self.say)
        words = [each.words for each in question.options]
        is_other = present and words != [each.words for each in present.options]
        if present is not None and is_other and self.board.ask.is_untouched:
            self.acts.ask(present)
