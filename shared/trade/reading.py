"""What a command may look up: one consistent look at the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Protocol

from shared.office.model import Office
from shared.trade.act import Act
from shared.trade.booking import Booking
from shared.trade.estimate.outlook import Waiting
from shared.trade.event import Event
from shared.trade.follow_up import FollowUp
from shared.trade.hall import CounterNow, Group, Hall
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.orders import CounterMove, HelpCall, Pause, PostedNotice
from shared.trade.printer import PrinterNow, Wish
from shared.trade.range import Range
from shared.trade.recovery import Deposit, Recovery
from shared.trade.staff import Member
from shared.trade.survey import Comment, Tally
from shared.trade.ticket import Ticket, TicketState

NO_WAITS: Final[Mapping[int, Range]] = MappingProxyType({})
NO_BODIES: Final[Mapping[str, str]] = MappingProxyType({})


class Reading(Protocol):
    """One consistent look at the office. Days are ISO 8601, instants milliseconds."""

    @property
    def office(self) -> Office:
        """The office whose file it is."""
        ...

    @property
    def now(self) -> int:
        """The instant of this look; of a command: never before the last event."""
        ...

    @property
    def day(self) -> str:
        """The business day: it never goes back."""
        ...

    @property
    def is_time_sure(self) -> bool:
        """Whether a second clock says the same, so that a long rest is believed."""
        ...

    @property
    def kept_day(self) -> str:
        """The business day the file is in, or "" before the first."""
        ...

    def office_mark(self) -> str:
        """The mark every file of this office carries: with it codes are made."""
        ...

    def last_seq(self) -> int:
        """The seq of the last event, 0 before the first."""
        ...

    def last_instant(self) -> int:
        """When the last event was written, 0 before the first."""
        ...

    def events(self, *, after: int, limit: int) -> list[Event]:
        """Events after a seq, oldest first."""
        ...

    def answer(self, id: str) -> str | None:
        """The body that was answered under an id, or none."""
        ...

    def lacking(
        self, ids: Sequence[str], bodies: Mapping[str, str] = NO_BODIES
    ) -> list[str]:
        """Which ids have no answer, or another than in `bodies`."""
        ...

    def ticket(self, label: str) -> Ticket:
        """Today's ticket with this label. Raises UnknownTicket."""
        ...

    def find_ticket(self, label: str, day: str) -> Ticket | None:
        """The ticket with this label of a business day, or none."""
        ...

    def numbers_of(self, service: str) -> int:
        """How many numbers of today are for a service, whatever became of them."""
        ...

    def has_come_back(self, ticket: Ticket) -> bool:
        """Whether a number of an earlier day has come back since."""
        ...

    def first_of(self, ticket: Ticket) -> Ticket:
        """The number with which its person first came: its own, or that of an earlier
        day that it stands for."""
        ...

    def has_numbers(self) -> bool:
        """Whether a number of today was given out."""
        ...

    def tickets_in(self, state: TicketState) -> list[Ticket]:
        """All tickets in a state that is not the end of a visit, in order of issue."""
        ...

    def ticket_at(self, counter: int) -> Ticket | None:
        """The called or serving ticket of a counter, or none."""
        ...

    def first_waiting(
        self, service: str, suits: Callable[[Ticket], bool]
    ) -> Ticket | None:
        """Who waits for a service, suits and is due first, or none."""
        ...

    def kept_waiting(self) -> Sequence[Ticket]:
        """Who waits for one counter or one member of staff, in turn."""
        ...

    def who_waits(self) -> Sequence[Waiting]:
        """Everybody who waits, in turn, as much as a look ahead asks."""
        ...

    def learnt(self) -> Mapping[str, str]:
        """What is kept of what was learnt of waiting, by part; may be empty."""
        ...

    def learnt_mark(self) -> str | None:
        """Of those parts the one that says up to which event it is."""
        ...

    def last_of_days_before(self) -> int:
        """The seq of the last event of the business days before today; 0: none."""
        ...

    def group_at(self, counter: int) -> Group | None:
        """The group a counter has, or none."""
        ...

    def act(self, counter: int) -> Act | None:
        """What a counter did last that can be taken back, or none."""
        ...

    def ahead_of(self, ticket: Ticket) -> int | None:
        """Waiting tickets of its service that go before it; none if it does not."""
        ...

    def called_at(self, label: str) -> int:
        """When today's ticket was really called last; 0: never."""
        ...

    def issued_by(self, ticket: Ticket) -> str:
        """The station that gave out one of today's tickets."""
        ...

    def counter(self, number: int) -> CounterNow:
        """A counter and whom it has; one never opened is closed."""
        ...

    def counters(self) -> Sequence[CounterNow]:
        """Every counter of the office, as `counter`."""
        ...

    def staff_at(self, counter: int | None) -> str | None:
        """Who sits at a counter, as far as it was said."""
        ...

    def signed_on(self, counter: int) -> str | None:
        """Who is signed on at a counter (the short name), or none."""
        ...

    def counter_of(self, staff: str) -> int | None:
        """Where somebody is signed on, or none."""
        ...

    def staff(self) -> Sequence[Member]:
        """Who may sign on, by name."""
        ...

    def is_at_work(self, station: str) -> bool:
        """Whether a station has given a sign of life lately."""
        ...

    def pauses(self) -> Sequence[Pause]:
        """What gives out no numbers, as it was ordered."""
        ...

    def counter_moves(self) -> Sequence[CounterMove]:
        """Which counters take other services than office.toml says."""
        ...

    def help_calls(self) -> Sequence[HelpCall]:
        """Today's calls for help that nobody has answered, the oldest first."""
        ...

    def was_help(self, id: str) -> bool:
        """Whether a call for help of today was answered."""
        ...

    def follow_up(self, id: str) -> FollowUp | None:
        """What was awaited under this id, or none."""
        ...

    def follow_ups(self, day: date) -> Sequence[FollowUp]:
        """What is due on a day, settled or not, by reference."""
        ...

    def booking(self, code: str) -> Booking | None:
        """The appointment with a code, or none."""
        ...

    def bookings(self, day: str) -> Sequence[Booking]:
        """The appointments of a business day, cancelled ones too, by time."""
        ...

    def overdue_bookings(self) -> Sequence[Booking]:
        """Those of the days before today for which nobody has come, by time."""
        ...

    def tallies(self, first: str, last: str) -> Sequence[Tally]:
        """What people answered in the weeks (ISO 8601) from one to another."""
        ...

    def has_answered(self, label: str) -> bool:
        """Whether the person with a number of today has answered the questions."""
        ...

    def comment(self, code: str) -> Comment | None:
        """The comment with a code, or none."""
        ...

    def comments(self, since: date) -> Sequence[Comment]:
        """Those written from a day on and those that wait for an answer, by day."""
        ...

    def notices(self) -> Sequence[PostedNotice]:
        """Notices of staff that are not long over, the oldest first."""
        ...

    def printers(self) -> list[PrinterNow]:
        """Every printer any station told of."""
        ...

    def wishes(self) -> list[Wish]:
        """What people want of printers and nobody has settled, the oldest first."""
        ...

    def hall(self, waits: Mapping[int, Range] = NO_WAITS) -> Hall:
        """Everything a screen shows."""
        ...

    def hall_mark(self) -> object:
        """Cheap, and differs when the hall does."""
        ...

    def has_late(self, id: str, day: str, at: int) -> bool:
        """Whether a command of an earlier day, asked at `at`, is in the file."""
        ...

    def recovery(self) -> Recovery | None:
        """The recovery that is under way, or none."""
        ...

    def sheet(self, standing: Standing) -> OfficeSheet | None:
        """The office.toml of a standing, or none."""
        ...

    def sheet_mark(self) -> tuple[str, str] | None:
        """Version and business day (ISO 8601) of the agreed one, or none."""
        ...

    def deposits(self) -> list[Deposit]:
        """What comes next of what was deposited, in the order it happened."""
        ...
