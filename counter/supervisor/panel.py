"""The supervisor's panel: what is pressed, and what comes of it."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one

from counter.supervisor.acts import Acts
from counter.supervisor.board import Board
from counter.supervisor.hand import Hand
from counter.supervisor.keys import TABLE
from counter.supervisor.layout import PANES
from counter.supervisor.looks import Looks
from counter.supervisor.orders import Orders
from counter.supervisor.questions.follow_ups import follow_ups_question
from shared.desk.known import Known
from shared.desk.press_guard import PressGuard
from shared.desk.signed import Signed
from shared.desk.typed import folded, is_input_method
from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.model import Office
from shared.screen.block import Block
from shared.screen.hall_panel import HallPanel
from shared.screen.size import Size
from shared.text.catalogue import N_, catalogue
from shared.wire.client import Client


class SupervisorPanel(HallPanel):
    """The whole hall; it owns its keys, and starts and ends its link."""

    DEFAULT_CSS = "SupervisorPanel { width: 1fr; height: 1fr; }"
    BINDINGS = TABLE.bindings

    hand: Hand
    looks: Looks
    acts: Acts
    orders: Orders
    board = query_one(Board)

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        staff: str | None = None,
        language: str | None = None,
    ) -> None:
        super().__init__()
        self.client = client
        self.say = catalogue(language or office.language)
        self.known = Known(office)
        self.guard = PressGuard()
        self.hand = Hand()
        self.signed = Signed(staff or "", lambda: self.known.ticks())
        self.looks = Looks(office, self.say, self.known, client, self.hand, self.signed)
        self.orders = Orders(office, self.say, client, self.looks, self.signed)
        self.orders.on_change = self._paint
        self.acts = Acts(office, self.looks, self.hand, self.signed)
        self.acts.send = self._send
        self.acts.look_up = self._look_up
        self.acts.ask_pane = lambda: self.board.ask
        self.acts.take_keyboard = lambda: self.screen.set_focus(self)
        self.actions = self.looks.names.actions

    def compose(self) -> ComposeResult:
        yield Board(self.say)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is asked, typed, or under way."""
        looks = self.looks
        return not (looks.question or self.hand.typed or looks.under_way)

    # Keys

    def take(self, character: str) -> None:
        """A letter or digit: of a number, or of a row of the question."""
        if self.hand.page:
            return
        plain = folded(character)
        if self.looks.question is not None:
            option = self.board.ask.takes(character)
            if option is not None:
                self.acts.do(option, self.board.ask.words)
        elif plain:
            self.hand.type(plain)
        elif is_input_method(character):
            words = N_("An input method is on: Shift ends it, or use the number pad")
            self.looks.refuse(self.say(words))
        self._paint()

    def action_move(self, by: int) -> None:
        """The cursor: in the page, in the question, or in the pane."""
        scene, hand = self.looks.scene(), self.hand
        if hand.page and scene is not None:
            page = self.looks.page(scene)
            height = self.board.page.content_size.height
            hand.scroll(by, len(page.rows) if page else 0, height)
        elif self.looks.question is not None:
            self.board.ask.move(by)
        elif scene is not None:
            hand.move(by, self.looks.row_keys(scene))
        self._paint()

    def action_turn(self, by: int) -> None:
        """In a question another end; else the next pane of those that share a place."""
        if self.looks.question is not None:
            self.board.ask.turn(by)
        elif self.board.room is not Size.LARGE and not self.hand.page:
            self.hand.turn(by)
        self._paint()

    def action_leave(self) -> None:
        """Esc: the page, the question, or what was typed."""
        if self.hand.page:
            self.hand.open_page(self.hand.page)
        elif self.looks.question is not None:
            self.acts.close_question()
        else:
            self.hand.typed = ""
            self.looks.refuse("")
        self._paint()

    def action_rub_out(self) -> None:
        """Backspace: the last letter of the number."""
        self.hand.rub_out()
        self._paint()

    # The mouse

    @on(Block.Pressed)
    def click(self, pressed: Block.Pressed) -> None:
        """A key, a row of a pane, or the strip; the chosen row again opens it."""
        pressed.stop()
        block, scene = (
            (pressed.block.id or "").removesuffix("-below"),
            self.looks.scene(),
        )
        if block == "keys":
            self.action_press(str(pressed.target))
        elif block == "strip":
            self.action_press("undo")
        elif block in PANES and scene is not None and self.looks.question is None:
            is_chosen = block == self.hand.pane
            if is_chosen and pressed.target == self.looks.cursor(scene):
                self.action_press("go_on")
            else:
                self.hand.choose(block, pressed.target)
        self._paint()

    @on(Block.Turned)
    def scroll(self, turned: Block.Turned) -> None:
        """The wheel scrolls what is under it."""
        turned.stop()
        block = (turned.block.id or "").removesuffix("-below")
        if block in PANES and self.looks.question is None:
            self.hand.go_to(block)
        self.action_move(turned.by)

    @work(group="follow_ups", exclusive=True, exit_on_error=False)
    async def _look_up(self) -> None:
        """Read what is to come back today, and ask about it."""
        scene = self.looks.scene()
        if scene is None:
            return
        try:
            day = scene.hall.day.isoformat()
            told = await self.client.ask("follow_ups", day=day)
        except (NotKnownYet, RefusedByOffice) as refusal:
            self.warn(refusal.message(self.say))
            return
        if self.looks.question is None:
            self.acts.ask(follow_ups_question(scene, told))
            self._paint()
