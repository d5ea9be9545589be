"""One visitor at the kiosk: what is said to them, how long, and what comes of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk.act import Act, Ease, Home, Take, TakeBack, TypeSign
from kiosk.appointments import Appointments
from kiosk.durations import (
    BACK_SECONDS,
    HERE_SECONDS,
    IDLE_SECONDS,
    MORE_SECONDS,
    SLOW_SECONDS,
    STAY_SECONDS,
    WARNING_SECONDS,
)
from kiosk.given import Given, Said
from kiosk.issuer import Issuer, Press
from kiosk.making import Making
from kiosk.on_paper import ASKING, ON_PAPER, OnPaper
from kiosk.pages.booking import Book, Offered
from kiosk.pages.documents import PrintList
from kiosk.pages.enquiry import Found
from kiosk.pages.help import CallStaff
from kiosk.pages.message import (
    LIST_CAME,
    LIST_COMES,
    NO_LIST,
    NOBODY_CALLED,
    OLD_CODE,
    ONE_MOMENT,
    SLOW,
    STILL_THERE,
    UNKNOWN_CODE,
    Message,
    not_now,
    refused,
)
from kiosk.papers import Papers
from kiosk.stage import Stage
from kiosk.steps import BookDay, BookTime, Start
from kiosk.typed import Ask, CheckIn, Enquiry
from kiosk.way import Way
from printers.session.outcome import Outcome
from shared.clock import now_ms
from shared.errors import RefusedByOffice
from shared.office.model import Office
from shared.trade.booking import Booking, booking_scanned, code_meant
from shared.trade.ticket import Ticket
from shared.trade.ticket_code import number_scanned


class Visit:
    """Where a person is, the number they got, and how long the page stays."""

    def __init__(
        self,
        office: Office,
        issuer: Issuer,
        appointments: Appointments,
        papers: Papers,
        stage: Stage,
        *,
        new_id: Callable[[], str],
        back_seconds: float = BACK_SECONDS,
    ) -> None:
        """`new_id` makes the id of a press."""
        self._office = office
        self._issuer = issuer
        self._papers = papers
        self._stage = stage
        self._new_id = new_id
        self._making = Making(office, appointments, papers, stage, self)
        self.back_seconds = math.ceil(back_seconds)
        self.way = Way(office.language)
        self.given: Given | None = None
        """The number that is shown, if any."""
        self.message: Message | None = None
        """What is said instead of a page, if anything."""
        self.found: Found | Offered | None = None
        self.press: Press | None = None
        """The press that has the page; none on the way and for a refusal."""
        self.seconds = 0
        """Since the last touch, or since the press."""
        self.seconds_left: int | None = None
        """Until the page goes away by itself; none: it stays."""
        self._seconds_whole = 1

    @property
    def is_at_start(self) -> bool:
        """Whether the first page is shown."""
        return (
            self.given is None
            and self.message is None
            and isinstance(self.way.here, Start)
        )

    def touch(self) -> None:
        """Somebody is there: what would go away stays as long as ever."""
        self.seconds = 0
        if self.message is STILL_THERE:
            self.message = None
            self._turned()
        elif self.seconds_left is not None:
            self.stay(max(self.seconds_left, self.back_seconds))

    def tick(self) -> None:
        """A second has passed."""
        self.seconds += 1
        is_coming = self.given is not None and self.given.paper is OnPaper.COMING
        if self.seconds_left is not None and not (self.seconds_left == 1 and is_coming):
            # The printer has its own deadline; until then the person may wait.
            self.stay(self.seconds_left - 1)
        elif self.seconds_left is None and self.press is not None:
            if self.seconds >= SLOW_SECONDS and self.given is None:
                self._show_slow()
        elif self.press is None and self.seconds >= IDLE_SECONDS:
            self._ask_whether_there()

    def look_again(self) -> None:
        """The printer may have confirmed a paper late."""
        given, press = self.given, self.press
        if given is None or given.paper is not OnPaper.IN_DOUBT or press is None:
            return
        if self._papers.has_come(given.ticket):
            self.seconds_left = None
            self._show_paper(press, given.ticket, Outcome.PRINTED)

    def act(self, meant: object) -> None:
        """Carry out what a press means."""
        self.seconds = 0
        if isinstance(meant, Said):
            self._hear_of_number(meant)
        elif isinstance(meant, Ask):
            self._stage.run(self.look_up(meant.label))
        elif isinstance(meant, CheckIn):
            self.come(code_meant(meant.code))
        elif isinstance(meant, Book):
            self._book(meant)
        elif isinstance(meant, CallStaff):
            self._stage.run(self._call_staff())
        elif isinstance(meant, PrintList):
            self._stage.run(self._print_list(meant.service))
        elif isinstance(meant, Ease):
            # Neither a message nor a number goes away by it.
            self.go_to(self.way.after(meant, self._office))
        elif isinstance(meant, Home) and self.message is not None:
            self._go_back()
        elif self.given is None and self.press is None:
            self.message = None
            self._go(meant)

    def _go(self, meant: object) -> None:
        assert isinstance(meant, Act)
        after = self.way.after(meant, self._office)
        if isinstance(after, Take):
            self.take(after.service, self.way.priority, self.way.language)
            return
        self.found = None
        if isinstance(after.here, BookDay | BookTime):
            self._stage.run(self._making.see_what_is_free(after.here))
        if isinstance(meant, TypeSign | TakeBack):
            # No other page: the keys stay where they are, and the next sign counts.
            self.way = after
            self._stage.repaint()
            return
        self.go_to(after)

    def go_to(self, way: Way | Take) -> None:
        """Show where the way leads."""
        assert isinstance(way, Way)
        self.way = way
        self._turned()

    def scan(self, words: str, today: date) -> None:
        """A scanner has read something: a number, an appointment, or nobody's code."""
        if self.given is not None or self.press is not None:
            return
        number, booking = number_scanned(words), booking_scanned(words)
        if number is not None and number.day == today:
            self._see(number.label)
        elif booking is not None:
            self.come(booking)
        else:
            self.show_message(OLD_CODE if number is not None else UNKNOWN_CODE)
            self.stay(STAY_SECONDS)

    def _see(self, label: str) -> None:
        """Show how a number stands, whatever is shown now."""
        self.message = None
        self.go_to(replace(self.way, steps=(Start(), Enquiry(label))))
        self._stage.run(self.look_up(label))

    def come(self, booking: str) -> None:
        """Somebody is here for an appointment, by its code."""
        if self.given is not None or self.press is not None:
            return
        language = self.way.language
        self._carry(Press(self._new_id(), "", None, language, booking=booking))

    def take(self, service: str, priority: str | None, language: str) -> None:
        """Ask for a number; what comes of it is shown."""
        self.way = replace(self.way, language=language)
        self._carry(Press(self._new_id(), service, priority, language))

    def _book(self, meant: Book) -> None:
        """Ask for an appointment; what comes of it is shown."""
        if self.given is None and self.press is None and self.message is None:
            language = self.way.language
            id = self._new_id()
            self._carry(Press(id, meant.service, None, language, slot=meant.at))

    def _carry(self, press: Press) -> None:
        press.is_large = self.way.is_large
        press.cannot_hear = self.way.cannot_hear
        self.press, self.seconds = press, 0
        self.show_message(ONE_MOMENT)
        is_booking = press.slot is not None
        carry_out = self._making.carry_out if is_booking else self._carry_out
        self._stage.run(carry_out(press))

    def _hear_of_number(self, said: Said) -> None:
        given, press = self.given, self.press
        if given is None:
            return
        if said is Said.MORE_TIME:
            self.stay((self.seconds_left or 0) + MORE_SECONDS)
        elif said is Said.NO_PAPER and press is not None:
            self._show(replace(given, paper=OnPaper.COMING), STAY_SECONDS)
            self._stage.run(self._make_copy(press, given.ticket))
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
            booking = press.booking and await self._issuer.booking(press.booking)
            if not press.is_left:
                self._show_refusal(refusal, booking or None)
            return
        if ticket is None:
            return
        # First on this machine's disk, then seen: whatever ends this program, a
        # number that was shown is known here with its paper.
        await self._papers.keep(ticket, is_large=press.is_large)
        if press.is_left:
            # Its paper may come out by now, so the number stays; the staff is told.
            self._papers.leave_to_staff(ticket)
            await self._papers.deliver(ticket)
            return
        self._show(Given(ticket, OnPaper.COMING), self.back_seconds)
        self._show_paper(press, ticket, await self._papers.deliver(ticket))

    async def _make_copy(self, press: Press, ticket: Ticket) -> None:
        outcome = await self._papers.copy(ticket)
        # Nobody is asked twice: a copy in doubt may be in somebody's hand, and who has
        # none notes the number.
        self._show_paper(press, ticket, None if outcome is Outcome.UNKNOWN else outcome)

    async def _print_list(self, service: str) -> None:
        self.show_message(LIST_COMES)
        way = self.way
        outcome = await self._papers.checklist(service, self.way.language)
        if self.way == way and self.press is None:
            is_here = outcome is Outcome.PRINTED
            self.show_message(LIST_CAME if is_here else NO_LIST)
            self.stay(HERE_SECONDS)

    async def _call_staff(self) -> None:
        here = self.way
        if await self._issuer.call_staff():
            self._stage.repaint()
        elif self.way == here and self.press is None:
            self.show_message(NOBODY_CALLED)
            self.stay(STAY_SECONDS)

    def show_message(self, message: Message) -> None:
        """Say something instead of a page."""
        self.message = message
        self._turned()

    async def look_up(self, label: str) -> None:
        ticket = await self._issuer.arrived(label)
        if self.way.here == Enquiry(label):
            self.found = Found(label, ticket)
            self._stage.repaint()

    def _show_paper(
        self, press: Press, ticket: Ticket, outcome: Outcome | None
    ) -> None:
        """Say what became of the paper, if the person is still there."""
        paper = ON_PAPER[outcome]
        if paper is OnPaper.HERE:
            self._papers.settle(ticket)
        if press.is_left:
            # Who pressed "done" has seen it; a paper that failed is the staff's.
            self._papers.leave_to_staff(ticket)
            return
        left = self.seconds_left or 0
        seconds = STAY_SECONDS if paper in ASKING else max(left, HERE_SECONDS)
        self._show(Given(ticket, paper, is_sure=self._papers.can_confirm), seconds)

    def _show(self, given: Given, seconds: int) -> None:
        self.given, self.message = given, None
        self.stay(seconds)
        self._turned()

    def _show_slow(self) -> None:
        self.stay(STAY_SECONDS)
        self.show_message(SLOW)

    def _show_refusal(self, refusal: RefusedByOffice, booking: Booking | None) -> None:
        self.press = None
        now, day = now_ms(), self._office.business_day
        if booking is not None and booking.label and day(booking.at) == day(now):
            self._see(booking.label)
            return
        self.stay(self.back_seconds)
        told = not_now(booking, self._office, now) if booking else refused(refusal)
        self.show_message(told)

    def stay(self, seconds: int) -> None:
        """Go back by itself after so long; what shows that it does begins anew."""
        if seconds <= 0:
            self._time_is_up()
            return
        if self.seconds_left is None or seconds > self.seconds_left:
            self._seconds_whole = max(1, seconds)
        self.seconds_left = seconds
        if self.given is not None:
            left = round(seconds / self._seconds_whole, 2)
            self.given = replace(self.given, left=left)

    def _time_is_up(self) -> None:
        """Nobody presses anything: a number that was seen stays, whatever its paper."""
        if self.given is not None and self.given.paper in ASKING:
            self._papers.leave_to_staff(self.given.ticket)
        self._go_back()

    def _go_back(self) -> None:
        if self.press is not None:
            self.press.is_left = True
        self.press = self.given = self.message = None
        self.seconds_left = None
        self._rest()
        self._turned()

    def _ask_whether_there(self) -> None:
        if isinstance(self.way.here, Start):
            self._rest()
        else:
            self.stay(WARNING_SECONDS)
            self.show_message(STILL_THERE)

    def _rest(self) -> None:
        """Be as the next person expects it."""
        self.found = None
        if self.press is None and self.message is None:
            fresh = self.way.after(Home(), self._office)
            if fresh != self.way:
                assert isinstance(fresh, Way)
                self.way = fresh
                self._stage.rested()

    def _turned(self) -> None:
        if self.press is None and self.given is None and self.message is None:
            self.seconds_left = None
        self._stage.turned()
