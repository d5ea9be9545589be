"""The commands by which people say how it was, and the office answers them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from shared.errors import BadRequest, NotAllowed, WrongState
from shared.office.survey import Survey
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.booking import code_meant, new_code
from shared.trade.commands.command import (
    Answer,
    Flag,
    LanguageTag,
    Text,
    Whole,
    command,
)
from shared.trade.commands.own_number import own_ticket
from shared.trade.ledger import Ledger
from shared.trade.reading import Reading
from shared.trade.survey import (
    LONGEST_COMMENT,
    STEPS,
    Comment,
    CommentState,
    given,
)
from shared.trade.ticket import TICKET_STATES, TicketState

NO_SURVEY: Final = N_("This office asks no questions: office.toml has no [survey].")


@command("answer_survey")
class AnswerSurvey:
    """Somebody says how it was: by the code of a finished number, once, or by none.

    Its event says that it was, and neither what nor for which service: with the time
    beside it that would be a person's.
    """

    code: Text | None = None
    service: Text | None = None
    """Of whom there is no code."""
    environment: Whole | None = None
    courtesy: Whole | None = None
    expertise: Whole | None = None
    measures: Whole | None = None
    text: Text | None = None
    may_publish: Flag = False
    language: LanguageTag | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        survey = _survey(ledger)
        scores = given(
            {
                "environment": self.environment,
                "courtesy": self.courtesy,
                "expertise": self.expertise,
                "measures": self.measures,
            }
        )
        words = (self.text or "").strip()
        if not scores and not words:
            raise BadRequest(N_("Nothing is answered and nothing is written."))
        _refuse_long(words)
        service = self._service(ledger)
        if scores:
            _count(ledger, survey, service, scores)
        comment = self._comment(ledger, service, words) if words else None
        ledger.record("survey_answered")
        return {"comment": comment}

    def _service(self, ledger: Ledger) -> str | None:
        """For which service the visit was; keeps that this number has answered."""
        if self.code is None:
            if self.service is not None:
                known_service(ledger.office, self.service)
            return self.service
        ticket = own_ticket(ledger, self.code)
        if ticket.state is not TicketState.DONE:
            raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
        if ledger.has_answered(ticket.label):
            raise WrongState(N_("The questions were answered for this number already."))
        ledger.note_answered(ticket.label)
        return ticket.service

    def _comment(self, ledger: Ledger, service: str | None, words: str) -> Comment:
        comment = Comment(
            new_code(),
            date.fromisoformat(ledger.day),
            words,
            service,
            self.language or ledger.office.language,
            self.may_publish,
        )
        ledger.put_comment(comment)
        return comment


@command("read_comment")
class ReadComment:
    """Somebody of the office has read a comment; one that was hidden is so no more."""

    comment: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        found = known_comment(ledger, self.comment)
        if found.state in (CommentState.READ, CommentState.ANSWERED):
            raise WrongState(N_("This comment was read already."))
        is_answered = found.answer is not None
        state = CommentState.ANSWERED if is_answered else CommentState.READ
        return _kept(ledger, replace(found, state=state), "comment_read")


@command("answer_comment")
class AnswerComment:
    """The office answers a comment, or answers it in better words."""

    comment: Text
    text: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        found, words = known_comment(ledger, self.comment), self.text.strip()
        if not words:
            raise BadRequest(N_("“{field}” is missing."), field="text")
        answered = replace(
            found,
            state=CommentState.ANSWERED,
            answer=words,
            answered_on=found.answered_on or date.fromisoformat(ledger.day),
        )
        return _kept(ledger, answered, "comment_answered")


@command("hide_comment")
class HideComment:
    """A comment is shown to nobody outside."""

    comment: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        found = known_comment(ledger, self.comment)
        if found.state is CommentState.HIDDEN:
            raise WrongState(N_("This comment is hidden already."))
        hidden = replace(found, state=CommentState.HIDDEN)
        return _kept(ledger, hidden, "comment_hidden")


def may_answer(reading: Reading, code: str) -> bool:
    """Whether a finished number of today has not answered the questions yet.

    Raises UnknownTicket.
    """
    ticket = own_ticket(reading, code)
    is_done = ticket.state is TicketState.DONE
    return is_done and not reading.has_answered(ticket.label)


def known_comment(reading: Reading, code: str) -> Comment:
    """The comment with a code, as people type it. Raises BadRequest."""
    found = reading.comment(code_meant(code))
    if found is None:
        raise BadRequest(N_("There is no comment “{comment}”."), comment=code)
    return found


def _survey(ledger: Ledger) -> Survey:
    survey = ledger.office.survey
    if survey is None:
        raise NotAllowed(NO_SURVEY)
    return survey


def _count(
    ledger: Ledger, survey: Survey, service: str | None, scores: dict[str, int]
) -> None:
    """Count every question, answered or not: none stands out by its last change."""
    if service is None:
        raise BadRequest(N_("“{field}” is missing."), field="service")
    asked = [each.dimension for each in survey.questions(service)]
    for dimension, step in scores.items():
        if dimension not in asked:
            words = N_("“{field}” is not asked after a visit for “{service}”.")
            raise BadRequest(words, field=dimension, service=service)
        if not 1 <= step <= STEPS:
            words = N_("“{field}” must be from 1 to {most}.")
            raise BadRequest(words, field=dimension, most=STEPS)
    for dimension in asked:
        ledger.add_answer(service, dimension, scores.get(dimension))


def _refuse_long(words: str) -> None:
    if len(words) > LONGEST_COMMENT:
        told = N_("A comment has at most {longest} characters; this one has {n}.")
        raise BadRequest(told, longest=LONGEST_COMMENT, n=len(words))


def _kept(ledger: Ledger, comment: Comment, kind: str) -> Answer:
    ledger.put_comment(comment)
    ledger.record(kind, data={"comment": comment.code})
    return {"comment": comment}
