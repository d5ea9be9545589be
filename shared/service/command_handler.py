"""Where a request meets the store: done once, and answered the same ever after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from shared.errors import Refusal, WrongPin
from shared.office.model import Office
from shared.service.reconcile import refuse_in_recovery
from shared.service.seen_events import SeenEvents
from shared.service.waits import Waits
from shared.text.catalogue import catalogue
from shared.trade.calendar import known_booking, slots_on
from shared.trade.commands.follow_ups import day_of
from shared.trade.commands.lapsing import lapse
from shared.trade.commands.places import refuse_unknown_officer
from shared.trade.commands.surveys import known_comment, may_answer
from shared.trade.day import refuse_leap, turn_day
from shared.trade.hall import Hall
from shared.trade.ledger import MOST_EVENTS, Ledger, Ledgers
from shared.trade.permission import acting, note_wrong_pin
from shared.trade.printer import without_paper
from shared.trade.reading import Reading
from shared.trade.survey import week_of
from shared.trade.taking_up import refuse_outdated
from shared.trade.ticket import Ticket
from shared.trade.ticket_code import code_of
from shared.wire.bookings import booking_body, bookings_body, slots_body
from shared.wire.encoder import (
    answer_body,
    events_body,
    follow_ups_body,
    state_body,
    ticket_told,
)
from shared.wire.json_text import to_json
from shared.wire.reads import (
    AskBooking,
    AskBookings,
    AskComment,
    AskComments,
    AskEvents,
    AskFollowUps,
    AskMayAnswer,
    AskSlots,
    AskSurvey,
    AskTicket,
)
from shared.wire.requests import Asked, Request, error_body
from shared.wire.surveys import (
    comment_body,
    comments_body,
    may_answer_body,
    survey_body,
)

Found = TypeVar("Found")
_LOOK = "watch"
"""The id of a look that nobody asked for."""


class _DayIsOver(Exception):
    """The store is still at a day that has ended."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a command was answered, and when."""

    body: str
    """A JSON object."""
    at: int
    """The office's time, in milliseconds since 1970."""
    seq: int
    """The last event then."""
    is_new: bool
    """Whether it was carried out now, not before."""


class CommandHandler:
    """Answers requests for one station; without a name it only reads."""

    def __init__(
        self, ledgers: Ledgers, station: str, *, is_reader: bool = False
    ) -> None:
        self.ledgers = ledgers
        self.station = station
        self.seen = SeenEvents()
        self.waits = Waits()
        self.version: str | None = None
        """Of the office.toml that `ledgers` go by; none: nobody agreed on one."""
        self.file: str | None = None
        """The version of what lies in the folder, as it was seen last."""
        self._is_reader = is_reader

    @property
    def office(self) -> Office:
        """The office as it is today."""
        return self.ledgers.office

    def change(self, request: Request) -> Answered:
        """Carry a command out, once.

        Raises BadRequest, OfficeOutdated and what the store does.
        """
        id = request.id

        def work(ledger: Ledger) -> Answered:
            kept = ledger.answer(id)
            is_new = kept is None
            if kept is None:
                refuse_in_recovery(ledger)
                self.seen.refuse_older(ledger.last_seq())
                self._refuse_outdated(ledger)
                turn_day(ledger)
                lapse(ledger)
                ledger.promise = partial(self.waits.promise, ledger)
                kept = self._carry_out(ledger, request)
                ledger.keep_answer(kept)
            return Answered(kept, ledger.now, ledger.last_seq(), is_new)

        answered = self.ledgers.write(
            work,
            station=self.station,
            id=id,
            is_there=lambda reading: not reading.lacking([id]),
        )
        self.seen.note(answered.seq)
        return answered

    def read(self, request: Request) -> str:
        """Answer a question; it changes nothing but, on a new day, the day."""

        def work(reading: Reading) -> str:
            kept = reading.answer(request.id)
            return kept if kept is not None else self._told(reading, request.command)

        return self._read_today(work, request.id)

    def news(self, seen: object) -> tuple[object, str | None]:
        """A mark that differs when the answer to `state` does, and that answer.

        The answer is none where the mark is the one `seen`. All at one look: on SMB
        each keeps all others away from the file.
        """

        def work(reading: Reading) -> tuple[object, str | None, int]:
            mark = reading.hall_mark(), self.file
            is_same = mark == seen
            told = None if is_same else state_body(self._hall(reading), self.office)
            return mark, told, reading.last_seq()

        mark, told, seq = self._read_today(work, _LOOK)
        self.seen.note(seq)
        return mark, told

    def _carry_out(self, ledger: Ledger, request: Request) -> str:
        try:
            with ledger.attempt():
                command = request.as_command()
                ledger.by = acting(ledger, command)
                answer = command.carry_out(ledger)
                counted = {
                    name: self._counted(ledger, value) for name, value in answer.items()
                }
                return answer_body(counted, self.office)
        except Refusal as refusal:
            if isinstance(refusal, WrongPin):
                note_wrong_pin(ledger, refusal.staff)
            return error_body(refusal, catalogue(self.office.language))

    def _refuse_outdated(self, reading: Reading) -> None:
        if self.version is not None:
            refuse_outdated(reading, self.version, is_reader=self._is_reader)

    def _hall(self, reading: Reading) -> Hall:
        hall = self.waits.hall(reading)
        office = hall.office
        return replace(hall, office=office and replace(office, file=self.file))

    def _told(self, reading: Reading, question: Asked) -> str:
        if isinstance(question, AskTicket):
            ticket = reading.ticket(question.label)
            counted = self._counted(reading, ticket)
            return to_json({"ok": True, "ticket": ticket_told(counted, self.office)})
        if isinstance(question, AskFollowUps):
            day = day_of("day", question.day)
            return follow_ups_body(reading.follow_ups(day))
        if isinstance(question, AskSlots | AskBooking | AskBookings):
            return _appointments(reading, question)
        if isinstance(question, AskMayAnswer | AskSurvey | AskComment | AskComments):
            return _said(reading, question)
        if isinstance(question, AskEvents):
            limit = min(question.limit or MOST_EVENTS, MOST_EVENTS)
            events = reading.events(after=question.after, limit=limit)
            return events_body(events, reading.last_seq(), self.office)
        return state_body(self._hall(reading), self.office)

    def _counted(self, reading: Reading, value: Any) -> Any:
        """A ticket, or several, with what is not in their rows; else what it is."""
        match value:
            case Ticket():
                papers = without_paper(reading.printers())
                return replace(
                    value,
                    ahead=reading.ahead_of(value),
                    has_paper=value.label not in papers,
                    wait=self.waits.of(reading, value),
                    code=_code(reading, value),
                )
            case tuple():
                return tuple(self._counted(reading, each) for each in value)
        return value

    def _read_today(self, work: Callable[[Reading], Found], id: str) -> Found:
        """What `work` finds; before it looks at a day that is over, that is ended."""

        def look(reading: Reading) -> Found:
            refuse_in_recovery(reading)
            refuse_leap(reading)
            self._refuse_outdated(reading)
            return work(reading)

        def today(reading: Reading) -> Found:
            if reading.kept_day and reading.day > reading.kept_day:
                raise _DayIsOver
            return look(reading)

        def turn(ledger: Ledger) -> None:
            refuse_in_recovery(ledger)
            self._refuse_outdated(ledger)
            turn_day(ledger)

        if not self._is_reader:
            try:
                return self.ledgers.read(today)
            except _DayIsOver:
                self.ledgers.write(turn, station=self.station, id=id)
        return self.ledgers.read(look)


def _code(reading: Reading, ticket: Ticket) -> str | None:
    """What opens a number's page: for its paper, which is made from the answer."""
    if reading.office.pages is None:
        return None
    day = date.fromisoformat(reading.day)
    return code_of(reading.office_mark(), day, ticket.label)


def _appointments(
    reading: Reading, question: AskSlots | AskBooking | AskBookings
) -> str:
    office = reading.office
    match question:
        case AskBooking():
            return booking_body(known_booking(reading, question.code), office)
        case AskBookings():
            day = day_of("day", question.day)
            return bookings_body(reading.bookings(day.isoformat()), office)
        case AskSlots():
            day = day_of("day", question.day)
            refuse_unknown_officer(reading, question.officer)
            found = slots_on(reading, question.service, day, question.officer)
            return slots_body(found, office)


def _said(
    reading: Reading, question: AskMayAnswer | AskSurvey | AskComment | AskComments
) -> str:
    match question:
        case AskMayAnswer():
            return may_answer_body(is_open=may_answer(reading, question.code))
        case AskSurvey():
            first, last = day_of("first", question.first), day_of("last", question.last)
            return survey_body(reading.tallies(week_of(first), week_of(last)))
        case AskComment():
            return comment_body(known_comment(reading, question.comment))
        case AskComments():
            return comments_body(reading.comments(day_of("since", question.since)))
