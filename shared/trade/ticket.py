"""A ticket: its number, its label, and the steps it may lawfully take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

_LABEL: Final = re.compile(r"([A-Z]{1,2})(\d{3,9})")


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


AT_COUNTER: Final = (TicketState.CALLED, TicketState.SERVING)
"""The states in which a ticket occupies a counter."""
ENDED: Final = (
    TicketState.DONE,
    TicketState.MISSED,
    TicketState.CANCELLED,
    TicketState.EXPIRED,
)
"""The states in which a visit is over, a missed one until it is requeued."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does to a ticket: from which states, to which, by what event."""

    come_from: tuple[TicketState, ...]
    to: TicketState
    kind: str


STEPS: Final = {
    "call": Step((TicketState.WAITING,), TicketState.CALLED, "called"),
    "recall": Step((TicketState.CALLED,), TicketState.CALLED, "recalled"),
    "start": Step((TicketState.CALLED,), TicketState.SERVING, "started"),
    "finish": Step(AT_COUNTER, TicketState.DONE, "finished"),
    "no_show": Step((TicketState.CALLED,), TicketState.MISSED, "missed"),
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
    """When its turn counts from: issued_at less the head start of its priority."""
    called_at: int | None
    started_at: int | None
    ended_at: int | None
    note: str | None
    """The last word of a colleague: why it was held, or what a transfer is about."""
    ahead: int | None = None
    """Waiting tickets of the same service that go before it; none once called."""

    @property
    def label(self) -> str:
        """The number as printed, for example A012."""
        return label(self.letter, self.number)


def label(letter: str, number: int) -> str:
    """The number as printed: three digits at least, then A1000, never a wrap."""
    return f"{letter}{number:03d}"


def parse_label(words: str) -> tuple[str, int] | None:
    """Letter and number of a label as it is printed, or none if it is not one."""
    match = _LABEL.fullmatch(words)
    if match is None:
        return None
    letter, number = match[1], int(match[2])
    return (letter, number) if label(letter, number) == words else None


def ticket_code(ticket: Ticket, day: date) -> str:
    """What a ticket's QR code says: the business day and the label."""
    return f"JIAOHAO {day.isoformat()} {ticket.label}"
