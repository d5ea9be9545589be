"""The addresses by which somebody changes their own number, and what each answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from jiaohao.page.frame import Sheet
from jiaohao.page.hall_desk import HallDesk
from jiaohao.page.look import Look
from jiaohao.page.own_page import (
    COME_BACK,
    GIVE_BACK,
    STEP_OUT,
    give_back_sheet,
    step_out_sheet,
    unsure_sheet,
)
from jiaohao.page.visit import Standing, Visit
from shared.errors import (
    JiaohaoError,
    NotAllowed,
    RefusedByOffice,
    UnknownTicket,
    WrongState,
)
from shared.office.visitor_pages import VisitorPages
from shared.trade.ticket_code import PLACE

_SECONDS = 6.0
_DECIDED = (WrongState.code, UnknownTicket.code, NotAllowed.code)
_WAITS = (Standing.WAITING, Standing.NEAR)
_SheetOf = Callable[[Look, Visit, str], Sheet]
_Answer = Callable[[Request], Awaitable[Response]]


class OwnSite:
    """Asks once more, then does it; whatever came of it, the number's page says."""

    def __init__(
        self,
        desk: HallDesk,
        pages: VisitorPages,
        look: Callable[..., Look],
        answered: Callable[[Look, Sheet, int], Response],
    ) -> None:
        self._desk, self._look, self._answered = desk, look, answered
        self.routes: list[Route] = []
        if pages.may_give_back:
            self._offer(GIVE_BACK, give_back_sheet, "give_back")
        if pages.may_step_out:
            self._offer(STEP_OUT, step_out_sheet, "step_out")
            self.routes.append(
                Route(f"{PLACE}{{code}}{COME_BACK}", self._back, methods=["POST"])
            )

    def _offer(self, act: str, sheet_of: _SheetOf, do: str) -> None:
        path = f"{PLACE}{{code}}{act}"
        self.routes.append(Route(path, self._ask(act, sheet_of)))
        self.routes.append(Route(path, self._do(act, do), methods=["POST"]))

    def _ask(self, act: str, sheet_of: _SheetOf) -> _Answer:
        async def ask(request: Request) -> Response:
            code, visit = await self._visit(request)
            if not _may(visit, act):
                return self._to_number(request, code)
            look = self._look(request, visit)
            return self._answered(look, sheet_of(look, visit, code), 200)

        return ask

    def _do(self, act: str, do: str) -> _Answer:
        async def done(request: Request) -> Response:
            code, visit = await self._visit(request)
            if _may(visit, act) and not await self._is_answered(do, code=code):
                return self._unsure(request, visit, code)
            return self._to_number(request, code)

        return done

    async def _back(self, request: Request) -> Response:
        code, visit = await self._visit(request)
        is_out = visit.ticket is not None and visit.ticket.is_out
        if is_out and not await self._is_answered("requeue", label=visit.label):
            return self._unsure(request, visit, code)
        return self._to_number(request, code)

    async def _is_answered(self, do: str, **fields: str) -> bool:
        """Whether the office answered; what came of it the number's page says."""
        try:
            await self._desk.client.ask(do, patience=_SECONDS, **fields)
        except RefusedByOffice as refusal:
            return refusal.answer_code in _DECIDED
        except JiaohaoError:
            return False
        return True

    def _unsure(self, request: Request, visit: Visit, code: str) -> Response:
        look = self._look(request, visit)
        return self._answered(look, unsure_sheet(look, code), 503)

    async def _visit(self, request: Request) -> tuple[str, Visit]:
        code = request.path_params["code"].upper()
        return code, await self._desk.visit(code, 0)

    def _to_number(self, request: Request, code: str) -> Response:
        look = self._look(request)
        return RedirectResponse(look.link(f"{PLACE}{code}"), 303)


def _may(visit: Visit, act: str) -> bool:
    """Whether it can be done now; who is outside may give the number back too."""
    is_out = visit.ticket is not None and visit.ticket.is_out
    return visit.standing in _WAITS or (act == GIVE_BACK and is_out)
