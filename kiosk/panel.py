"""The kiosk: a press becomes one number, shown and on paper."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from textual import events, getters
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from kiosk.issuer import Issuer, Press
from kiosk.lines import Line
from kiosk.pages.message import MessagePage
from kiosk.pages.number import NumberPage
from kiosk.pages.start import StartPage
from kiosk.speech import Speech
from shared.errors import Answered, JiaohaoError, ServiceClosed, StationTaken
from shared.link import Link
from shared.office import Office
from shared.text import N_
from shared.ticket import Ticket

Deliver = Callable[[Ticket], Awaitable[bool]]
"""Makes the paper of a ticket; says whether it was handed over."""

BACK_SECONDS: Final = 12.0
"""How long a number stays when nobody presses anything."""
MORE_SECONDS: Final = 20
"""What one press on "more time" adds (WCAG 2.2, 2.2.1)."""
IDLE_SECONDS: Final = 30
"""After so long without a press the start page is as the next person expects it."""
SLOW_SECONDS: Final = 3
"""After so long without an answer the page says so."""
STAY_SECONDS: Final = 60
"""How long a slow page stays: the person may have walked away."""
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
        link: Link,
        *,
        deliver: Deliver,
        back_seconds: float = BACK_SECONDS,
    ) -> None:
        super().__init__()
        self._office = office
        self._link = link
        self._issuer = Issuer(office, link)
        self._deliver = deliver
        self._back_seconds = math.ceil(back_seconds)
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
        self._link.on_change = self._hear_soon
        self._link.start()
        self._timer = self.set_interval(1, self.tick)
        self._hear()

    async def on_unmount(self) -> None:
        await self._link.close()

    @property
    def is_calm(self) -> bool:
        """Whether the page stands long enough for a press to be meant for it."""
        return time.monotonic() - self._shown_at >= _CALM_SECONDS

    def tick(self) -> None:
        """A second has passed."""
        self._hear()
        self._seconds += 1
        if self._seconds_left is not None:
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
            self._link.new_id(), event.service.code, event.priority, event.language
        )
        self._press = press
        self._seconds = 0
        one_moment = self._speech(press).line(N_("One moment…"), style="bold $primary")
        self._message.show(one_moment, may_leave=False)
        self._switch("message", None)
        self.run_worker(self._carry_out(press))

    def on_leave_bar_left(self) -> None:
        if self.is_calm:
            self._go_back()

    def on_leave_bar_more_time(self) -> None:
        if self._seconds_left is not None and self.is_calm:
            self._stay(self._seconds_left + MORE_SECONDS)

    def _hear_soon(self) -> None:
        # Not at once: an error would end the link's own task, and nobody would know.
        self.call_later(self._hear)

    def _hear(self) -> None:
        link = self._link
        self._start.show(link.hall, age=link.age(), trouble=link.trouble)
        if link.hall is None and link.trouble is not None:
            code, words = link.trouble
            if code == StationTaken.code:
                self.post_message(self.NameTaken(words))

    async def _carry_out(self, press: Press) -> None:
        try:
            ticket = await self._issuer.settle(press)
        except Answered as refusal:
            if not press.is_left:
                self._show_refusal(press, refusal)
            return
        if ticket is None:
            return
        self._show_number(press, ticket)
        try:
            is_on_paper = await self._deliver(ticket)
        except JiaohaoError:
            is_on_paper = False
        if press.is_left or self._seconds_left is None:
            return
        self._number.show(self._speech(press), ticket, is_on_paper)
        if not is_on_paper:
            self._stay(max(self._seconds_left, self._back_seconds))

    def _show_slow(self, press: Press) -> None:
        speech = self._speech(press)
        self._leave_msgid = N_("Back")
        self._message.show(
            speech.line(N_("This takes longer than usual."), style="bold $warning"),
            speech.line(N_("Your request is not lost; we go on asking."), rank=1),
            speech.line(N_("If you go back now, it will be cancelled."), rank=2),
            speech.line(N_("Please ask the staff."), rank=3),
            may_leave=True,
        )
        self._stay(STAY_SECONDS)

    def _show_refusal(self, press: Press, refusal: Answered) -> None:
        speech = self._speech(press)
        is_closed = refusal.answer_code == ServiceClosed.code
        self._message.show(
            speech.line(N_("No number was given out"), style="bold $warning"),
            speech.line(ServiceClosed.text, rank=1)
            if is_closed
            else Line(refusal.answer_words, 1),
            speech.line(N_("Please ask the staff."), rank=2),
            may_leave=True,
        )
        self._press = None
        self._leave_msgid = N_("Back")
        self._switch("message", self._back_seconds)

    def _show_number(self, press: Press, ticket: Ticket) -> None:
        self._leave_msgid = N_("Done")
        self._number.show(self._speech(press), ticket, None)
        self._switch("number", self._back_seconds)

    def _go_back(self) -> None:
        if self._press is not None:
            self._press.is_left = True
            self._press = None
            self._start.reset()
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
            self._go_back()
            return
        self._seconds_left = seconds
        page = self._number if self._switcher.current == "number" else self._message
        language = self._press.language if self._press else self._start.language
        speech = Speech(self._office, language)
        page.bar.show(speech, self._leave_msgid, seconds)

    def _speech(self, press: Press) -> Speech:
        return Speech(self._office, press.language)
