"""Who was put aside: since when, and when the clerk is reminded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counter.questions.aside import back_at
from shared.desk.day_log import DayLog
from shared.office.rules import Reason
from shared.trade.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Aside:
    """What is known of one; times in milliseconds since 1970."""

    since: int
    due: int | None
    """When its reason says that it should go on, if it does."""

    def is_due(self, now: int) -> bool:
        """Whether the clerk is to be reminded by `now`."""
        return self.due is not None and now >= self.due


def put_aside(
    held: Sequence[Ticket], log: DayLog, reasons: tuple[Reason, ...]
) -> Mapping[int, Aside]:
    """By the key of the ticket; without those whose time nobody knows."""
    found = {}
    for ticket in held:
        event = log.last_of("held", ticket.label)
        if ticket.out_since is not None:
            found[ticket.key] = Aside(ticket.out_since, None)
        elif event is not None:
            due = back_at(ticket.note, event.at, reasons)
            found[ticket.key] = Aside(event.at, due)
    return found
