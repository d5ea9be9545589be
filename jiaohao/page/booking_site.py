"""The addresses of appointments, and what each answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from jiaohao.page.book_page import (
    Chosen,
    day_sheet,
    right_sheet,
    service_sheet,
    time_sheet,
    trouble_sheet,
)
from jiaohao.page.booking_desk import BookingDesk
from jiaohao.page.booking_page import (
    CALENDAR,
    CANCEL,
    THEN,
    booking_sheet,
    calendar_file,
    cancel_sheet,
    place_of_booking,
)
from jiaohao.page.forms import form_fields, is_id, new_id
from jiaohao.page.frame import Sheet
from jiaohao.page.look import Look
from jiaohao.page.refused_page import missing_sheet
from jiaohao.page.slowed import Slowed
from shared.errors import JiaohaoError, NotKnownYet, RefusedByOffice, SlotTaken
from shared.trade.booking import (
    BOOK_PLACE,
    BOOKING_PLACE,
    Booking,
    BookingState,
    booking_scanned,
)

Answered = Callable[[Look, Sheet, int], Response]


class BookingSite:
    """Answers what is asked about appointments."""

    def __init__(
        self,
        desk: BookingDesk,
        look: Callable[[Request], Look],
        slowed: Slowed,
        answered: Answered,
    ) -> None:
        self._desk, self._look = desk, look
        self._slowed, self._answered = slowed, answered
        page = f"{BOOKING_PLACE}{{code}}"
        self.routes = [
            Route(BOOK_PLACE, self._safe(self._choose)),
            Route(BOOK_PLACE, self._safe(self._book), methods=["POST"]),
            Route(page, self._safe(self._booking)),
            Route(f"{page}{CALENDAR}", self._safe(self._calendar)),
            Route(f"{page}{CANCEL}", self._safe(self._ask_cancel)),
            Route(f"{page}{CANCEL}", self._safe(self._cancel), methods=["POST"]),
        ]

    def _safe(
        self, work: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def safe(request: Request) -> Response:
            try:
                return await work(request)
            except JiaohaoError:
                # No answer in time, or another office.toml: nothing was done here.
                look = self._look(request)
                return self._answered(look, trouble_sheet(look), 503)

        return safe

    # Making one

    async def _choose(self, request: Request) -> Response:
        look, asked = self._look(request), request.query_params
        chosen = self._chosen(asked)
        if not chosen.service:
            return self._answered(look, service_sheet(look), 200)
        if chosen.day is None:
            after = _day(asked.get("after", ""))
            days = await self._desk.days(chosen.service, after)
            return self._answered(look, day_sheet(look, chosen, days), 200)
        slots = await self._desk.slots(chosen.service, chosen.day)
        if chosen.at is None or chosen.at not in [
            each.at for each in slots if each.free
        ]:
            is_taken = chosen.at is not None
            sheet = time_sheet(look, chosen, slots, is_taken=is_taken)
            return self._answered(look, sheet, 200)
        return self._answered(look, right_sheet(look, chosen, new_id()), 200)

    async def _book(self, request: Request) -> Response:
        form = await form_fields(request)
        chosen, id = self._chosen(form), form.get("id", "")
        look = self._look(request)
        if chosen.at is None or not is_id(id):
            return RedirectResponse(look.link(BOOK_PLACE), 303)
        if refusal := self._slowed.of_booking(request):
            return refusal
        try:
            booking = await self._desk.book(
                f"page-{id}", chosen.service, chosen.at, look.language
            )
        except NotKnownYet:
            sheet = right_sheet(look, chosen, id, is_unsure=True)
            return self._answered(look, sheet, 503)
        except RefusedByOffice as error:
            if error.answer_code not in (SlotTaken.code, "bad_request"):
                raise
            day = self._desk.office.business_day(chosen.at)
            slots = await self._desk.slots(chosen.service, day)
            sheet = time_sheet(look, chosen, slots, is_taken=True)
            return self._answered(look, sheet, 409)
        return RedirectResponse(look.link(place_of_booking(booking.code)), 303)

    def _chosen(self, asked: Mapping[str, str]) -> Chosen:
        """What is chosen, as far as the office offers it."""
        service = asked.get("s", "")
        if self._desk.office.appointments.of(service) is None:
            return Chosen()
        at = asked.get("t", "")
        is_instant = at.isascii() and at.isdigit() and len(at) <= 14
        return Chosen(
            service, _day(asked.get("d", "")), int(at) if is_instant else None
        )

    # One that is made

    async def _booking(self, request: Request) -> Response:
        return await self._about(request, booking_sheet)

    async def _ask_cancel(self, request: Request) -> Response:
        def sheet(look: Look, booking: Booking) -> Sheet:
            is_booked = booking.state is BookingState.BOOKED
            return (cancel_sheet if is_booked else booking_sheet)(look, booking)

        return await self._about(request, sheet)

    async def _cancel(self, request: Request) -> Response:
        booking = await self._known(request)
        if isinstance(booking, Response):
            return booking
        if booking.state is BookingState.BOOKED:
            await self._desk.cancel(booking)
        place = place_of_booking(booking.code)
        look = self._look(request)
        if THEN in await form_fields(request):
            anew = look.link(BOOK_PLACE, s=booking.service)
            return RedirectResponse(anew, 303)
        return RedirectResponse(look.link(place), 303)

    async def _calendar(self, request: Request) -> Response:
        booking = await self._known(request)
        if isinstance(booking, Response):
            return booking
        return Response(
            calendar_file(self._look(request), booking),
            headers={"content-disposition": "attachment; filename=appointment.ics"},
            media_type="text/calendar",
        )

    async def _about(
        self, request: Request, sheet_of: Callable[[Look, Booking], Sheet]
    ) -> Response:
        booking = await self._known(request)
        if isinstance(booking, Response):
            return booking
        look = self._look(request)
        return self._answered(look, sheet_of(look, booking), 200)

    async def _known(self, request: Request) -> Booking | Response:
        """The appointment asked for, or what is answered instead."""
        code = booking_scanned(request.path_params["code"])
        if code is not None:
            if refusal := self._slowed.of_looking_up(request):
                return refusal
            found = await self._desk.booking(code)
            if found is not None:
                return found
        look = self._look(request)
        missing = self._answered(look, missing_sheet(look), 404)
        return self._slowed.of_wrong_code(request) or missing


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
