"""What a station may answer by itself while the share is away.

A kiosk gives out numbers of its own reserve. A counter goes on with the visitor it
has. Nothing else: a decision needs the file. What is answered here goes into the
journal first and is handed in when the share is back.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from shared import clock
from shared.machine.share_clock import WRONG_MS
from shared.office.model import Office
from shared.offline.journal import Journal
from shared.trade.admission import admit
from shared.trade.ticket import ENDED, STEPS, Ticket, TicketState
from shared.wire.codec import ticket_from_json, ticket_json
from shared.wire.entry import JournalEntry
from shared.wire.requests import Json, Request, to_json

WITH_THE_VISITOR: Final = frozenset({"recall", "start", "no_show", "finish", "hold"})
"""What a counter may do with the visitor it has, without the file."""
_ISSUE_TIMES: Final = ("issued_at", "due_at")
"""The times in an answer to `issue`."""
_HERE: Final = ("called", "serving")
_ASIDE: Final = ("held", "missed")


class OfflineAnswers:
    """The answers of one station without the share. Raises Refusals, sqlite3.Error."""

    def __init__(self, office: Office, name: str, journal: Journal) -> None:
        self.office = office
        self._name = name
        self._journal = journal
        self.reserve_until = journal.reserve_until()
        """The last day (ISO 8601) the kiosk's reserve is ours, or none."""
        self.is_unsure = journal.is_unsure()
        """Whether we go by a clock that nobody has set right, or did so before."""
        self._news: bytes | None = None
        """The line that told the hall as the share had it last, or none."""
        self._counters: dict[int, Json] | None = {}
        """The counters as they were told and answered last; none: as in the news."""
        self._put_aside: list[Json] = []
        """Tickets that were held or missed here since the news."""
        self._later: list[tuple[int, Json]] = []
        """What counters were answered since the news, until they are looked at."""

    def hear_news(self, line: bytes) -> None:
        """The share told its state."""
        self._news, self._counters = line, None
        self._later, self._put_aside = [], []

    def hear_answer(self, request: Request, told: Json) -> None:
        """A command was answered, by the share or here."""
        if not told.get("ok") or "counter" not in request.fields:
            return
        number = request.fields["counter"]
        if self._counters is None:
            # News is near, and to read the last would cost more than the answer.
            self._later.append((number, told))
        else:
            self._note(self._counters, number, told)

    def _note(self, counters: dict[int, Json], number: int, told: Json) -> None:
        ticket = told.get("ticket")
        if "counter" in told:
            counters[number] = told["counter"]
        elif number in counters:
            is_here = ticket is not None and ticket["state"] in _HERE
            counters[number]["ticket"] = ticket if is_here else None
        if self._news is not None and ticket and ticket["state"] in _ASIDE:
            self._put_aside.append(ticket)

    def answer(self, request: Request, now: int) -> JournalEntry | None:
        """What this station answers by itself, kept in its journal; none: nothing."""
        if request.do == "issue":
            return self._issue(request, now)
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

    def shown(self) -> Json | None:
        """The last state with what was done here since, or none."""
        if self._news is None:
            return None
        state: Json = json.loads(self._news)["watch"]
        state["counters"] = [*self._known_counters().values()]
        state["tickets"] += self._put_aside
        return state

    def _known_counters(self) -> dict[int, Json]:
        if self._counters is None:
            known = json.loads(self._news)["watch"]["counters"] if self._news else []
            self._counters = {each["counter"]: each for each in known}
            for number, told in self._later:
                self._note(self._counters, number, told)
            self._later = []
        return self._counters

    def _issue(self, request: Request, now: int) -> JournalEntry | None:
        kiosk = self.office.kiosk(self._name)
        if kiosk is None or not self.can_issue(now):
            return None
        fields = request.fields
        channel = fields.get("channel", "kiosk")
        service, priority = admit(
            self.office,
            now,
            service=fields["service"],
            priority=fields.get("priority"),
            channel=channel,
        )
        day = self.office.business_day(now).isoformat()
        # By a clock that may be wrong, no number of another day is given again either.
        since = "" if self.is_unsure else day
        last = self._journal.last_given(since, service.letter)
        number = max(last + 1, kiosk.reserve.start)
        if number not in kiosk.reserve:
            return None
        ticket = Ticket(
            key=0,
            letter=service.letter,
            number=number,
            service=service.code,
            state=TicketState.WAITING,
            priority=priority.code,
            language=fields.get("language") or self.office.language,
            channel=channel,
            counter=None,
            calls=0,
            issued_at=now,
            due_at=now - clock.minutes(priority.head_start_minutes),
            called_at=None,
            started_at=None,
            ended_at=None,
            note=None,
        )
        entry = self._entry(request, now, ticket)
        self._journal.give(entry, service.letter, number)
        return entry

    def _at_counter(self, request: Request, now: int) -> JournalEntry | None:
        ticket = self._visitor(request.fields["counter"])
        step = STEPS[request.do]
        if ticket is None or ticket.state not in step.come_from:
            return None
        changes: dict[str, Any] = {"state": step.to}
        if request.do == "recall":
            changes["calls"] = ticket.calls + 1
        elif request.do == "start":
            changes["started_at"] = now
        elif request.do == "hold":
            changes["note"] = request.fields.get("reason")
        if step.to in ENDED:
            changes["ended_at"] = now
        entry = self._entry(request, now, replace(ticket, **changes))
        self._journal.keep(entry)
        return entry

    def _visitor(self, number: int) -> Ticket | None:
        """Whom a counter of this station has, as far as is known here."""
        found = self._known_counters().get(number)
        ticket = found["ticket"] if found and found["station"] == self._name else None
        return ticket_from_json(ticket) if ticket else None

    def _entry(self, request: Request, now: int, ticket: Ticket) -> JournalEntry:
        told = {"ok": True, "ticket": ticket_json(ticket, self.office), "kept": True}
        day = self.office.business_day(now).isoformat()
        fields = dict(request.fields)
        return JournalEntry(
            request.id, day, now, request.do, fields, body=to_json(told)
        )
