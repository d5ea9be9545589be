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
from shared.entry import Entry
from shared.errors import BadRequest, ServiceClosed, UnknownService
from shared.office import ANY_TIME, Office
from shared.protocol import Json, Request, to_json
from shared.store_journal import Journal
from shared.telling import ticket_from_json, ticket_json
from shared.text import N_
from shared.ticket import ENDED, STEPS, Ticket, TicketState

AT_COUNTER: Final = frozenset({"recall", "start", "no_show", "finish", "hold"})
"""What a counter may do with the visitor it has, without the file."""
_HERE: Final = ("called", "serving")


class Away:
    """The answers of one station without the share. Raises Refusals, sqlite3.Error."""

    def __init__(self, office: Office, name: str, journal: Journal) -> None:
        self._office = office
        self._name = name
        self._journal = journal
        self.reserve_until: str | None = None
        """The last day (ISO 8601) the kiosk's reserve is ours, or none."""
        self._news: bytes | None = None
        """The line that told the hall as the share had it last, or none."""
        self._later: list[tuple[Request, Json]] = []
        """What was answered at counters after that."""

    def hear_news(self, line: bytes) -> None:
        """The share told its state."""
        self._news, self._later = line, []

    def hear_answer(self, request: Request, told: Json) -> None:
        """A command was answered, by the share or here."""
        if told.get("ok") and "counter" in request.fields:
            self._later.append((request, told))

    def answer(self, request: Request, now: int) -> Entry | None:
        """What this station answers by itself, kept in its journal; none: nothing."""
        if request.do == "issue":
            return self._issue(request, now)
        if request.do in AT_COUNTER:
            return self._at_counter(request, now)
        return None

    def can_issue(self, now: int) -> bool:
        """Whether numbers of the reserve could be given out today."""
        day = self._office.business_day(now).isoformat()
        return self.reserve_until is not None and day <= self.reserve_until

    def shown(self) -> Json | None:
        """The last state with what was done here since, or none."""
        if self._news is None:
            return None
        state: Json = json.loads(self._news)["watch"]
        counters = {each["counter"]: each for each in state["counters"]}
        self._catch_up(counters)
        state["counters"] = list(counters.values())
        for _, told in self._later:
            ticket = told.get("ticket")
            if ticket is not None and ticket["state"] in ("held", "missed"):
                state["tickets"].append(ticket)
        return state

    def _catch_up(self, counters: dict[int, Json]) -> None:
        """Put what was answered since the news into the counters, by number."""
        for request, told in self._later:
            number = request.fields["counter"]
            if "counter" in told:
                counters[number] = told["counter"]
            elif number in counters:
                ticket = told.get("ticket")
                is_here = ticket is not None and ticket["state"] in _HERE
                counters[number]["ticket"] = ticket if is_here else None

    def _issue(self, request: Request, now: int) -> Entry | None:
        kiosk = self._office.kiosk(self._name)
        if kiosk is None or not self.can_issue(now):
            return None
        fields = request.fields
        service = self._office.service(fields["service"])
        if service is None:
            raise UnknownService(service=fields["service"])
        code = fields.get("priority") or self._office.priorities[0].code
        priority = self._office.priority(code)
        channel = fields.get("channel", "kiosk")
        if priority is None or channel not in self._office.channels:
            raise BadRequest(N_("This request cannot be read."))
        if channel not in ANY_TIME and not self._office.is_open(now):
            raise ServiceClosed()
        day = self._office.business_day(now).isoformat()
        last = self._journal.last_given(day, service.letter)
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
            language=fields.get("language") or self._office.language,
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

    def _at_counter(self, request: Request, now: int) -> Entry | None:
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
        known = json.loads(self._news)["watch"]["counters"] if self._news else []
        counters = {each["counter"]: each for each in known}
        self._catch_up(counters)
        found = counters.get(number)
        ticket = found["ticket"] if found and found["station"] == self._name else None
        return ticket_from_json(ticket) if ticket else None

    def _entry(self, request: Request, now: int, ticket: Ticket) -> Entry:
        told = {"ok": True, "ticket": ticket_json(ticket, self._office), "kept": True}
        day = self._office.business_day(now).isoformat()
        fields = dict(request.fields)
        return Entry(request.id, day, now, request.do, fields, body=to_json(told))
