"""The panel of reception: what is pressed, and what comes of it."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one

from kiosk.concierge.acts import Acts
from kiosk.concierge.board import Board
from kiosk.concierge.hand import Hand
from kiosk.concierge.keys import SERVICE_KEYS, TABLE, WISHES, pages_of
from kiosk.concierge.looks import Looks
from kiosk.concierge.orders import BESIDE, Orders
from kiosk.papers import Papers
from shared.desk.known import Known
from shared.desk.press_guard import PressGuard
from shared.desk.signed import Signed
from shared.desk.typed import folded, is_input_method
from shared.office.model import Office
from shared.screen.asking import ANSWER_FIRST
from shared.screen.block import Block
from shared.screen.hall_panel import HallPanel
from shared.text.catalogue import N_, catalogue
from shared.wire.client import Client


class ConciergePanel(HallPanel):
    """The kiosk by keyboard; it starts and ends its link and its printers."""

    DEFAULT_CSS = "ConciergePanel { width: 1fr; height: 1fr; }"
    BINDINGS = TABLE.bindings

    hand: Hand
    looks: Looks
    acts: Acts
    orders: Orders
    board = query_one(Board)
    beside = BESIDE

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        language: str | None = None,
    ) -> None:
        super().__init__()
        self.client, self._papers, self._office = client, papers, office
        self.say = catalogue(language or office.language)
        self.known = Known(office)
        self.guard = PressGuard()
        usual = office.priorities[0].code
        self.hand = Hand(office.language, office.language, usual, usual)
        self.looks = Looks(office, self.say, self.known, client, self.hand, papers)
        signed = Signed("", lambda: self.known.ticks())
        looks, hand = self.looks, self.hand
        self.orders = Orders(office, client, looks, hand, papers, signed)
        self.orders.on_change = self._paint
        self.orders.run = self.run_worker
        self.acts = Acts(office, looks, hand, signed)
        self.acts.send = self._send
        self.acts.ask_pane = lambda: self.board.ask
        self.acts.take_keyboard = lambda: self.screen.set_focus(self)
        self.actions = self.looks.names.actions

    def compose(self) -> ComposeResult:
        yield Board(self.say)

    def on_mount(self) -> None:
        """Start the printers; the link starts as on every screen of staff."""
        self._papers.start(self._hear_soon, self.run_worker)
        self.run_worker(self.orders.issuer.settle_left(self._papers))

    async def on_unmount(self) -> None:
        """End the printers; the link ends as on every screen of staff."""
        await self._papers.close()

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is asked, looked up, or under way."""
        looks = self.looks
        return not (looks.question or self.hand.is_looking or looks.under_way)

    # Keys

    def take(self, character: str) -> None:
        """A letter or digit: a service, a part of a number, a row of the question."""
        plain = folded(character)
        if self.hand.reads_help:
            return
        if self.looks.question is not None:
            option = self.board.ask.takes(character)
            if option is not None:
                self.acts.do(option, self.board.ask.words)
        elif is_input_method(character):
            words = N_("An input method is on: Shift ends it, or use the number pad")
            self.looks.refuse(self.say(words))
        elif plain and self.hand.is_looking:
            self.hand.type(plain)
            self._look_up()
        elif plain in SERVICE_KEYS and plain:
            self._give(plain)
        elif plain:
            words = N_("No service stands at {key}")
            self.looks.refuse(self.say(words, key=plain))
        self._paint()

    def _give(self, key: str) -> None:
        if self.guard.counts(f"service {key}"):
            self.acts.give(key)
            return
        words = N_("Too quick: that press of {key} was not taken")
        self.looks.refuse(self.say(words, key=key))

    def action_move(self, by: int) -> None:
        """The cursor of the question, the rows of the help, or another page."""
        if self.looks.question is not None:
            self.board.ask.move(by)
        elif self.hand.reads_help:
            self.hand.help_first = max(self.hand.help_first + by, 0)
        elif by in (-10, 10):
            last = pages_of(self._office) - 1
            page = self.hand.page + (1 if by > 0 else -1)
            self.hand.page = max(0, min(page, last))
        self._paint()

    def action_turn(self, by: int) -> None:
        """Another page of services."""
        self.action_move(10 * by)

    def action_leave(self) -> None:
        """Esc: the help, the question, the wait, the number, the wishes."""
        if self.hand.reads_help:
            self.hand.reads_help = False
        elif self.looks.question is not None:
            self.acts.close_question()
        elif self.orders.leave():
            words = N_("The number is taken back when it comes")
            self.looks.refuse(self.say(words))
        elif self.hand.is_looking:
            self.acts.look_up(False)
        else:
            self.hand.be_usual()
            self.looks.refuse("")
        self._paint()

    def action_rub_out(self) -> None:
        """Backspace: the last letter of the number."""
        self.hand.typed = self.hand.typed[:-1]
        if self.hand.is_looking:
            self._look_up()
        self._paint()

    @on(Block.Pressed)
    def click(self, pressed: Block.Pressed) -> None:
        """A key of the bar, or a service."""
        pressed.stop()
        if pressed.block is self.board.key_bar or pressed.target in WISHES:
            self.action_press(str(pressed.target))
        elif self.looks.question is not None:
            self.looks.refuse(self.say(ANSWER_FIRST))
        else:
            self._give(str(pressed.target))
        self._paint()

    @work(group="look_up", exclusive=True, exit_on_error=False)
    async def _look_up(self) -> None:
        """Ask the office for the number as it is typed so far."""
        typed, looks = self.hand.typed, self.looks
        looks.found, looks.is_unknown = None, False
        if not typed or typed.isalpha():
            return
        found = await self.orders.issuer.ticket(typed)
        if self.hand.typed == typed and self.hand.is_looking:
            looks.found, looks.is_unknown = found, found is None
        self._paint()

    # Hearing

    def _hear(self) -> None:
        self._papers.look()
        super()._hear()
