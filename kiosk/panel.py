"""The kiosk: a press becomes one number, shown and on paper."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Final

from textual import events, getters
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from kiosk.issuer import Issuer, Press
from kiosk.pages.message import MessagePage
from kiosk.pages.number import LEAVES, NumberPage, OnPaper
from kiosk.pages.start import StartPage
from kiosk.papers import Papers
from kiosk.speech import Speech
from printers.session.outcome import Outcome
from shared.errors import RefusedByOffice, StationTaken
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.ticket import Ticket
from shared.wire.client import Client

BACK_SECONDS: Final = 12.0
"""How long a number stays when nobody presses anything."""
MORE_SECONDS: Final = 20
"""What one press on "more time" adds (WCAG 2.2, 2.2.1)."""
IDLE_SECONDS: Final = 30
"""After so long without a press the start page is as the next person expects it."""
SLOW_SECONDS: Final = 3
"""After so long without an answer the page says so."""
STAY_SECONDS: Final = 60
"""How long a page stays that is slow or asks something: one may have walked away."""
_HERE_SECONDS: Final = 5
"""How long a number stays at least after its paper has come."""
_ON_PAPER: Final = {
    None: OnPaper.NONE,
    Outcome.PRINTED: OnPaper.HERE,
    Outcome.FAILED: OnPaper.MISSING,
    Outcome.UNKNOWN: OnPaper.IN_DOUBT,
}
_CALM_SECONDS: Final = 0.7
"""A new page takes no press so soon: it was meant for the page before."""


class KioskPanel(Widget):
    """All that the kiosk shows, in any size; it starts and closes `link`."""

    DEFAULT_CSS = """
    KioskPanel { width: 1fr; height: 1fr; background: $background; }
    KioskPanel > ContentSwitcher { width: 1fr; height: 1fr; }
    """

    _switcher = getters.query_one(ContentSwitcher)
    _start = getters.query_one(StartPage)
    _message = getters.query_one(MessagePage)
    _number = getters.query_one(NumberPage)

    @dataclass
    class NameTaken(Message):
        """The station's name is at work elsewhere, so this kiosk cannot start."""

        words: str

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        back_seconds: float = BACK_SECONDS,
    ) -> None:
        super().__init__()
        self._office = office
        self._client = client
        self._issuer = Issuer(office, client)
        self._papers = papers
        self._back_seconds = math.ceil(back_seconds)
        self._shown: tuple[Ticket, OnPaper] | None = None
        """The number that the page shows, and what is known of its paper."""
        self._press: Press | None = None
        """The press that has the page; none on the start page and for a refusal."""
        self._seconds = 0
        """Since the last touch of the start page, or since the press."""
        self._seconds_left: int | None = None
        """Until the page goes away by itself; none: it stays."""
        self._leave_msgid: str = N_("Back")
        self._shown_at = -math.inf
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with ContentSwitcher(initial="start"):
            yield StartPage(self._office, id="start")
            yield MessagePage(id="message")
            yield NumberPage(id="number")

    def on_mount(self) -> None:
        self._client.on_change = self._hear_soon
        self._client.start()
        self._papers.start(self._hear_soon, self.run_worker)
        self.run_worker(self._issuer.settle_left())
        self._timer = self.set_interval(1, self.tick)
        self._hear()

    async def on_unmount(self) -> None:
        await self._papers.close()
        await self._client.close()

    @property
    def is_calm(self) -> bool:
        """Whether the page stands long enough for a press to be meant for it."""
        return time.monotonic() - self._shown_at >= _CALM_SECONDS

    def tick(self) -> None:
        """A second has passed."""
        self._hear()
        self._seconds += 1
        if self._seconds_left == 1 and self._is_coming:
            # The printer has its own deadline; until then the person may wait.
            self._stay(1)
        elif self._seconds_left is not None:
            self._stay(self._seconds_left - 1)
        elif self._press is not None and self._seconds >= SLOW_SECONDS:
            self._show_slow(self._press)
        elif self._press is None and self._seconds == IDLE_SECONDS:
            self._start.reset()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._switcher.current == "start":
            self._seconds = 0

    def on_start_page_chosen(self, event: StartPage.Chosen) -> None:
        event.stop()
        if self._switcher.current != "start" or not self.is_calm:
            return
        press = Press(
            self._client.new_id(), event.service.code, event.priority, event.language
        )
        self._press = press
        self._seconds = 0
        one_moment = self._speech(press).line(N_("One moment…"), style="bold $primary")
        self._message.show(one_moment, may_leave=False)
        self._switch("message", None)
        self.run_worker(self._carry_out(press))

    def on_leave_bar_left(self) -> None:
        if not self.is_calm:
            return
        if self._shown is not None:
            # Seen, noted or taken: whichever the page asked.
            self._papers.settle(self._shown[0])
        self._go_back()

    def on_leave_bar_denied(self) -> None:
        press, shown = self._press, self._shown
        if press is not None and shown is not None and self.is_calm:
            self._show_number(press, shown[0])
            self.run_worker(self._make_copy(press, shown[0]))

    def on_leave_bar_more_time(self) -> None:
        if self._seconds_left is not None and self.is_calm:
            self._stay(self._seconds_left + MORE_SECONDS)

    def _hear_soon(self) -> None:
        # Not at once: an error would end the link's own task, and nobody would know.
        self.call_later(self._hear)

    def _hear(self) -> None:
        client = self._client
        self._papers.look()
        self._start.show(
            client.hall,
            age=client.age(),
            trouble=client.trouble,
            may_issue=client.may_issue,
            paper=self._papers.trouble,
        )
        if self._shown is not None and self._shown[1] is OnPaper.IN_DOUBT:
            self._look_again(*self._shown)
        if client.hall is None and client.trouble is not None:
            code, words = client.trouble
            if code == StationTaken.code:
                self.post_message(self.NameTaken(words))

    async def _carry_out(self, press: Press) -> None:
        try:
            ticket = await self._issuer.settle(press)
        except RefusedByOffice as refusal:
            if not press.is_left:
                self._show_refusal(press, refusal)
            return
        if ticket is None:
            return
        self._show_number(press, ticket)
        self._show_paper(press, ticket, await self._papers.deliver(ticket))

    async def _make_copy(self, press: Press, ticket: Ticket) -> None:
        outcome = await self._papers.copy(ticket)
        # Nobody is asked twice: a copy in doubt may be in somebody's hand, and who has
        # none notes the number.
        self._show_paper(press, ticket, None if outcome is Outcome.UNKNOWN else outcome)

    def _show_paper(
        self, press: Press, ticket: Ticket, outcome: Outcome | None
    ) -> None:
        """Say what became of the paper, if the person is still there."""
        if press.is_left:
            # Who pressed "done" has seen the number.
            self._papers.settle(ticket)
            return
        paper = _ON_PAPER[outcome]
        self._shown = ticket, paper
        if paper is OnPaper.HERE:
            self._papers.settle(ticket)
        self._leave_msgid = LEAVES.get(paper, N_("Done"))
        self._number.show(self._speech(press), ticket, paper)
        seconds = _HERE_SECONDS if paper is OnPaper.HERE else self._back_seconds
        if paper in LEAVES:
            seconds = STAY_SECONDS
            # The buttons have changed their meaning.
            self._shown_at = time.monotonic()
        self._stay(max(self._seconds_left or 0, seconds))

    def _look_again(self, ticket: Ticket, paper: OnPaper) -> None:
        """The printer may have confirmed a paper late."""
        if self._press is not None and self._papers.has_come(ticket):
            self._seconds_left = None
            self._show_paper(self._press, ticket, Outcome.PRINTED)

    def _show_slow(self, press: Press) -> None:
        self._leave_msgid = N_("Back")
        self._message.show_slow(self._speech(press))
        self._stay(STAY_SECONDS)

    def _show_refusal(self, press: Press, refusal: RefusedByOffice) -> None:
        self._message.show_refusal(self._speech(press), refusal)
        self._press = None
        self._leave_msgid = N_("Back")
        self._switch("message", self._back_seconds)

    def _show_number(self, press: Press, ticket: Ticket) -> None:
        self._leave_msgid = N_("Done")
        self._shown = ticket, OnPaper.COMING
        self._number.show(self._speech(press), ticket, OnPaper.COMING)
        self._switch("number", self._back_seconds)

    def _time_is_up(self) -> None:
        """Nobody presses anything: what that means is for the page to know."""
        if self._shown is not None:
            ticket, paper = self._shown
            if paper is OnPaper.MISSING:
                reason = N_("No paper came, and nobody noted the number")
                self.run_worker(self._issuer.take_back(ticket.label, reason))
                self._papers.settle(ticket)
            elif paper in (OnPaper.IN_DOUBT, OnPaper.NONE):
                # It may be in somebody's hand, so the number stays.
                self._papers.leave_to_staff(ticket)
        self._go_back()

    @property
    def _is_coming(self) -> bool:
        return self._shown is not None and self._shown[1] is OnPaper.COMING

    def _go_back(self) -> None:
        if self._press is not None:
            self._press.is_left = True
            self._press = None
            self._start.reset()
        self._shown = None
        self._seconds = 0
        self._switch("start", None)

    def _switch(self, page: str, seconds_left: int | None) -> None:
        self._switcher.current = page
        self._shown_at = time.monotonic()
        if self._timer is not None:
            self._timer.reset()
        self._seconds_left = None
        if seconds_left is not None:
            self._stay(seconds_left)

    def _stay(self, seconds: int) -> None:
        if seconds <= 0:
            self._time_is_up()
            return
        self._seconds_left = seconds
        page = self._number if self._switcher.current == "number" else self._message
        language = self._press.language if self._press else self._start.language
        speech = Speech(self._office, language)
        is_asking = self._shown is not None and self._shown[1] is OnPaper.IN_DOUBT
        deny = N_("No paper") if is_asking else ""
        page.bar.show(speech, self._leave_msgid, seconds, deny)

    def _speech(self, press: Press) -> Speech:
        return Speech(self._office, press.language)
