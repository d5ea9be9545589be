"""The seam to the store: what a command needs of the office's file.

A store is whatever keeps these promises: one transaction a command, a look that is
consistent in itself, events numbered without a hole. `shared/sqlite` is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from shared.office.model import Office
from shared.trade.act import Act
from shared.trade.booking import Booking
from shared.trade.follow_up import FollowUp
from shared.trade.hall import CounterNow
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.orders import CounterMove, HelpCall, Pause, PostedNotice
from shared.trade.printer import PrinterNow, Wish
from shared.trade.range import Range
from shared.trade.reading import Reading
from shared.trade.recovery import Deposit
from shared.trade.staff import Member
from shared.trade.survey import Comment
from shared.trade.ticket import Ticket

Result = TypeVar("Result")
Data = Mapping[str, Any]
MOST_EVENTS: Final = 10_000
"""How many events one look gives at most."""


class CannotBeKept(Exception):
    """The store takes no such row: a constraint refuses it, or its kind of value."""


@dataclass(frozen=True, slots=True)
class AllocatedNumber:
    """A number that a person has already, before the file knows of it."""

    day: str
    """The business day (ISO 8601) it was given out on."""
    number: int
    at: int
    """Milliseconds since 1970, UTC."""


Promise = Callable[[Ticket], Range | None]
"""Says how long somebody will wait who is about to get a number, or nothing."""


def no_promise(_ticket: Ticket) -> Range | None:
    """Where nothing is known of waiting."""
    return None


class Ledger(Reading, Protocol):
    """One command's transaction: all of it is kept, or nothing."""

    by: str | None
    """Who acts, where somebody is signed on: it stands in every event."""
    promise: Promise
    """What is said of a wait, with the number."""
    happened: str | None
    """When that which is only now written down happened (RFC 3339), if earlier."""

    @property
    def station(self) -> str:
        """The station that asked."""
        ...

    @property
    def id(self) -> str:
        """The command's id, on all it writes."""
        ...

    def under(self, *, station: str, id: str, at: int) -> Ledger:
        """The same transaction for another command, at its own instant."""
        ...

    def attempt(self) -> AbstractContextManager[None]:
        """What is done inside is undone where it raises; CannotBeKept among others."""
        ...

    def keep_answer(self, body: str) -> None:
        """Remember the answer (JSON) under this command's id."""
        ...

    def replace_answer(self, body: str) -> None:
        """Remember what was really answered: the file knew it too late."""
        ...

    def begin_day(self) -> None:
        """The file is in this command's day now; older answers are forgotten."""
        ...

    def add_ticket(
        self, ticket: Ticket, *, allocated: AllocatedNumber | None = None
    ) -> Ticket:
        """Keep a new ticket under the next number of its letter; its event is not
        written. `allocated` is a number that a person has already."""
        ...

    def pass_number(self, letter: str, number: int) -> None:
        """See that a series goes on after a number that is given out already."""
        ...

    def skip_numbers(self, letter: str, count: int) -> None:
        """Leave numbers of a series out: they may be on somebody's paper."""
        ...

    def put_ticket(self, before: Ticket, after: Ticket) -> None:
        """Keep a ticket that changed. Raises WrongState if it is not as `before`."""
        ...

    def keep_group(
        self, group: str, *, counter: int, service: str, place: str | None
    ) -> None:
        """Keep what its members have in common; the one before it is over."""
        ...

    def release(self, counter: int) -> None:
        """Nobody waits for this counter alone any longer."""
        ...

    def put_act(self, act: Act) -> None:
        """Keep what its counter did last."""
        ...

    def drop_act(self, counter: int) -> None:
        """It cannot be taken back any longer."""
        ...

    def put_counter(self, counter: CounterNow, *, reason: str | None = None) -> None:
        """Keep a counter's state, staff and station."""
        ...

    def put_pause(self, pause: Pause) -> None:
        """Keep a pause in the place of the one before."""
        ...

    def drop_pause(self, pause: Pause) -> None:
        """It is over."""
        ...

    def put_counter_move(self, move: CounterMove) -> None:
        """Keep what a counter takes in the place of what it took."""
        ...

    def drop_counter_move(self, counter: int) -> None:
        """The counter takes what office.toml says."""
        ...

    def put_help(self, call: HelpCall) -> None:
        """Keep a call for help."""
        ...

    def drop_help(self, call: HelpCall) -> None:
        """Somebody has answered it."""
        ...

    def put_follow_up(self, follow_up: FollowUp) -> None:
        """Keep it in the place of the one of its id."""
        ...

    def put_booking(self, booking: Booking) -> None:
        """Keep an appointment in the place of the one of its code; the store refuses
        a place of a slot, or an officer at a time, that has somebody."""
        ...

    def add_answer(self, service: str, dimension: str, step: int | None) -> None:
        """Count an answer of this week to a question; none: it was left out."""
        ...

    def note_answered(self, label: str) -> None:
        """Keep that the person with a number of today has answered, and not what."""
        ...

    def put_comment(self, comment: Comment) -> None:
        """Keep it in the place of the one of its code."""
        ...

    def put_notice(self, notice: PostedNotice) -> None:
        """Keep a notice in the place of the one of its id."""
        ...

    def sign_on(self, counter: int, staff: str | None) -> None:
        """Keep who is signed on at a counter; none: nobody."""
        ...

    def put_member(self, member: Member) -> None:
        """Keep who may sign on, in the place of the one of that name."""
        ...

    def drop_member(self, name: str) -> None:
        """Nobody signs on by this name any more."""
        ...

    def put_printer(self, printer: PrinterNow) -> None:
        """Keep how a printer of a station is."""
        ...

    def add_wish(self, wish: Wish) -> None:
        """Keep what a person wants of a printer."""
        ...

    def remove_wish(self, wish: Wish) -> None:
        """It is settled."""
        ...

    def claim_learning(self) -> bool:
        """True for one station of all on a business day, which then learns."""
        ...

    def put_learnt(self, parts: Mapping[str, str]) -> None:
        """Keep what was learnt of waiting in the place of what was kept."""
        ...

    def put_sheet(self, standing: Standing, sheet: OfficeSheet) -> None:
        """Keep an office.toml in the place of the one that had its standing."""
        ...

    def drop_sheet(self, standing: Standing) -> None:
        """Forget the one of a standing, if there is one."""
        ...

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
        """Write one event; `service` where it is about no ticket, `day` its business
        day where that is not today."""
        ...

    def claim_reserve(self, journal: str, *, until: str) -> bool:
        """Whether a journal has this station's reserve from today on, to `until`."""
        ...

    def deposit(
        self, deposits: Sequence[Deposit], last_seq: int, *, is_all: bool
    ) -> None:
        """Keep what this station answered since a copy; nothing twice."""
        ...

    def take_deposit(self, deposit: Deposit) -> None:
        """It is in the file now."""
        ...

    def end_recovery(self) -> None:
        """The file is whole again, as far as it can be."""
        ...


class Ledgers(Protocol):
    """The way to an office's store. Raises ShareUnavailable, ShareUnsafe, Damaged."""

    office: Office
    """The office whose file it is, as it is today."""

    @property
    def place(self) -> object:
        """Where it lies, for messages to people."""
        ...

    def write(
        self,
        work: Callable[[Ledger], Result],
        *,
        station: str,
        id: str,
        is_there: Callable[[Reading], bool] | None = None,
    ) -> Result:
        """Run `work` in one transaction and keep it; it may be run again.

        `is_there` tells, on a fresh look, whether it is to be seen. ShareUnavailable
        means "not known", never "not done".
        """
        ...

    def read(self, work: Callable[[Reading], Result]) -> Result:
        """Run `work` on one consistent look."""
        ...

    def mark(self) -> object:
        """A cheap mark that differs after any event, by anyone."""
        ...

    def close(self) -> None:
        """Let go of the store; the next call opens it anew."""
        ...
