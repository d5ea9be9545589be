"""The book of the day: what one transaction may read and write in queue.db.

Every change is a conditional one, so that the file decides and not our hopes.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from shared.errors import CounterBusy, UnknownTicket, WrongState
from shared.office.model import RESERVES_ABOVE, Office
from shared.sqlite.rows import TICKET_COLUMNS, kept_day, ticket_of
from shared.sqlite.schema import note_event
from shared.trade.state_words import TICKET_STATES
from shared.trade.ticket import ENDED, Step, Ticket, TicketState, parse_label

_NEWEST: Final = 50
"""Events from the end among which the last number is looked for."""


@dataclass(frozen=True, slots=True)
class AllocatedNumber:
    """A number that a person has already, before the file knows of it."""

    day: str
    number: int
    at: int
    """Milliseconds since 1970, UTC."""


class Ledger:
    """One command's view of the file, inside its one immediate transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        office: Office,
        *,
        station: str,
        id: str,
        now: int,
    ) -> None:
        self.connection = connection
        self.office = office
        self.station = station
        self.id = id
        self.now = max(now, self._last_instant())
        """The instant of this command: never before the last event of the file."""
        self.past_day = kept_day(connection)
        """The business day (ISO 8601) the file was in before this command."""
        self.day = max(office.business_day(self.now).isoformat(), self.past_day)
        """The business day (ISO 8601): it never goes back."""
        self.happened: str | None = None
        """When that which is only now written down happened (RFC 3339), if earlier."""

    # Answers

    def answer(self) -> str | None:
        """What was answered under this command's id today, as JSON, or none."""
        row = self.connection.execute(
            "select body from answer where id = ? and day = ?", (self.id, self.day)
        ).fetchone()
        return row[0] if row else None

    def keep_answer(self, body: str) -> None:
        """Remember the answer (JSON) under this command's id."""
        self.connection.execute(
            "insert into answer (id, day, body) values (?, ?, ?)",
            (self.id, self.day, body),
        )

    def replace_answer(self, body: str) -> None:
        """Remember what was really answered: the share knew it too late."""
        self.connection.execute(
            "insert into answer (id, day, body) values (?, ?, ?)"
            " on conflict (id) do update set body = excluded.body, day = excluded.day",
            (self.id, self.day, body),
        )

    # Tickets

    def add_ticket(
        self,
        *,
        letter: str,
        service: str,
        priority: str,
        language: str,
        channel: str,
        head_start: int,
        given: AllocatedNumber | None = None,
    ) -> Ticket:
        """Give out the next number of a series. `head_start` is in milliseconds.

        `given` is a number that a person has already.
        """
        given = given or AllocatedNumber(self.day, self._next_number(letter), self.now)
        row = self.connection.execute(
            "insert into ticket (day, letter, number, service, state, priority,"
            " language, channel, issued_at, due_at)"
            " values (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)"
            f" returning {TICKET_COLUMNS}",
            (
                given.day,
                letter,
                given.number,
                service,
                priority,
                language,
                channel,
                given.at,
                given.at - head_start,
            ),
        ).fetchone()
        ticket = ticket_of(row)
        told = {"priority": priority, "language": language, "channel": channel}
        self.record("issued", ticket=ticket, data=told, day=given.day)
        return ticket

    def ticket(self, words: str) -> Ticket:
        """Today's ticket with this label. Raises UnknownTicket."""
        found = self.find_ticket(words, self.day)
        if found is None:
            raise UnknownTicket(label=words)
        return found

    def find_ticket(self, words: str, day: str) -> Ticket | None:
        """The ticket with this label of a business day, or none."""
        parsed = parse_label(words)
        row = (
            parsed
            and self.connection.execute(
                f"select {TICKET_COLUMNS} from ticket"
                " where day = ? and letter = ? and number = ?",
                (day, *parsed),
            ).fetchone()
        )
        return ticket_of(row) if row else None

    def pass_number(self, letter: str, number: int) -> None:
        """See that a series goes on after a number that is given out already."""
        if any(number in kiosk.reserve for kiosk in self.office.kiosks):
            return
        self.connection.execute(
            "insert into series (day, letter, last) values (?, ?, ?)"
            " on conflict (day, letter) do update set last = max(last, excluded.last)",
            (self.day, letter, number),
        )

    def ticket_at(self, counter: int) -> Ticket | None:
        """The called or serving ticket of a counter, or none."""
        row = self.connection.execute(
            f"select {TICKET_COLUMNS} from ticket"
            " where counter = ? and state in ('called', 'serving')",
            (counter,),
        ).fetchone()
        return ticket_of(row) if row else None

    def first_waiting(self, service: str) -> Ticket | None:
        """Who waits for a service and is due first, or none."""
        row = self.connection.execute(
            f"select {TICKET_COLUMNS} from ticket"
            " where state = 'waiting' and service = ? order by due_at, key limit 1",
            (service,),
        ).fetchone()
        return ticket_of(row) if row else None

    def move(
        self,
        ticket: Ticket,
        step: Step,
        *,
        counter: int | None = None,
        service: str | None = None,
        note: str | None = None,
        data: dict[str, Any] | None = None,
        day: str | None = None,
    ) -> Ticket:
        """Take a ticket one lawful step and write the event.

        `counter` is where it goes or stays; a ticket that waits again has none. `day`
        is its business day where that is not today.
        Raises WrongState when its state does not allow the step.
        """
        if ticket.state not in step.come_from:
            raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
        is_call = step.kind in ("called", "recalled")
        waits_again = step.to is TicketState.WAITING
        called_at, started_at = ticket.called_at, ticket.started_at
        if waits_again:
            called_at = started_at = None
        elif step.kind == "called":
            called_at = self.now
        elif step.to is TicketState.SERVING and started_at is None:
            started_at = self.now
        row = self.connection.execute(
            "update ticket set state = ?, service = ?, counter = ?, calls = ?,"
            " called_at = ?, started_at = ?, ended_at = ?, note = ?"
            f" where key = ? and state = ? returning {TICKET_COLUMNS}",
            (
                step.to.value,
                service or ticket.service,
                None if waits_again else counter or ticket.counter,
                ticket.calls + is_call,
                called_at,
                started_at,
                self.now if step.to in ENDED else None,
                note if note is not None else ticket.note,
                ticket.key,
                ticket.state.value,
            ),
        ).fetchone()
        if row is None:
            raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
        moved = ticket_of(row)
        at = counter if counter is not None else ticket.counter
        self.record(step.kind, ticket=moved, counter=at, data=data, day=day)
        return moved

    def refuse_if_busy(self, counter: int) -> None:
        """Raise CounterBusy when the counter still has somebody."""
        current = self.ticket_at(counter)
        if current is not None:
            raise CounterBusy(counter=counter, label=current.label)

    # Counters

    def counter_row(self, number: int) -> tuple[str, str | None, str | None]:
        """State, staff and holding station of a counter; one never opened is closed."""
        row = self.connection.execute(
            "select state, staff, station from counter where number = ?", (number,)
        ).fetchone()
        return row or ("closed", None, None)

    def set_counter(
        self,
        number: int,
        state: str,
        *,
        staff: str | None,
        station: str | None,
        reason: str | None = None,
    ) -> None:
        """Put a counter into a state and write the event."""
        self.connection.execute(
            "insert into counter (number, state, staff, reason, station, since)"
            " values (?, ?, ?, ?, ?, ?) on conflict (number) do update set"
            " state = excluded.state, staff = excluded.staff,"
            " reason = excluded.reason, station = excluded.station,"
            " since = excluded.since",
            (number, state, staff, reason, station, self.now),
        )
        kind = {"open": "opened", "paused": "paused", "closed": "closed"}[state]
        data = {"staff": staff, "reason": reason}
        told = {name: value for name, value in data.items() if value is not None}
        self.record(f"counter_{kind}", counter=number, data=told)

    def is_station_alive(self, name: str, patience: int) -> bool:
        """Whether a station was seen within `patience` milliseconds."""
        row = self.connection.execute(
            "select seen_at from station where name = ?", (name,)
        ).fetchone()
        return row is not None and self.now - row[0] < patience

    # Events

    def record(
        self,
        kind: str,
        *,
        ticket: Ticket | None = None,
        counter: int | None = None,
        data: dict[str, Any] | None = None,
        day: str | None = None,
    ) -> None:
        """Write one event; `seq` runs on without a hole."""
        if self.happened is not None:
            data = (data or {}) | {"happened": self.happened}
        added = self.connection.execute(
            "insert into event"
            " (id, day, at, kind, station, ticket, service, counter, data)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.id,
                day or self.day,
                self.now,
                kind,
                self.station,
                ticket and ticket.label,
                ticket and ticket.service,
                counter,
                json.dumps(data, ensure_ascii=False) if data else None,
            ),
        )
        note_event(self.connection, added.lastrowid or 0)

    def _last_instant(self) -> int:
        row = self.connection.execute(
            "select at from event order by seq desc limit 1"
        ).fetchone()
        return row[0] if row else 0

    def _last_issued(self, letter: str) -> int:
        """The last number of a series by the newest events, 0 where they have none.

        Old bytes may lie over the row of the series, and not over these.
        """
        rows = self.connection.execute(
            "select ticket from event where seq > (select max(seq) from event) - ?"
            " and day = ? and kind = 'issued' order by seq desc",
            (_NEWEST, self.day),
        )
        labels = (parse_label(row[0]) for row in rows)
        numbers = (found[1] for found in labels if found and found[0] == letter)
        return next((each for each in numbers if each <= RESERVES_ABOVE), 0)

    def _next_number(self, letter: str) -> int:
        number: int = self.connection.execute(
            "insert into series (day, letter, last) values (?, ?, 1)"
            " on conflict (day, letter) do update set last = last + 1 returning last",
            (self.day, letter),
        ).fetchone()[0]
        passed = max(number, self._last_issued(letter) + 1)
        for kiosk in sorted(self.office.kiosks, key=lambda each: each.reserve.start):
            if passed in kiosk.reserve:
                passed = kiosk.reserve.stop
        if passed != number:
            self.connection.execute(
                "update series set last = ? where day = ? and letter = ?",
                (passed, self.day, letter),
            )
        return passed
