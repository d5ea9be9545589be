"""What a station may answer by itself while the share is away.

A kiosk gives out numbers of its own reserve. A counter goes on with the visitor it
has. Nothing else: a decision needs the file. What is answered here goes into the
journal first and is handed in when the share is back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shared import clock
from shared.machine.share_clock import WRONG_MS
from shared.office.model import Office
from shared.offline.journal import Journal
from shared.trade.answered_hall import counter_after, hall_after
from shared.trade.commands import Answer
from shared.trade.commands.visits import Hold, Issue
from shared.trade.hall import CounterNow, Hall
from shared.trade.ticket import STEPS, Ticket
from shared.trade.ticket_code import code_of
from shared.wire.decoder import answer_from_json, hall_from_json
from shared.wire.encoder import ticket_told
from shared.wire.entry import JournalEntry
from shared.wire.json_text import from_json, to_json
from shared.wire.requests import Request

WITH_THE_VISITOR: Final = frozenset({"recall", "start", "no_show", "finish", "hold"})
"""What a counter may do with the visitor it has, without the file."""
_ISSUE_TIMES: Final = ("issued_at", "due_at")
"""The times in an answer to `issue`."""


class OfflineAnswers:
    """The answers of one station without the share. Raises Refusals, sqlite3.Error."""

    def __init__(
        self, office: Office, name: str, journal: Journal, mark: str = ""
    ) -> None:
        """`mark` is that of the office's queue.db."""
        self.office = office
        self._mark = mark
        self._name = name
        self._journal = journal
        self.reserve_until = journal.reserve_until()
        """The last day (ISO 8601) the kiosk's reserve is ours, or none."""
        self.is_unsure = journal.is_unsure()
        """Whether we go by a clock that nobody has set right, or did so before."""
        self._news: bytes | None = None
        """The state (JSON) as the share told it last, or none."""
        self._hall: Hall | None = None
        """The same with what was answered since; none until it is looked at."""
        self._counters: dict[int, CounterNow] = {}
        """The counters as they were answered last, where there are no news."""
        self._later: list[tuple[int, str]] = []
        """What counters were answered since the news, until they are looked at."""

    def hear_news(self, state: bytes) -> None:
        """The share told its state."""
        self._news, self._hall = state, None
        self._counters, self._later = {}, []

    def hear_answer(self, request: Request, body: str) -> None:
        """A command was answered, by the share or here."""
        if "counter" not in request.fields:
            return
        number = request.fields["counter"]
        if self._news is not None:
            # News is near, and to read the last would cost more than the answer.
            self._later.append((number, body))
            return
        answer = _answer_in(body)
        told = answer.get("counter")
        if isinstance(told, CounterNow):
            self._counters[number] = told
        elif number in self._counters:
            self._counters[number] = counter_after(self._counters[number], answer)

    def answer(self, request: Request, now: int) -> JournalEntry | None:
        """What this station answers by itself, kept in its journal; none: nothing."""
        if isinstance(request.command, Issue):
            return self._issue(request, request.command, now)
        if request.do in WITH_THE_VISITOR:
            return self._at_counter(request, now)
        return None

    def doubt_clock(self) -> int:
        """Nobody has told us the time since our start; the earliest it can be."""
        self._journal.doubt_times()
        self.is_unsure = True
        return self._journal.last_at()

    def set_right(self, by: int) -> None:
        """The share has told the time: our clock was behind by so many milliseconds."""
        if not self.is_unsure:
            return
        # By less it is right enough: what was answered stays as it was told.
        self.is_unsure = abs(by) >= WRONG_MS
        wrong = self._journal.unsure() if self.is_unsure else []
        if by > 0:
            # One id may stand on two days: the later makes room for the earlier.
            wrong.reverse()
        self._journal.trust_times((each, self._moved(each, by)) for each in wrong)
        self.is_unsure = False

    def _moved(self, entry: JournalEntry, by: int) -> JournalEntry:
        at = entry.at + by
        told = entry.told
        for name in _ISSUE_TIMES:
            if told.get("ticket"):
                then = clock.from_rfc3339(told["ticket"][name]) + by
                told["ticket"][name] = clock.rfc3339(then, self.office.time_zone)
        day = self.office.business_day(at).isoformat()
        return replace(entry, at=at, day=day, body=entry.body and to_json(told))

    def note_reserve(self, until: str | None) -> None:
        """The last day the kiosk's reserve is ours; not before that is written down."""
        self._journal.note_reserve(until)
        self.reserve_until = until

    def can_issue(self, now: int) -> bool:
        """Whether numbers of the reserve could be given out today."""
        day = self.office.business_day(now).isoformat()
        return self.reserve_until is not None and day <= self.reserve_until

    def hall(self) -> Hall | None:
        """The last hall told with what was done here since, or none."""
        if self._news is None:
            return None
        hall = self._hall or hall_from_json(self._news)
        later, self._later = self._later, []
        for number, body in later:
            hall = hall_after(hall, number, _answer_in(body))
        self._hall = hall
        return hall

    def _issue(self, request: Request, asked: Issue, now: int) -> JournalEntry | None:
        kiosk = self.office.kiosk(self._name)
        if kiosk is None or not self.can_issue(now):
            return None
        draft = asked.draft(self.office, now)
        day = self.office.business_day(now).isoformat()
        # By a clock that may be wrong, no number of another day is given again either.
        since = "" if self.is_unsure else day
        last = self._journal.last_given(since, draft.letter)
        number = max(last + 1, kiosk.reserve.start)
        if number not in kiosk.reserve:
            return None
        ticket = replace(draft, number=number)
        if self.office.pages is not None:
            today = self.office.business_day(now)
            ticket = replace(ticket, code=code_of(self._mark, today, ticket.label))
        entry = self._entry(request, now, ticket)
        self._journal.give(entry, draft.letter, number)
        return entry

    def _at_counter(self, request: Request, now: int) -> JournalEntry | None:
        ticket = self._visitor(request.fields["counter"])
        step = STEPS[request.do]
        if ticket is None or ticket.state not in step.come_from:
            return None
        if request.fields.get("label", ticket.label) != ticket.label:
            # It means another; what became of whom, the file knows.
            return None
        asked = request.command
        note = asked.reason if isinstance(asked, Hold) else None
        entry = self._entry(request, now, step.taken(ticket, now, note=note))
        self._journal.keep(entry)
        return entry

    def _visitor(self, number: int) -> Ticket | None:
        """Whom a counter of this station has, as far as is known here."""
        hall = self.hall()
        counter = hall.counter(number) if hall else self._counters.get(number)
        is_ours = counter is not None and counter.station == self._name
        return counter.ticket if counter is not None and is_ours else None

    def _entry(self, request: Request, now: int, ticket: Ticket) -> JournalEntry:
        told = {"ok": True, "ticket": ticket_told(ticket, self.office), "kept": True}
        day = self.office.business_day(now).isoformat()
        return JournalEntry(
            request.id, day, now, request.do, request.kept_fields, body=to_json(told)
        )


def _answer_in(body: str) -> Answer:
    """What a body answers; nothing where it says no."""
    found = from_json(body)
    return answer_from_json(found) if found["ok"] else {}
