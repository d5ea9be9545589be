"""The kiosk: presses become one number, shown and on paper."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from typing import Final

from textual import events
from textual.message import Message as TextualMessage

from kiosk.issuer import Issuer, Press
from kiosk.keys import Keys
from kiosk.pages.documents import PrintList
from kiosk.pages.enquiry import Ask, Found
from kiosk.pages.help import CallStaff
from kiosk.pages.number import Given, OnPaper, Said
from kiosk.pages.painter import paint
from kiosk.pages.plain import Message
from kiosk.papers import Papers
from kiosk.sheet import Sheet
from kiosk.view import View
from kiosk.way import (
    Act,
    Enlarge,
    Enquiry,
    Home,
    Start,
    Take,
    TurnLarge,
    Way,
)
from printers.session.outcome import Outcome
from shared.canvas.grid import Grid
from shared.canvas.words import Words
from shared.clock import now_ms
from shared.errors import RefusedByOffice, ServiceClosed, StationTaken
from shared.office.model import Office
from shared.screen.drawn import Drawn
from shared.text.catalogue import N_
from shared.trade.ticket import Ticket
from shared.wire.client import OLD_SECONDS, Client

BACK_SECONDS: Final = 20.0
"""How long a number stays when nobody presses anything."""
MORE_SECONDS: Final = 20
"""What one press on "more time" adds (WCAG 2.2, 2.2.1)."""
IDLE_SECONDS: Final = 40
"""After so long without a press the next person finds the first page."""
SLOW_SECONDS: Final = 3
"""After so long without an answer the page says so."""
STAY_SECONDS: Final = 60
"""How long a page stays that is slow or asks something, or has no paper."""
HERE_SECONDS: Final = 8
"""How long a number stays at least after its paper has come."""
_ON_PAPER: Final = {
    None: OnPaper.NONE,
    Outcome.PRINTED: OnPaper.HERE,
    Outcome.FAILED: OnPaper.MISSING,
    Outcome.UNKNOWN: OnPaper.IN_DOUBT,
}
_ASKING: Final = (OnPaper.NONE, OnPaper.MISSING, OnPaper.IN_DOUBT)
_CALM_SECONDS: Final = 0.3
"""A new page takes no press so soon: it was meant for the page before."""
_LEFT_BUTTON: Final = 1


class KioskPanel(Drawn, can_focus=True):
    """All that the kiosk shows, in any size; it starts and closes `client`."""

    DEFAULT_CSS = "KioskPanel { width: 1fr; height: 1fr; }"

    @dataclass
    class NameTaken(TextualMessage):
        """The station's name is at work elsewhere, so this kiosk cannot start."""

        words: str

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        words: Words | None = None,
        back_seconds: float = BACK_SECONDS,
    ) -> None:
        """`words` keeps the masks of what is drawn between starts."""
        super().__init__()
        self._office = office
        self._client = client
        self._issuer = Issuer(office, client)
        self._papers = papers
        self._words = words or Words()
        self._back_seconds = math.ceil(back_seconds)
        self.way = Way(office.language)
        self.given: Given | None = None
        """The number that is shown, if any."""
        self.message: Message | None = None
        """What is said instead of a page, if anything."""
        self.found: Found | None = None
        self.sheet: Sheet | None = None
        """The page as it was painted last."""
        self._keys = Keys()
        self._press: Press | None = None
        """The press that has the page; none on the way and for a refusal."""
        self._pressed: object = None
        """What the finger is on."""
        self._seconds = 0
        """Since the last touch, or since the press."""
        self._seconds_left: int | None = None
        """Until the page goes away by itself; none: it stays."""
        self._seconds_whole = 1
        self._shown_at = -math.inf
        self._is_due = self._knows_hall = False
        self._painted: object = None

    def on_mount(self) -> None:
        self._client.on_change = self._hear_soon
        self._client.start()
        self._papers.start(self._hear_soon, self.run_worker)
        self.run_worker(self._issuer.settle_left(self._papers))
        self.set_interval(1, self.tick)
        self._hear()

    async def on_unmount(self) -> None:
        await self._papers.close()
        await self._client.close()

    @property
    def view(self) -> View:
        """What the page knows now."""
        client = self._client
        is_old = client.age() > OLD_SECONDS
        hall = None if is_old else client.hall
        is_away = client.trouble is not None or (client.hall is not None and is_old)
        return View(
            self._office,
            self.way,
            client.hall.as_of + round(client.age() * 1000) if client.hall else now_ms(),
            hall,
            is_away=is_away,
            may_issue=client.may_issue or not is_away,
            may_print=self._papers.has_printer,
            paper=self._papers.trouble,
            kiosk=client.station,
        )

    @property
    def is_calm(self) -> bool:
        """Whether the page stands long enough for a press to be meant for it."""
        return time.monotonic() - self._shown_at >= _CALM_SECONDS

    # What is seen

    def repaint(self) -> None:
        """Paint the page anew, and send what changed of it."""
        columns, rows = self.size
        if not columns or not rows:
            return
        view = self.view
        key = (
            *(self.way, self.given, self.message, self.found, self.size),
            *(self._pressed, self._keys.at, view.time, view.is_away, view.paper),
            view.may_issue,
            view.hall and (view.hall.services, view.hall.kiosks),
            view.has_called_staff,
        )
        if key == self._painted:
            return
        self._painted = key
        sheet = self._painted_sheet(view, Grid(columns, rows), None)
        focused = self._keys.focused(sheet.targets)
        if focused is not None:
            sheet = self._painted_sheet(view, Grid(columns, rows), focused)
        self.sheet = sheet
        self.show_rows(sheet.surface.rows())

    def _painted_sheet(self, view: View, grid: Grid, focused: object) -> Sheet:
        sheet = Sheet(grid, self._words, pressed=self._pressed, focused=focused)
        paint(sheet, view, given=self.given, message=self.message, found=self.found)
        return sheet

    def on_resize(self, event: events.Resize) -> None:
        self._pressed = None
        self.repaint()

    # What is pressed

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != _LEFT_BUTTON or self.sheet is None:
            return
        self._seconds = 0
        self._keys.leave()
        if self._seconds_left is not None:
            self._stay(max(self._seconds_left, self._back_seconds))
        target = self.sheet.at(event.x, event.y)
        self._pressed = target.act if target is not None and self.is_calm else None
        self.capture_mouse()
        self.repaint()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button != _LEFT_BUTTON or self.sheet is None:
            self.repaint()
            return
        target = self.sheet.at(event.x, event.y)
        # A finger that slid off means nothing.
        if target is not None and target.act == pressed:
            self.act(pressed)
        self.repaint()

    def on_key(self, event: events.Key) -> None:
        if self.sheet is None:
            return
        event.stop()
        self._seconds = 0
        meant = self._keys.press(event, self.sheet.targets, self.way)
        if meant is not None and self.is_calm:
            self.act(meant)
        self.repaint()

    def act(self, meant: object) -> None:
        """Carry out what a press means."""
        self._seconds = 0
        if isinstance(meant, Said):
            self._hear_of_number(meant)
        elif isinstance(meant, Ask):
            self.run_worker(self._look_up(meant.label))
        elif isinstance(meant, CallStaff):
            self.run_worker(self._call_staff())
        elif isinstance(meant, PrintList):
            self.run_worker(self._print_list(meant.service))
        elif isinstance(meant, Enlarge | TurnLarge):
            # Neither a message nor a number goes away by it.
            self._go_to(self.way.after(meant, self._office))
        elif isinstance(meant, Home) and self.message is not None:
            self._go_back()
        elif self.given is None and self._press is None:
            self.message = None
            self._go(meant)

    def _go(self, meant: object) -> None:
        assert isinstance(meant, Act)
        after = self.way.after(meant, self._office)
        if isinstance(after, Take):
            self.take(after.service, self.way.priority, self.way.language)
            return
        self.found = None
        self._go_to(after)

    def _go_to(self, way: Way | Take) -> None:
        assert isinstance(way, Way)
        self.way = way
        self._turned()

    def take(self, service: str, priority: str | None, language: str) -> None:
        """Ask for a number; what comes of it is shown."""
        press = Press(self._client.new_id(), service, priority, language)
        self._press = press
        self.way = replace(self.way, language=language)
        self._seconds = 0
        self._show_message(Message(N_("One moment…"), may_leave=False))
        self.run_worker(self._carry_out(press))

    def _hear_of_number(self, said: Said) -> None:
        given, press = self.given, self._press
        if given is None:
            return
        if said is Said.MORE_TIME:
            self._stay((self._seconds_left or 0) + MORE_SECONDS)
        elif said is Said.NO_PAPER and press is not None:
            self._show(replace(given, paper=OnPaper.COMING), STAY_SECONDS)
            self.run_worker(self._make_copy(press, given.ticket))
        elif said is Said.DONE:
            if given.paper is not OnPaper.COMING:
                # Seen, noted or taken: whichever the page asked.
                self._papers.settle(given.ticket)
            self._go_back()

    # What goes on behind

    async def _carry_out(self, press: Press) -> None:
        try:
            ticket = await self._issuer.settle(press)
        except RefusedByOffice as refusal:
            if not press.is_left:
                self._show_refusal(refusal)
            return
        if ticket is None:
            return
        # First on this machine's disk, then seen: whatever ends this program, a
        # number that was shown is known here with its paper.
        await self._papers.keep(ticket)
        if press.is_left:
            # Its paper may come out by now, so the number stays; the staff is told.
            self._papers.leave_to_staff(ticket)
            await self._papers.deliver(ticket)
            return
        self._show(Given(ticket, OnPaper.COMING), self._back_seconds)
        self._show_paper(press, ticket, await self._papers.deliver(ticket))

    async def _make_copy(self, press: Press, ticket: Ticket) -> None:
        outcome = await self._papers.copy(ticket)
        # Nobody is asked twice: a copy in doubt may be in somebody's hand, and who has
        # none notes the number.
        self._show_paper(press, ticket, None if outcome is Outcome.UNKNOWN else outcome)

    async def _print_list(self, service: str) -> None:
        self._show_message(Message(N_("Your list is being printed…"), may_leave=False))
        way = self.way
        outcome = await self._papers.checklist(service, self.way.language)
        is_here = outcome is Outcome.PRINTED
        title = N_("Please take your list") if is_here else N_("No paper came")
        if self.way == way and self._press is None:
            ask = () if is_here else (N_("Please ask the staff."),)
            self._show_message(Message(title, ask, is_trouble=not is_here))
            self._stay(HERE_SECONDS)

    async def _call_staff(self) -> None:
        here = self.way
        if await self._issuer.call_staff():
            self.repaint()
        elif self.way == here and self._press is None:
            title, ask = N_("Nobody could be called"), (N_("Please ask the staff."),)
            self._show_message(Message(title, ask, is_trouble=True))
            self._stay(STAY_SECONDS)

    def _show_message(self, message: Message) -> None:
        self.message = message
        self._turned()

    async def _look_up(self, label: str) -> None:
        ticket = await self._issuer.ticket(label)
        if self.way.here == Enquiry(label):
            self.found = Found(label, ticket)
            self.repaint()

    def _show_paper(
        self, press: Press, ticket: Ticket, outcome: Outcome | None
    ) -> None:
        """Say what became of the paper, if the person is still there."""
        paper = _ON_PAPER[outcome]
        if paper is OnPaper.HERE:
            self._papers.settle(ticket)
        if press.is_left:
            # Who pressed "done" has seen it; a paper that failed is the staff's.
            self._papers.leave_to_staff(ticket)
            return
        left = self._seconds_left or 0
        seconds = STAY_SECONDS if paper in _ASKING else max(left, HERE_SECONDS)
        self._show(Given(ticket, paper, is_sure=self._papers.can_confirm), seconds)

    def _show(self, given: Given, seconds: int) -> None:
        self.given, self.message = given, None
        self._stay(seconds)
        self._turned()

    def _show_slow(self) -> None:
        words = (
            N_("Your request is not lost; we go on asking."),
            N_("If you go back now, it will be cancelled."),
            N_("Please ask the staff."),
        )
        self._stay(STAY_SECONDS)
        title = N_("This takes longer than usual.")
        self._show_message(Message(title, words, is_trouble=True))

    def _show_refusal(self, refusal: RefusedByOffice) -> None:
        is_closed = refusal.answer_code == ServiceClosed.code
        why = ServiceClosed.text if is_closed else refusal.answer_words
        ask = N_("Please ask the staff.")
        title = N_("No number was given out")
        self._press = None
        self._stay(self._back_seconds)
        self._show_message(Message(title, (why, ask), is_trouble=True))

    def _hear_soon(self) -> None:
        # Not at once: an error would end the link's own task, and nobody would know.
        self.call_later(self._hear)

    def _hear(self) -> None:
        client = self._client
        self._papers.look()
        given = self.given
        if given and given.paper is OnPaper.IN_DOUBT and self._press:
            self._look_again(self._press, given.ticket)
        if client.hall is None and client.trouble is not None:
            code, words = client.trouble
            if code == StationTaken.code:
                self.post_message(self.NameTaken(words))
        if self._is_due or not self._knows_hall:
            # In a busy hall the counts on the page change once a second, no oftener.
            self._is_due, self._knows_hall = False, client.hall is not None
            self.repaint()

    def _look_again(self, press: Press, ticket: Ticket) -> None:
        """The printer may have confirmed a paper late."""
        if self._papers.has_come(ticket):
            self._seconds_left = None
            self._show_paper(press, ticket, Outcome.PRINTED)

    # What time does

    def tick(self) -> None:
        """A second has passed."""
        self._is_due = True
        self._seconds += 1
        is_coming = self.given is not None and self.given.paper is OnPaper.COMING
        if self._seconds_left is not None and not (
            self._seconds_left == 1 and is_coming
        ):
            # The printer has its own deadline; until then the person may wait.
            self._stay(self._seconds_left - 1)
        elif self._seconds_left is None and self._press is not None:
            if self._seconds >= SLOW_SECONDS and self.given is None:
                self._show_slow()
        elif self._press is None and self._seconds >= IDLE_SECONDS:
            self._rest()
        self._hear()

    def _stay(self, seconds: int) -> None:
        if seconds <= 0:
            self._time_is_up()
            return
        if self._seconds_left is None or seconds > self._seconds_left:
            self._seconds_whole = max(1, seconds)
        self._seconds_left = seconds
        if self.given is not None:
            left = round(seconds / self._seconds_whole, 2)
            self.given = replace(self.given, left=left)

    def _time_is_up(self) -> None:
        """Nobody presses anything: a number that was seen stays, whatever its paper."""
        if self.given is not None and self.given.paper in _ASKING:
            self._papers.leave_to_staff(self.given.ticket)
        self._go_back()

    def _go_back(self) -> None:
        if self._press is not None:
            self._press.is_left = True
        self._press = self.given = self.message = None
        self._seconds_left = None
        self._rest()
        self._turned()

    def _rest(self) -> None:
        """Be as the next person expects it."""
        self.found = None
        if self._press is None and self.message is None:
            fresh = self.way.after(Home(), self._office)
            if fresh != self.way:
                assert isinstance(fresh, Way)
                self.way = fresh
                self._keys.leave()

    def _turned(self) -> None:
        """Another page is shown from now on."""
        self._shown_at = time.monotonic()
        self._pressed = None
        self._keys.turn()
        if self._press is None and self.given is None and self.message is None:
            self._seconds_left = None
        self.repaint()

    @property
    def is_at_start(self) -> bool:
        """Whether the first page is shown."""
        return (
            self.given is None
            and self.message is None
            and isinstance(self.way.here, Start)
        )
