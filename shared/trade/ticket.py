"""A ticket: its number, its label, and the steps it may lawfully take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from shared import clock
from shared.errors import WrongState
from shared.text.catalogue import N_
from shared.trade.label import label
from shared.trade.range import Range


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


def known_state(found: object) -> TicketState | None:
    """The state a word means; none for one of another version."""
    return next((state for state in TicketState if state.value == found), None)


AT_COUNTER: Final = (TicketState.CALLED, TicketState.SERVING)
"""The states in which a ticket occupies a counter."""
ENDED: Final = (
    TicketState.DONE,
    TicketState.MISSED,
    TicketState.CANCELLED,
    TicketState.EXPIRED,
)
"""The states in which a visit is over, a missed one until it is requeued."""


ANNOUNCED: Final = ("called", "recalled", "group_called")
"""The kinds of event by which a number is called out in the hall."""
TICKET_STATES: Final = {
    TicketState.WAITING: N_("waiting"),
    TicketState.CALLED: N_("called"),
    TicketState.SERVING: N_("being served"),
    TicketState.HELD: N_("on hold"),
    TicketState.DONE: N_("done"),
    TicketState.MISSED: N_("missed"),
    TicketState.CANCELLED: N_("cancelled"),
    TicketState.EXPIRED: N_("expired"),
}
"""The states as people read them."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does to a ticket: from which states, to which, by what event."""

    come_from: tuple[TicketState, ...]
    to: TicketState
    kind: str

    def taken(
        self,
        ticket: Ticket,
        now: int,
        *,
        counter: int | None = None,
        service: str | None = None,
        note: str | None = None,
        group: str | None = None,
    ) -> Ticket:
        """The ticket after the step, taken at `now` (milliseconds).

        `counter` is where it goes or stays; a ticket that waits again has none. Whoever
        is called is kept for nobody any longer, and whoever moves on leaves its group.
        Raises WrongState when its state does not allow the step.
        """
        if ticket.state not in self.come_from:
            raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
        called_at, started_at = ticket.called_at, ticket.started_at
        waits_from = ticket.waits_from
        waits_again = self.to is TicketState.WAITING
        if waits_again or ticket.is_out:
            waits_from = now - ticket.waited(now)
        if waits_again:
            called_at = started_at = None
        elif self.kind in ("called", "group_called"):
            called_at = now
        elif self.to is TicketState.SERVING and started_at is None:
            started_at = now
        return replace(
            ticket,
            state=self.to,
            service=service or ticket.service,
            services=_visited(ticket, service),
            counter=None if waits_again else counter or ticket.counter,
            calls=ticket.calls + (self.kind in ANNOUNCED),
            called_at=called_at,
            started_at=started_at,
            ended_at=now if self.to in ENDED else None,
            note=note if note is not None else ticket.note,
            kept_for=ticket.kept_for if waits_again else None,
            sent_by=ticket.sent_by if waits_again else None,
            group=group,
            call_from=ticket.call_from if waits_again else None,
            waits_from=waits_from,
            promised=None if waits_again else ticket.promised,
            out_since=now if self.kind == "stepped_out" else None,
            ahead=None,
            wait=None,
        )


STEPS: Final = {
    "call": Step((TicketState.WAITING,), TicketState.CALLED, "called"),
    "recall": Step((TicketState.CALLED,), TicketState.CALLED, "recalled"),
    "start": Step((TicketState.CALLED,), TicketState.SERVING, "started"),
    "walk_in": Step((TicketState.WAITING,), TicketState.SERVING, "started"),
    "continue_with": Step((TicketState.SERVING,), TicketState.SERVING, "continued"),
    "call_group": Step((TicketState.WAITING,), TicketState.HELD, "group_called"),
    "end_group": Step((TicketState.HELD,), TicketState.WAITING, "group_ended"),
    "finish": Step(AT_COUNTER, TicketState.DONE, "finished"),
    "no_show": Step((TicketState.CALLED,), TicketState.MISSED, "missed"),
    "step_out": Step((TicketState.WAITING,), TicketState.HELD, "stepped_out"),
    "hold": Step(AT_COUNTER, TicketState.HELD, "held"),
    "resume": Step((TicketState.HELD,), TicketState.SERVING, "resumed"),
    "transfer": Step(AT_COUNTER, TicketState.WAITING, "transferred"),
    "requeue": Step(
        (TicketState.HELD, TicketState.MISSED), TicketState.WAITING, "requeued"
    ),
    "cancel": Step(
        (TicketState.WAITING, TicketState.HELD, TicketState.MISSED),
        TicketState.CANCELLED,
        "cancelled",
    ),
    "expire": Step(
        (TicketState.WAITING, TicketState.CALLED, TicketState.HELD),
        TicketState.EXPIRED,
        "expired",
    ),
}
UNDONE: Final = "undone"
"""The kind of event that takes another back; its data say which and to what state."""
LEADS_TO: Final = {
    "issued": TicketState.WAITING,
    **{step.kind: step.to for step in STEPS.values()},
}
"""The state in which a number is after its last event of these kinds."""
CHANGES: Final = ("priority_set", "needs_set")
"""The kinds of event after which a number is in the state it was in."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One visit of one person on one business day. Instants are milliseconds."""

    key: int
    """The row in the file; in order of issue."""
    letter: str
    number: int
    service: str
    state: TicketState
    priority: str
    language: str
    channel: str
    counter: int | None
    """Where it is, or was last handled; none while it waits."""
    calls: int
    """How often it was called or recalled."""
    issued_at: int
    due_at: int
    """When its turn counts from: see `due_from`."""
    called_at: int | None
    started_at: int | None
    ended_at: int | None
    note: str | None
    """The last word of a colleague: why it was held, or what a transfer is about."""
    services: tuple[str, ...] = ()
    """All services of this visit in order; the last is the present one."""
    officer: str | None = None
    """The member of staff it is for, while that one is at a counter."""
    kept_for: int | None = None
    """The counter it waits for, until that one closes."""
    sent_by: int | None = None
    """The counter that sent it on: it does not come straight back there."""
    needs_help: bool = False
    by: str | None = None
    """Who acted on it last at a counter."""
    group: str | None = None
    """The group it was called with, while that is together."""
    returns: int = 0
    """How often it came back after its person was not there."""
    call_from: int | None = None
    """It is not called before this instant, while it waits; none: at any time."""
    waits_from: int | None = None
    """What its waiting counts from: the issue, later by all the time in which it did
    not wait; none: the issue itself."""
    promised: Range | None = None
    """What this person was told with the number, in minutes from its issue; none once
    it waits again."""
    slot_at: int | None = None
    """When its appointment is, where its person came for one in time."""
    wait: Range | None = None
    """Minutes from now until it is called, while it waits."""
    ahead: int | None = None
    """Waiting tickets of the same service that go before it; none once called."""
    has_paper: bool = True
    """Not where its paper did not come out, or may not have."""
    code: str | None = None
    """Opens its page, where the office has pages and who asks may hand it out."""
    cannot_hear: bool = False
    """Does not hear the call: the counter that calls comes and fetches the person."""
    came_from: int | None = None
    """The key of the number of an earlier day that it stands for."""
    out_since: int | None = None
    """When its person stepped out, while they are out."""

    @property
    def label(self) -> str:
        """The number as printed, for example A012."""
        return label(self.letter, self.number)

    def waited(self, now: int) -> int:
        """Milliseconds in which it waited, up to its call or to `now`.

        Nobody waits who is served, put aside, outside, or was not there when called;
        who came early for an appointment does from then on.
        """
        ends = (self.called_at, self.started_at, self.out_since, self.ended_at, now)
        until = next(each for each in ends if each)
        return max(0, until - (self.waits_from or self.issued_at))

    def is_early(self, now: int) -> bool:
        """Whether its appointment is later than `now` (milliseconds): it is called
        only where nobody else waits."""
        return self.slot_at is not None and self.due_at > now

    def is_beyond(self, now: int) -> bool:
        """Whether it has waited longer than was told; `now` in milliseconds."""
        until = self.called_at or now
        told = self.promised
        return told is not None and until - self.issued_at > clock.minutes(told.high)

    @property
    def is_out(self) -> bool:
        """Whether its person stepped out: no counter has put it aside."""
        return self.state is TicketState.HELD and self.counter is None

    @property
    def is_kept(self) -> bool:
        """Whether it may be for one counter or one member of staff only."""
        return self.kept_for is not None or self.officer is not None


def new_ticket(
    *,
    letter: str,
    number: int,
    service: str,
    priority: str,
    language: str,
    channel: str,
    issued_at: int,
    head_start: int,
    officer: str | None = None,
    needs_help: bool = False,
    slot_at: int | None = None,
    cannot_hear: bool = False,
) -> Ticket:
    """A ticket as it is given out; `head_start` is in milliseconds."""
    due_at = due_from(issued_at, head_start, slot_at)
    return Ticket(
        key=0,
        letter=letter,
        number=number,
        service=service,
        state=TicketState.WAITING,
        priority=priority,
        language=language,
        channel=channel,
        counter=None,
        calls=0,
        issued_at=issued_at,
        due_at=due_at,
        called_at=None,
        started_at=None,
        ended_at=None,
        note=None,
        services=(service,),
        officer=officer,
        needs_help=needs_help,
        waits_from=due_at if due_at > issued_at else None,
        slot_at=slot_at,
        cannot_hear=cannot_hear,
    )


def due_from(issued_at: int, head_start: int, slot_at: int | None) -> int:
    """When the turn of somebody counts from who came at `issued_at`: less the head
    start of the priority, but never before an appointment. All in milliseconds."""
    came = issued_at - head_start
    return came if slot_at is None else max(came, slot_at)


def _visited(ticket: Ticket, service: str | None) -> tuple[str, ...]:
    visited = ticket.services or (ticket.service,)
    is_further = service is not None and service != visited[-1]
    return (*visited, service) if is_further and service else visited
