"""A look at an office, as a command or a screen needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from shared.errors import UnknownTicket
from shared.office.model import Office
from shared.tables import (
    bookings,
    event_log,
    follow_ups,
    handed_in,
    learnt,
    members,
    orders,
    printers,
    sheets,
    snapshot,
    surveys,
    visits,
)
from shared.tables.connection import Connection
from shared.tables.rows import (
    IN_HAND,
    STATE_AT,
    TICKET_COLUMNS,
    ahead_of,
    kept_day,
    ticket_of,
)
from shared.trade.act import Act
from shared.trade.booking import Booking
from shared.trade.estimate.kept import MARK
from shared.trade.estimate.outlook import Waiting
from shared.trade.event import Event
from shared.trade.follow_up import FollowUp
from shared.trade.hall import (
    STATION_PATIENCE,
    CounterNow,
    Group,
    Hall,
    known_counter_state,
)
from shared.trade.label import parse_label
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.orders import CounterMove, HelpCall, Pause, PostedNotice
from shared.trade.printer import PrinterNow, Wish
from shared.trade.range import Range
from shared.trade.reading import NO_BODIES, NO_WAITS
from shared.trade.recovery import Deposit, Recovery
from shared.trade.seats import each_of
from shared.trade.staff import Member
from shared.trade.survey import Comment, Tally
from shared.trade.ticket import Ticket, TicketState, known_state


class SqlReading:
    """One consistent look (see `trade.ledger.Reading`), inside one transaction."""

    def __init__(
        self,
        connection: Connection,
        office: Office,
        now: int,
        *,
        is_time_sure: bool = False,
    ) -> None:
        self.connection = connection
        self.office = office
        self.now = now
        self.is_time_sure = is_time_sure
        self.kept_day = kept_day(connection)
        self.day = max(office.business_day(now).isoformat(), self.kept_day)

    def office_mark(self) -> str:
        """See Reading."""
        return handed_in.office_id(self.connection)

    def last_seq(self) -> int:
        """See Reading."""
        return event_log.last_seq(self.connection)

    def last_instant(self) -> int:
        """See Reading."""
        return event_log.last_instant(self.connection)

    def events(self, *, after: int, limit: int) -> list[Event]:
        """See Reading."""
        return event_log.read_events(self.connection, after=after, limit=limit)

    def answer(self, id: str) -> str | None:
        """See Reading."""
        return self._text("select body from answer where id = ?", id)

    def lacking(
        self, ids: Sequence[str], bodies: Mapping[str, str] = NO_BODIES
    ) -> list[str]:
        """See Reading."""
        return handed_in.missing(self.connection, ids, bodies)

    def ticket(self, label: str) -> Ticket:
        """See Reading."""
        found = self.find_ticket(label, self.day)
        if found is None:
            raise UnknownTicket(label=label)
        return found

    def find_ticket(self, label: str, day: str) -> Ticket | None:
        """See Reading."""
        parsed = parse_label(label)
        if parsed is None:
            return None
        return self._ticket("day = ? and letter = ? and number = ?", day, *parsed)

    def numbers_of(self, service: str) -> int:
        """See Reading."""
        return snapshot.numbers_of(self.connection, self.day, service)

    def has_come_back(self, ticket: Ticket) -> bool:
        """See Reading."""
        found = "select exists (select 1 from ticket where came_from = ?)"
        return bool(self.connection.execute(found, (ticket.key,)).fetchone()[0])

    def first_of(self, ticket: Ticket) -> Ticket:
        """See Reading."""
        earlier = ticket.came_from and self._ticket("key = ?", ticket.came_from)
        return self.first_of(earlier) if earlier else ticket

    def has_numbers(self) -> bool:
        """See Reading."""
        found = "select exists (select 1 from ticket where day = ?)"
        return bool(self.connection.execute(found, (self.day,)).fetchone()[0])

    def tickets_in(self, state: TicketState) -> list[Ticket]:
        """See Reading."""
        rows = self.connection.execute(
            f"select {TICKET_COLUMNS} from ticket where state = ? and {IN_HAND}"
            " order by key",
            (state.value,),
        ).fetchall()
        return [ticket_of(row) for row in rows]

    def ticket_at(self, counter: int) -> Ticket | None:
        """See Reading."""
        return self._ticket("counter = ? and state in ('called', 'serving')", counter)

    def first_waiting(
        self, service: str, suits: Callable[[Ticket], bool]
    ) -> Ticket | None:
        """See Reading."""
        rows = self.connection.execute(
            f"select {TICKET_COLUMNS} from ticket where state = 'waiting'"
            " and service = ? order by due_at, key",
            (service,),
        )
        return next((each for each in map(ticket_of, rows) if suits(each)), None)

    def kept_waiting(self) -> Sequence[Ticket]:
        """See Reading."""
        return visits.kept_waiting(self.connection)

    def who_waits(self) -> Sequence[Waiting]:
        """See Reading."""
        return learnt.who_waits(self.connection, self.day)

    def learnt(self) -> Mapping[str, str]:
        """See Reading."""
        return learnt.read_learnt(self.connection)

    def learnt_mark(self) -> str | None:
        """See Reading."""
        return self._text("select body from learnt where part = ?", MARK)

    def last_of_days_before(self) -> int:
        """See Reading."""
        return event_log.last_of_days_before(self.connection, self.day)

    def group_at(self, counter: int) -> Group | None:
        """See Reading."""
        found = visits.groups(self.connection, self.day)
        return next((each for each in found if each.counter == counter), None)

    def act(self, counter: int) -> Act | None:
        """See Reading."""
        return visits.read_act(self.connection, counter)

    def ahead_of(self, ticket: Ticket) -> int | None:
        """See Reading."""
        return ahead_of(self.connection, ticket)

    def called_at(self, label: str) -> int:
        """See Reading."""
        return handed_in.called_at(self.connection, self.day, label)

    def issued_by(self, ticket: Ticket) -> str:
        """See Reading."""
        # From the end: of all the years in the table only today is looked through.
        return str(
            self._text(
                "select station from event where kind = 'issued' and ticket = ?"
                " order by seq desc limit 1",
                ticket.label,
            )
        )

    def counter(self, number: int) -> CounterNow:
        """See Reading."""
        row = self.connection.execute(
            "select state, staff, station from counter where number = ?", (number,)
        ).fetchone()
        state, staff, station = row or snapshot.NEVER_OPENED
        state = known_counter_state(state)
        places = orders.places(self.connection, self.office, self.now)
        place = next((each for each in places if each.number == number), None)
        return CounterNow(
            number,
            state,
            staff,
            station,
            self.ticket_at(number),
            place.serves if place else (),
            place.helps if place else (),
        )

    def counters(self) -> Sequence[CounterNow]:
        """See Reading."""
        return snapshot.read_counters(self.connection, self.office, self.day, self.now)

    def staff_at(self, counter: int | None) -> str | None:
        """See Reading."""
        return self._text("select staff from counter where number = ?", counter)

    def signed_on(self, counter: int) -> str | None:
        """See Reading."""
        found = "select staff from sign_on where counter = ?"
        return self._text(found, counter)

    def counter_of(self, staff: str) -> int | None:
        """See Reading."""
        rows = self.connection.execute("select counter, staff from sign_on").fetchall()
        return next((row[0] for row in rows if staff in each_of(row[1])), None)

    def staff(self) -> Sequence[Member]:
        """See Reading."""
        return members.read_members(self.connection)

    def is_at_work(self, station: str) -> bool:
        """See Reading."""
        row = self.connection.execute(
            "select seen_at from station where name = ?", (station,)
        ).fetchone()
        return row is not None and abs(self.now - row[0]) < STATION_PATIENCE

    def pauses(self) -> Sequence[Pause]:
        """See Reading."""
        return orders.pauses(self.connection)

    def counter_moves(self) -> Sequence[CounterMove]:
        """See Reading."""
        return orders.counter_moves(self.connection)

    def help_calls(self) -> Sequence[HelpCall]:
        """See Reading."""
        return orders.help_calls(self.connection, self.day)

    def was_help(self, id: str) -> bool:
        """See Reading."""
        return orders.was_help(self.connection, id)

    def follow_up(self, id: str) -> FollowUp | None:
        """See Reading."""
        return follow_ups.follow_up(self.connection, id)

    def follow_ups(self, day: date) -> Sequence[FollowUp]:
        """See Reading."""
        return follow_ups.due_on(self.connection, day)

    def booking(self, code: str) -> Booking | None:
        """See Reading."""
        return bookings.booking(self.connection, code)

    def bookings(self, day: str) -> Sequence[Booking]:
        """See Reading."""
        return bookings.bookings(self.connection, day)

    def overdue_bookings(self) -> Sequence[Booking]:
        """See Reading."""
        return bookings.overdue(self.connection, self.day)

    def tallies(self, first: str, last: str) -> Sequence[Tally]:
        """See Reading."""
        return surveys.tallies(self.connection, first, last)

    def has_answered(self, label: str) -> bool:
        """See Reading."""
        return label in surveys.answered(self.connection, self.day)

    def comment(self, code: str) -> Comment | None:
        """See Reading."""
        return surveys.comment(self.connection, code)

    def comments(self, since: date) -> Sequence[Comment]:
        """See Reading."""
        return surveys.comments(self.connection, since.isoformat())

    def notices(self) -> Sequence[PostedNotice]:
        """See Reading."""
        return orders.notices(self.connection)

    def printers(self) -> list[PrinterNow]:
        """See Reading."""
        return printers.read_printers(self.connection, self.now, STATION_PATIENCE)

    def wishes(self) -> list[Wish]:
        """See Reading."""
        return printers.read_wishes(self.connection)

    def hall(self, waits: Mapping[int, Range] = NO_WAITS) -> Hall:
        """See Reading."""
        return snapshot.read_hall(self.connection, self.office, self.now, waits)

    def hall_mark(self) -> object:
        """See Reading."""
        return snapshot.hall_mark(self.connection, self.now)

    def has_late(self, id: str, day: str, at: int) -> bool:
        """See Reading."""
        return handed_in.has_event(self.connection, id, day, at)

    def recovery(self) -> Recovery | None:
        """See Reading."""
        return handed_in.read_recovery(self.connection)

    def sheet(self, standing: Standing) -> OfficeSheet | None:
        """See Reading."""
        return sheets.read_sheet(self.connection, standing)

    def sheet_mark(self) -> tuple[str, str] | None:
        """See Reading."""
        return sheets.versions(self.connection).get(Standing.AGREED)

    def deposits(self) -> list[Deposit]:
        """See Reading."""
        return handed_in.next_deposits(self.connection)

    def _ticket(self, where: str, *values: object) -> Ticket | None:
        row = self.connection.execute(
            f"select {TICKET_COLUMNS} from ticket where {where}", values
        ).fetchone()
        # One in a state of another version is not for us to act on.
        return ticket_of(row) if row and known_state(row[STATE_AT]) else None

    def _text(self, query: str, *values: object) -> str | None:
        row = self.connection.execute(query, values).fetchone()
        return row[0] if row else None
