"""The addresses of the questions and of comments, and what each answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from jiaohao.page.comments_page import comments_sheet
from jiaohao.page.forms import form_fields, is_id, new_id
from jiaohao.page.frame import Sheet
from jiaohao.page.hall_desk import HallDesk
from jiaohao.page.html import Html, joined
from jiaohao.page.look import Look
from jiaohao.page.slowed import Slowed
from jiaohao.page.survey_desk import SurveyDesk
from jiaohao.page.survey_page import (
    ANSWERED,
    CLOSED,
    COMMENTS,
    NOTHING,
    THANKS,
    TOO_LONG,
    UNSURE,
    WRITE,
    Said,
    questions_form,
    survey_note,
    survey_part,
    survey_sheet,
    thanks_sheet,
    write_sheet,
)
from jiaohao.page.visit import Standing, Visit
from shared.errors import JiaohaoError, NotKnownYet, RefusedByOffice, WrongState
from shared.office.survey import Question, Survey
from shared.trade.booking import booking_scanned
from shared.trade.survey import LONGEST_COMMENT, STEPS, one_line
from shared.trade.ticket_code import PLACE

ANSWER: Final = "/answer"
_STEPS: Final = {str(step): step for step in range(1, STEPS + 1)}
_Answered = Callable[[Look, Sheet, int], Response]


class SurveySite:
    """Asks how it was, keeps what is said, and shows what was answered."""

    def __init__(
        self,
        desk: SurveyDesk,
        survey: Survey,
        hall: HallDesk,
        look: Callable[..., Look],
        slowed: Slowed,
        answered: _Answered,
    ) -> None:
        self._desk, self._survey, self._hall = desk, survey, hall
        self._look, self._slowed, self._answered = look, slowed, answered
        page = f"{PLACE}{{code}}{ANSWER}"
        self.routes = [
            Route(page, self._to_number),
            Route(page, self._safe(self._answer), methods=["POST"]),
            Route(THANKS, self._thanks),
            Route(COMMENTS, self._safe(self._comments)),
            Route(WRITE, self._write),
            Route(WRITE, self._safe(self._keep), methods=["POST"]),
        ]

    async def beside(self, look: Look, sheet: Sheet, visit: Visit, code: str) -> Sheet:
        """A finished number's page with the questions below, or why there are none."""
        try:
            is_open = await self._desk.may_answer(code)
        except JiaohaoError:
            part = survey_note(look.say(CLOSED), is_good=False)
        else:
            part = (
                self._asked(look, visit, code, Said(new_id()))
                if is_open
                else survey_note(look.say(ANSWERED), is_good=True)
            )
        return replace(sheet, main=joined(sheet.main, part))

    def _asked(
        self, look: Look, visit: Visit, code: str, said: Said, warning: str = ""
    ) -> Html:
        questions = self._questions(visit)
        action = f"{PLACE}{code}{ANSWER}"
        form = questions_form(look, self._survey, questions, said, action, warning)
        return survey_part(look, form, len(questions))

    def _questions(self, visit: Visit) -> tuple[Question, ...]:
        service = visit.ticket.service if visit.ticket is not None else ""
        return self._survey.questions(service)

    def _safe(
        self, work: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def safe(request: Request) -> Response:
            try:
                return await work(request)
            except JiaohaoError:
                look = self._look(request)
                part = survey_note(look.say(CLOSED), is_good=False)
                return self._answered(look, survey_sheet(look, part), 503)

        return safe

    # After a visit

    async def _to_number(self, request: Request) -> Response:
        place = f"{PLACE}{request.path_params['code']}"
        return RedirectResponse(self._look(request).link(place), 303)

    async def _answer(self, request: Request) -> Response:
        code = request.path_params["code"].upper()
        visit = await self._hall.visit(code, 0)
        if visit.standing is Standing.UNKNOWN and (
            refusal := self._slowed.of_wrong_code(request)
        ):
            return refusal
        if visit.standing is not Standing.DONE:
            return await self._to_number(request)
        look, form = self._look(request, visit), await form_fields(request)
        said = _said(form, self._questions(visit))

        def again(warning: str, status: int) -> Response:
            part = self._asked(look, visit, code, said, warning)
            return self._answered(look, survey_sheet(look, part), status)

        try:
            return await self._kept(look, said, again, code=code)
        except RefusedByOffice as error:
            if error.answer_code == WrongState.code:
                # Answered already: the number's page says so.
                return await self._to_number(request)
            raise

    async def _kept(
        self,
        look: Look,
        said: Said,
        again: Callable[[str, int], Response],
        **about: Any,
    ) -> Response:
        """Keep what is said and thank; where it cannot be kept, ask again."""
        if len(said.text) > LONGEST_COMMENT:
            return again(look.say(TOO_LONG, longest=LONGEST_COMMENT), 422)
        if not said.scores and not said.text:
            return again(look.say(NOTHING), 422)
        fields = {**about, **said.scores, "language": look.language}
        if said.text:
            fields |= {"text": said.text, "may_publish": said.may_publish}
        try:
            comment = await self._desk.answer(f"page-{said.id}", **fields)
        except NotKnownYet:
            return again(look.say(UNSURE), 503)
        named = {"c": comment.code} if comment is not None else {}
        return RedirectResponse(look.link(THANKS, **named), 303)

    async def _thanks(self, request: Request) -> Response:
        look = self._look(request)
        code = booking_scanned(request.query_params.get("c", ""))
        return self._answered(look, thanks_sheet(look, self._survey, code), 200)

    # Comments

    async def _comments(self, request: Request) -> Response:
        words = request.query_params.get("c", "").strip()
        code = booking_scanned(words)
        found = None
        if code is not None:
            if refusal := self._slowed.of_looking_up(request):
                return refusal
            found = await self._desk.comment(code)
        if words and found is None and (refusal := self._slowed.of_wrong_code(request)):
            return refusal
        comments = await self._desk.comments() if self._survey.shows_comments else ()
        look = self._look(request)
        sheet = comments_sheet(look, self._survey, comments, words, found)
        return self._answered(look, sheet, 404 if words and found is None else 200)

    async def _write(self, request: Request) -> Response:
        return self._writing(self._look(request), Said(new_id()))

    async def _keep(self, request: Request) -> Response:
        if refusal := self._slowed.of_writing(request):
            return refusal
        look, said = self._look(request), _said(await form_fields(request), ())
        return await self._kept(
            look, said, lambda words, status: self._writing(look, said, words, status)
        )

    def _writing(
        self, look: Look, said: Said, warning: str = "", status: int = 200
    ) -> Response:
        form = questions_form(look, self._survey, (), said, WRITE, warning)
        return self._answered(look, write_sheet(look, form), status)


def _said(form: Mapping[str, str], questions: tuple[Question, ...]) -> Said:
    """What a form says; whatever else is in it is passed over."""
    id = form.get("id", "")
    chosen = {each.dimension: form.get(each.dimension, "") for each in questions}
    return Said(
        id if is_id(id) else new_id(),
        {name: _STEPS[step] for name, step in chosen.items() if step in _STEPS},
        one_line(form.get("text", "")),
        form.get("publish") == "yes",
    )
