"""The addresses of the pages and interfaces, and what each answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from jiaohao.page import api, openapi
from jiaohao.page.booking_desk import BookingDesk
from jiaohao.page.booking_site import BookingSite
from jiaohao.page.files import SCRIPT, SCRIPT_TEXT, STYLE, STYLE_TEXT
from jiaohao.page.frame import Sheet, page
from jiaohao.page.guard import API, Denial, Guard, plainly
from jiaohao.page.hall_desk import HallDesk
from jiaohao.page.hall_page import hall_sheet
from jiaohao.page.look import NEAR, USUAL_NEAR, Look, Wishes
from jiaohao.page.news import hall_news, visit_news
from jiaohao.page.open_data_desk import OpenDataDesk
from jiaohao.page.open_data_site import OpenDataSite
from jiaohao.page.own_site import OwnSite
from jiaohao.page.refused_page import (
    missing_sheet,
    other_address_sheet,
    too_much_sheet,
    too_often_sheet,
)
from jiaohao.page.services_page import services_sheet
from jiaohao.page.slowed import Slowed
from jiaohao.page.stream import Changes, EventStream, Telling
from jiaohao.page.survey_desk import SurveyDesk
from jiaohao.page.survey_site import SurveySite
from jiaohao.page.tongue import preferred
from jiaohao.page.visit import Standing, Visit
from jiaohao.page.visit_page import visit_sheet
from shared.office.visitor_pages import VisitorPages
from shared.wire.json_text import to_json

_FOREVER: Final = {"cache-control": "public, max-age=31536000, immutable"}
_API_CACHE: Final = {"cache-control": "public, max-age=5"}


class Site:
    """Answers requests from what the hall desk knows."""

    def __init__(
        self,
        desk: HallDesk,
        pages: VisitorPages,
        changes: Changes,
        booking_desk: BookingDesk | None = None,
        survey_desk: SurveyDesk | None = None,
        open_data_desk: OpenDataDesk | None = None,
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`pages` says under which address it is reached; without a `booking_desk`
        nothing is booked, without a `survey_desk` nobody is asked how it was, without
        an `open_data_desk` there are none; `ticks` gives seconds."""
        self._desk, self._pages, self._changes = desk, pages, changes
        self._slowed = Slowed(self._too_often, ticks)
        routes = [
            Route("/", self._hall),
            Route("/services", self._services),
            Route("/events", self._hall_events),
            Route("/t/{code}", self._visit),
            Route("/t/{code}/events", self._visit_events),
            Route(STYLE, self._style),
            Route(SCRIPT, self._script),
            Route(f"{API}v1/", self._openapi),
            Route(f"{API}v1/openapi.json", self._openapi),
            Route(f"{API}v1/hall", self._api_hall),
            Route(f"{API}v1/services", self._api_services),
            Route(f"{API}v1/counter-calling", self._api_calling),
        ]
        routes += OwnSite(desk, pages, self._look, _answered).routes
        if booking_desk is not None:
            booking = BookingSite(booking_desk, self._look, self._slowed, _answered)
            routes += booking.routes
        self._survey: SurveySite | None = None
        survey = desk.office.survey
        if survey_desk is not None and survey is not None:
            asked = (desk, self._look, self._slowed, _answered)
            self._survey = SurveySite(survey_desk, survey, *asked)
            routes += self._survey.routes
        self._has_open_data = open_data_desk is not None
        if open_data_desk is not None:
            routes += OpenDataSite(open_data_desk).routes
        inner = Starlette(routes=routes, exception_handlers={404: self._missing})
        self.app: ASGIApp = Guard(inner, pages, denied=self._denied, clock=ticks)

    # Pages

    async def _hall(self, request: Request) -> Response:
        return _html(self._look(request), hall_sheet)

    async def _services(self, request: Request) -> Response:
        words = request.query_params.get("q", "")
        return _html(self._look(request), lambda look: services_sheet(look, words))

    async def _missing(self, request: Request, _error: Exception) -> Response:
        return _html(self._look(request), missing_sheet, status=404)

    def _denied(self, scope: Scope, denial: Denial) -> ASGIApp:
        """What people may come upon in their language, the rest as it stands."""
        status = 0 if scope["path"].startswith(API) else denial.status
        if status not in (413, 421, 429):
            return plainly(scope, denial)
        request = Request(scope)
        look = self._look(request)
        if status == 429:
            return self._too_often(request, denial.seconds)
        if status == 413:
            return _answered(look, too_much_sheet(look), 413)
        return _answered(look, other_address_sheet(look, self._pages.address), 421)

    def _too_often(self, request: Request, seconds: int) -> Response:
        look = self._look(request)
        answer = _answered(look, too_often_sheet(look, seconds), 429)
        answer.headers["retry-after"] = str(seconds)
        return answer

    async def _visit(self, request: Request) -> Response:
        code = request.path_params["code"].upper()
        visit = await self._desk.visit(code, _wishes(request).near)
        is_unknown = visit.standing is Standing.UNKNOWN
        if is_unknown and (refusal := self._slowed.of_wrong_code(request)):
            return refusal
        look = self._look(request, visit)
        status = 404 if is_unknown else 200
        sheet = visit_sheet(look, visit, code)
        if visit.standing is Standing.DONE and self._survey is not None:
            sheet = await self._survey.beside(look, sheet, visit, code)
        return _answered(look, sheet, status)

    # What changes

    async def _hall_events(self, request: Request) -> ASGIApp:
        asked = self._asked(request)

        async def telling() -> dict[str, Any]:
            return hall_news(self._look_of(asked))

        return self._stream(asked, telling)

    async def _visit_events(self, request: Request) -> ASGIApp:
        code = request.path_params["code"].upper()
        asked = self._asked(request)
        near, number = asked.wishes.near, self._desk.number(code)
        if number is None and (refusal := self._slowed.of_wrong_code(request)):
            return refusal
        first = await self._desk.visit(code, near)
        if first.standing is Standing.UNKNOWN:
            # No content: the browser does not ask again.
            return Response(status_code=204)
        # Else it is told even if it changes no more: the page is of a moment before.
        is_first = True

        async def telling() -> dict[str, Any]:
            nonlocal is_first, number
            # A code that was read and found genuine once stays so.
            number = number or self._desk.number(code)
            visit = first if is_first else await self._desk.visit_of(number, near)
            is_first = False
            return visit_news(self._look_of(asked, visit), visit)

        return self._stream(asked, telling)

    def _stream(self, asked: _Asked, telling: Telling) -> ASGIApp:
        def as_of() -> str:
            look = self._look_of(asked)
            return look.clock(look.known_at, has_seconds=True)

        return EventStream(telling, as_of, self._changes)

    # Files and interfaces

    async def _style(self, _request: Request) -> Response:
        return Response(STYLE_TEXT, 200, _FOREVER, "text/css")

    async def _script(self, _request: Request) -> Response:
        return Response(SCRIPT_TEXT, 200, _FOREVER, "text/javascript")

    async def _openapi(self, _request: Request) -> Response:
        name = self._desk.office.name.say(self._desk.office.language)
        address, has_open = f"{self._pages.address}{API}v1", self._has_open_data
        return _json(openapi.document(name, address, has_open_data=has_open))

    async def _api_hall(self, request: Request) -> Response:
        return _json(api.hall_json(self._look(request)))

    async def _api_services(self, _request: Request) -> Response:
        return _json(api.services_json(self._desk.office))

    async def _api_calling(self, request: Request) -> Response:
        return _json(api.counter_calling_json(self._look(request)))

    def _look(self, request: Request, visit: Visit | None = None) -> Look:
        return self._look_of(self._asked(request), visit)

    def _asked(self, request: Request) -> _Asked:
        wishes, known = _wishes(request), self._desk.office.languages
        accepted = request.headers.get("accept-language", "")
        wished = wishes.language if wishes.language in known else ""
        return _Asked(wishes, wished, preferred(accepted, known), request.scope["path"])

    def _look_of(self, asked: _Asked, visit: Visit | None = None) -> Look:
        desk = self._desk
        theirs = visit.ticket.language if visit and visit.ticket else ""
        usual = theirs if theirs in desk.office.languages else asked.accepted
        return Look(
            desk.office,
            desk.hall,
            desk.clock(),
            desk.client.age(),
            asked.language or usual,
            asked.wishes,
            self._pages.prefix,
            asked.path,
            self._pages.said,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request asks of the look of its page, read once however long it stays."""

    wishes: Wishes
    language: str
    """Chosen by the visitor, or ""."""
    accepted: str
    """The language that the browser prefers."""
    path: str


def _wishes(request: Request) -> Wishes:
    asked = request.query_params
    near = asked.get("n", "")
    return Wishes(
        asked.get("lang", "")[:20],
        asked.get("size") == "large",
        asked.get("update") == "off",
        int(near) if near in map(str, NEAR) else USUAL_NEAR,
    )


def _html(look: Look, sheet_of: Callable[[Look], Sheet], status: int = 200) -> Response:
    return _answered(look, sheet_of(look), status)


def _answered(look: Look, sheet: Sheet, status: int) -> Response:
    headers = {"content-language": look.language, "vary": "accept-language"}
    return HTMLResponse(page(look, sheet), status, headers)


def _json(told: dict[str, Any]) -> Response:
    return Response(to_json(told), 200, _API_CACHE, "application/json")
