"""One command's transaction, whichever store it is in.

Every change is a conditional one, so that the store decides and not our hopes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import ClassVar, Final, Self

from shared.errors import WrongState
from shared.office.model import RESERVES_ABOVE, Office
from shared.tables import (
    bookings,
    follow_ups,
    handed_in,
    learnt,
    members,
    orders,
    printers,
    sheets,
    surveys,
    visits,
)
from shared.tables.connection import Connection, Cursor, put
from shared.tables.event_log import last_instant
from shared.tables.reading import SqlReading
from shared.tables.rows import (
    CHANGING_COLUMNS,
    TICKET_COLUMNS,
    changing_of,
    ticket_of,
)
from shared.trade.act import Act
from shared.trade.booking import Booking
from shared.trade.follow_up import FollowUp
from shared.trade.hall import CounterNow, Group
from shared.trade.label import parse_label
from shared.trade.ledger import AllocatedNumber, CannotBeKept, Data, Promise, no_promise
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.orders import CounterMove, HelpCall, Pause, PostedNotice
from shared.trade.printer import PrinterNow, Wish
from shared.trade.recovery import Deposit
from shared.trade.staff import Member
from shared.trade.survey import Comment, week_of
from shared.trade.ticket import TICKET_STATES, Ticket

_CHANGES: Final = ", ".join(f"{name} = ?" for name in CHANGING_COLUMNS)
_NEWEST: Final = 50
"""Events from the end among which the last number is looked for."""


class SqlLedger(SqlReading):
    """See `trade.ledger.Ledger`; inside one transaction that excludes any other."""

    failures: ClassVar[type[Exception]]
    """What the driver raises, whatever it is."""
    refusals: ClassVar[tuple[type[Exception], ...]]
    """Of these, what is raised for a row that cannot be kept."""

    def __init__(
        self,
        connection: Connection,
        office: Office,
        now: int,
        *,
        station: str,
        id: str,
        is_time_sure: bool = False,
    ) -> None:
        now = max(now, last_instant(connection))
        super().__init__(connection, office, now, is_time_sure=is_time_sure)
        if self.kept_day not in ("", self.day):
            # What is open in a day that is over ends: first, whether that is known.
            self.refuse_if_at_odds()
        self.station = station
        self.id = id
        self.happened: str | None = None
        self.by: str | None = None
        self.promise: Promise = no_promise

    def refuse_if_at_odds(self) -> None:
        """Raises Damaged where a store can lose rows and does not agree with itself."""

    def note_event(self, added: Cursor) -> None:
        """Tell watchers of an event; `added` has its seq."""
        raise NotImplementedError

    def under(self, *, station: str, id: str, at: int) -> Self:
        """See Ledger."""
        return type(self)(
            self.connection,
            self.office,
            at,
            station=station,
            id=id,
            is_time_sure=self.is_time_sure,
        )

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """See Ledger."""
        run = self.connection.execute
        run("savepoint attempt")
        try:
            yield
            run("release attempt")
        except self.refusals as error:
            self._undo_attempt()
            raise CannotBeKept(str(error)) from error
        except self.failures:
            # The transaction itself is lost.
            raise
        except BaseException:
            self._undo_attempt()
            raise

    def _undo_attempt(self) -> None:
        self.connection.execute("rollback to attempt")
        self.connection.execute("release attempt")

    # Answers and days

    def answer(self, id: str) -> str | None:
        """What was answered under an id today, as JSON, or none."""
        return self._text(
            "select body from answer where id = ? and day = ?", id, self.day
        )

    def keep_answer(self, body: str) -> None:
        """See Ledger."""
        self.connection.execute(
            "insert into answer (id, day, body) values (?, ?, ?)",
            (self.id, self.day, body),
        )

    def replace_answer(self, body: str) -> None:
        """See Ledger."""
        put(self.connection, "answer", "id", id=self.id, day=self.day, body=body)

    def begin_day(self) -> None:
        """See Ledger."""
        self.connection.execute("delete from answer where day < ?", (self.day,))
        put(self.connection, "meta", "key", key="day", value=self.day)
        self.kept_day = self.day
        visits.forget_before(self.connection, self.day)
        orders.forget_before(self.connection, self.day, self.now)
        bookings.forget_before(self.connection, self.day)
        surveys.forget_before(self.connection, self.day)

    # Tickets

    def add_ticket(
        self, ticket: Ticket, *, allocated: AllocatedNumber | None = None
    ) -> Ticket:
        """See Ledger."""
        letter, told = ticket.letter, ticket.promised
        if allocated is None:
            allocated = AllocatedNumber(self.day, self._next_number(letter), self.now)
        row = self.connection.execute(
            "insert into ticket (key, day, letter, number, service, state, priority,"
            " language, channel, issued_at, due_at, officer, needs_help, slot_at,"
            " cannot_hear, waits_from, promised_low, promised_high, came_from)"
            " values ((select coalesce(max(key), 0) + 1 from ticket),"
            " ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            f" returning {TICKET_COLUMNS}",
            (
                *(allocated.day, letter, allocated.number, ticket.service),
                *(ticket.priority, ticket.language, ticket.channel),
                allocated.at,
                allocated.at - (ticket.issued_at - ticket.due_at),
                *(ticket.officer, int(ticket.needs_help), ticket.slot_at),
                *(int(ticket.cannot_hear), ticket.waits_from),
                *((told.low, told.high) if told is not None else (None, None)),
                ticket.came_from,
            ),
        ).fetchone()
        return ticket_of(row)

    def pass_number(self, letter: str, number: int) -> None:
        """See Ledger."""
        if any(number in kiosk.reserve for kiosk in self.office.kiosks):
            return
        handed_in.pass_numbers(self.connection, [(self.day, letter, number)])

    def skip_numbers(self, letter: str, count: int) -> None:
        """See Ledger."""
        self.connection.execute(
            "insert into series (day, letter, last) values (?, ?, ?)"
            " on conflict (day, letter) do update set"
            " last = series.last + excluded.last",
            (self.day, letter, count),
        )

    def put_ticket(self, before: Ticket, after: Ticket) -> None:
        """See Ledger."""
        changed = self.connection.execute(
            f"update ticket set {_CHANGES} where key = ? and state = ?",
            (*changing_of(after), before.key, before.state.value),
        )
        if changed.rowcount != 1:
            raise WrongState(label=before.label, state=TICKET_STATES[before.state])

    def keep_group(
        self, group: str, *, counter: int, service: str, place: str | None
    ) -> None:
        """See Ledger."""
        common = Group(group, counter, service, place, self.now, ())
        visits.keep_group(self.connection, common, self.day)

    def release(self, counter: int) -> None:
        """See Ledger."""
        visits.release(self.connection, counter)

    def put_act(self, act: Act) -> None:
        """See Ledger."""
        visits.put_act(self.connection, act)

    def drop_act(self, counter: int) -> None:
        """See Ledger."""
        visits.drop_act(self.connection, counter)

    # Counters and printers

    def put_counter(self, counter: CounterNow, *, reason: str | None = None) -> None:
        """See Ledger."""
        put(
            self.connection,
            "counter",
            "number",
            number=counter.number,
            state=counter.state,
            staff=counter.staff,
            reason=reason,
            station=counter.station,
            since=self.now,
        )

    def put_pause(self, pause: Pause) -> None:
        """See Ledger."""
        orders.put_pause(self.connection, pause)

    def drop_pause(self, pause: Pause) -> None:
        """See Ledger."""
        orders.drop_pause(self.connection, pause)

    def put_counter_move(self, move: CounterMove) -> None:
        """See Ledger."""
        orders.put_counter_move(self.connection, move)

    def drop_counter_move(self, counter: int) -> None:
        """See Ledger."""
        orders.drop_counter_move(self.connection, counter)

    def put_help(self, call: HelpCall) -> None:
        """See Ledger."""
        orders.put_help(self.connection, call, self.day)

    def drop_help(self, call: HelpCall) -> None:
        """See Ledger."""
        orders.drop_help(self.connection, call)

    def put_follow_up(self, follow_up: FollowUp) -> None:
        """See Ledger."""
        follow_ups.put_follow_up(self.connection, follow_up)

    def put_booking(self, booking: Booking) -> None:
        """See Ledger."""
        day = self.office.business_day(booking.at).isoformat()
        bookings.put_booking(self.connection, day, booking)

    def add_answer(self, service: str, dimension: str, step: int | None) -> None:
        """See Ledger."""
        week = week_of(date.fromisoformat(self.day))
        surveys.add_answer(self.connection, week, service, dimension, step)

    def note_answered(self, label: str) -> None:
        """See Ledger."""
        surveys.note_answered(self.connection, self.day, label)

    def put_comment(self, comment: Comment) -> None:
        """See Ledger."""
        surveys.put_comment(self.connection, comment)

    def put_notice(self, notice: PostedNotice) -> None:
        """See Ledger."""
        orders.put_notice(self.connection, notice)

    def sign_on(self, counter: int, staff: str | None) -> None:
        """See Ledger."""
        members.sign_on(self.connection, counter, staff)

    def put_member(self, member: Member) -> None:
        """See Ledger."""
        members.put_member(self.connection, member)

    def drop_member(self, name: str) -> None:
        """See Ledger."""
        members.drop_member(self.connection, name)

    def put_printer(self, printer: PrinterNow) -> None:
        """See Ledger."""
        printers.put_printer(self.connection, printer)

    def add_wish(self, wish: Wish) -> None:
        """See Ledger."""
        printers.add_wish(self.connection, wish)

    def remove_wish(self, wish: Wish) -> None:
        """See Ledger."""
        printers.remove_wish(self.connection, wish)

    def put_sheet(self, standing: Standing, sheet: OfficeSheet) -> None:
        """See Ledger."""
        sheets.put_sheet(self.connection, standing, sheet)

    def drop_sheet(self, standing: Standing) -> None:
        """See Ledger."""
        sheets.drop_sheet(self.connection, standing)

    def claim_learning(self) -> bool:
        """See Ledger."""
        return learnt.claim_learning(self.connection, self.day)

    def put_learnt(self, parts: Mapping[str, str]) -> None:
        """See Ledger."""
        learnt.put_learnt(self.connection, parts)

    # Events

    def record(
        self,
        kind: str,
        *,
        ticket: Ticket | None = None,
        service: str | None = None,
        counter: int | None = None,
        data: Data | None = None,
        day: str | None = None,
    ) -> None:
        """See Ledger."""
        told = dict(data or {})
        if self.happened is not None:
            told["happened"] = self.happened
        if self.by is not None:
            told["by"] = self.by
        about = (
            (ticket.label, ticket.service) if ticket is not None else (None, service)
        )
        added = self.connection.execute(
            "insert into event"
            " (seq, id, day, at, kind, station, ticket, service, counter, data)"
            " values ((select coalesce(max(seq), 0) + 1 from event),"
            " ?, ?, ?, ?, ?, ?, ?, ?, ?) returning seq",
            (
                *(self.id, day or self.day, self.now, kind, self.station),
                *about,
                counter,
                json.dumps(told, ensure_ascii=False) if told else None,
            ),
        )
        self.note_event(added)

    # What comes late

    def claim_reserve(self, journal: str, *, until: str) -> bool:
        """See Ledger."""
        return handed_in.claim_reserve(
            self.connection, self.station, journal, today=self.day, until=until
        )

    def deposit(
        self, deposits: Sequence[Deposit], last_seq: int, *, is_all: bool
    ) -> None:
        """See Ledger."""
        handed_in.deposit(
            self.connection, self.station, deposits, last_seq, is_all=is_all
        )

    def take_deposit(self, deposit: Deposit) -> None:
        """See Ledger."""
        handed_in.take_deposit(self.connection, deposit)

    def end_recovery(self) -> None:
        """See Ledger."""
        handed_in.end_recovery(self.connection)

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
            " on conflict (day, letter) do update set"
            " last = series.last + 1 returning last",
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
