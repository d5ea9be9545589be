"""Where a request meets the file: done once, and answered the same ever after."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeAlias, TypeVar

from shared.clock import rfc3339
from shared.errors import Refusal
from shared.office.model import Office
from shared.safety.seen_events import SeenEvents
from shared.service.reconcile import refuse_in_recovery
from shared.sqlite.handed_in import missing
from shared.sqlite.ledger import Ledger
from shared.sqlite.rows import ahead_of, kept_day
from shared.sqlite.snapshot import (
    MOST_EVENTS,
    hall_mark,
    last_seq,
    read_counter,
    read_events,
    read_hall,
    read_ticket,
)
from shared.sqlite.transactions import Store
from shared.text.catalogue import catalogue
from shared.trade.commands.queue import COMMANDS, Answered
from shared.trade.day import turn_day
from shared.trade.printer import PrinterNow, Wish
from shared.trade.ticket import Ticket
from shared.wire.codec import (
    counter_json,
    hall_json,
    printer_json,
    ticket_json,
    wish_json,
)
from shared.wire.requests import Json, Request, error_body, to_json

Found = TypeVar("Found")
Look: TypeAlias = Callable[[sqlite3.Connection, int], Found]
News: TypeAlias = tuple[object, str | None, int]

_STATE: Final = Request("watch", "state", {})


class _DayIsOver(Exception):
    """The file is still at a day that has ended."""


class CommandHandler:
    """Answers requests for one station, each answer as a JSON object in a text."""

    def __init__(self, store: Store, office: Office, station: str) -> None:
        self.store = store
        self.office = office
        self.station = station
        self.last: tuple[int, int, bool] | None = None
        """When the last command was answered, the file's last event then, and whether
        it was carried out for it."""
        self.seen = SeenEvents()
        self._say = catalogue(office.language)

    def change(self, request: Request) -> str:
        """Carry a command out, once. Raises BadRequest and what the share does."""

        def work(connection: sqlite3.Connection, now: int) -> str:
            ledger = Ledger(
                connection, self.office, station=self.station, id=request.id, now=now
            )
            kept = ledger.answer()
            is_new = kept is None
            if kept is None:
                refuse_in_recovery(connection, self.store)
                self.seen.refuse_older(last_seq(connection), self.store.folder)
                turn_day(ledger)
                kept = self._carry_out(ledger, request)
                ledger.keep_answer(kept)
            self.last = ledger.now, last_seq(connection), is_new
            return kept

        def is_there(connection: sqlite3.Connection) -> bool:
            return not missing(connection, [request.id])

        kept = self.store.write(work, is_there)
        if self.last is not None:
            self.seen.note(self.last[1])
        return kept

    def read(self, request: Request) -> str:
        """Answer a question; it changes nothing but, on a new day, the day."""

        def work(connection: sqlite3.Connection, now: int) -> str:
            kept = connection.execute(
                "select body from answer where id = ?", (request.id,)
            ).fetchone()
            return kept[0] if kept else to_json(self._told(connection, now, request))

        return self._read_today(work, request.id)

    def news(self, seen: object) -> tuple[object, str | None]:
        """A mark that differs when the answer to `state` does, and that answer.

        The answer is none where the mark is the one `seen`. All at one look: on SMB
        each keeps all others away from the file.
        """

        def work(connection: sqlite3.Connection, now: int) -> News:
            mark = hall_mark(connection, now)
            told = None
            if mark != seen:
                told = to_json(self._told(connection, now, _STATE))
            return mark, told, last_seq(connection)

        mark, told, seq = self._read_today(work, _STATE.id)
        self.seen.note(seq)
        return mark, told

    def _carry_out(self, ledger: Ledger, request: Request) -> str:
        ledger.connection.execute("savepoint command")
        try:
            answered = COMMANDS[request.do](ledger, **request.fields)
            body = to_json({"ok": True, **self._answered(ledger, answered)})
        except Refusal as refusal:
            ledger.connection.execute("rollback to command")
            body = error_body(refusal, self._say)
        ledger.connection.execute("release command")
        return body

    def _answered(self, ledger: Ledger, answered: Answered) -> Json:
        told: Json = {}
        for name, value in answered.items():
            if isinstance(value, Ticket):
                counted = replace(value, ahead=ahead_of(ledger.connection, value))
                told[name] = ticket_json(counted, self.office)
            elif isinstance(value, PrinterNow):
                told[name] = printer_json(value, self.office)
            elif isinstance(value, Wish):
                told[name] = wish_json(value, self.office)
            elif isinstance(value, int):
                counter = read_counter(ledger.connection, value)
                told[name] = counter_json(counter, self.office)
            else:
                told[name] = None
        return told

    def _told(self, connection: sqlite3.Connection, now: int, request: Request) -> Json:
        if request.do == "ticket":
            ticket = read_ticket(
                connection, self.office, label=request.fields["label"], now=now
            )
            return {"ok": True, "ticket": ticket_json(ticket, self.office)}
        if request.do == "events":
            return {"ok": True, **self._events(connection, request.fields)}
        hall = read_hall(connection, self.office, now)
        return {"ok": True, **hall_json(hall, self.office)}

    def _events(self, connection: sqlite3.Connection, fields: Any) -> Json:
        limit = min(fields.get("limit", MOST_EVENTS), MOST_EVENTS)
        events = read_events(connection, after=fields["after"], limit=limit)
        for event in events:
            event["at"] = rfc3339(event["at"], self.office.time_zone)
        return {"events": events, "last": last_seq(connection)}

    def _read_today(self, work: Look[Found], id: str) -> Found:
        """What `work` finds; before it looks at a day that is over, that is ended."""

        def look(connection: sqlite3.Connection, now: int) -> Found:
            refuse_in_recovery(connection, self.store)
            return work(connection, now)

        def today(connection: sqlite3.Connection, now: int) -> Found:
            day = kept_day(connection)
            if day and self.office.business_day(now).isoformat() > day:
                raise _DayIsOver
            return look(connection, now)

        def turn(connection: sqlite3.Connection, now: int) -> None:
            refuse_in_recovery(connection, self.store)
            turn_day(
                Ledger(connection, self.office, station=self.station, id=id, now=now)
            )

        if not self.store.is_reader:
            try:
                return self.store.read(today)
            except _DayIsOver:
                self.store.write(turn)
        return self.store.read(look)
