"""A person makes an appointment: what is free is seen, and the wish is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from kiosk.act import Take
from kiosk.appointments import Appointments
from kiosk.durations import STAY_SECONDS
from kiosk.issuer import Press
from kiosk.on_paper import ON_PAPER, OnPaper
from kiosk.pages.booking import Offered, days_on
from kiosk.pages.enquiry import Found
from kiosk.pages.message import NO_BOOKING, Message, booked, not_booked
from kiosk.papers import Papers
from kiosk.stage import Stage
from kiosk.steps import BookDay, BookTime
from kiosk.way import Way
from shared.clock import now_ms
from shared.errors import RefusedByOffice, SlotTaken
from shared.office.model import Office
from shared.trade.booking import Booking


class Visitor(Protocol):
    """The person who makes it; see `kiosk.visit.Visit`."""

    way: Way
    message: Message | None
    found: Found | Offered | None
    press: Press | None
    back_seconds: int
    """How long what is over stays."""

    def show_message(self, message: Message) -> None:
        """Say something instead of a page."""
        ...

    def go_to(self, way: Way | Take) -> None:
        """Show where the way leads."""
        ...

    def stay(self, seconds: int) -> None:
        """Go back by itself after so long."""
        ...


class Making:
    """Asks the office, and shows what came of it to who is still there."""

    def __init__(
        self,
        office: Office,
        appointments: Appointments,
        papers: Papers,
        stage: Stage,
        visitor: Visitor,
    ) -> None:
        self._office, self._appointments = office, appointments
        self._papers, self._stage, self._visitor = papers, stage, visitor

    async def see_what_is_free(self, here: BookDay | BookTime) -> None:
        """Show what is free of the days or the day of a page."""
        days: Sequence[date]
        if isinstance(here, BookTime):
            days = [date.fromisoformat(here.day)]
        else:
            days = days_on(self._office, here, now_ms())
        slots = await self._appointments.slots(here.service, days)
        visitor = self._visitor
        if visitor.way.here != here or visitor.press is not None:
            return
        if slots is None:
            visitor.way = replace(visitor.way, steps=visitor.way.steps[:-1])
            self._say(NO_BOOKING, STAY_SECONDS)
            return
        visitor.found = Offered(here.service, slots)
        self._stage.repaint()

    async def carry_out(self, press: Press) -> None:
        """Make the appointment of a press, and print its card."""
        try:
            booking = await self._appointments.settle(press)
        except RefusedByOffice as refusal:
            if not press.is_left:
                self._show_refusal(refusal)
            return
        if booking is None:
            return
        self._visitor.press = None
        coming = self._say_of_card(booking, OnPaper.COMING)
        outcome = await self._papers.card(booking)
        if self._visitor.message == coming:
            self._say_of_card(booking, ON_PAPER[outcome])

    def _say_of_card(self, booking: Booking, paper: OnPaper) -> Message:
        message = booked(booking, self._office, paper)
        self._say(message, STAY_SECONDS)
        return message

    def _show_refusal(self, refusal: RefusedByOffice) -> None:
        """Where the time was somebody's meanwhile, the others are offered."""
        visitor = self._visitor
        visitor.press, steps = None, visitor.way.steps
        times = steps[-2] if len(steps) > 1 else None
        if refusal.answer_code == SlotTaken.code and isinstance(times, BookTime):
            here = BookTime(times.service, times.day, is_taken=True)
            visitor.message = None
            visitor.go_to(replace(visitor.way, steps=(*steps[:-2], here)))
            self._stage.run(self.see_what_is_free(here))
            return
        self._say(not_booked(refusal), visitor.back_seconds)

    def _say(self, message: Message, seconds: int) -> None:
        self._visitor.show_message(message)
        self._visitor.stay(seconds)
