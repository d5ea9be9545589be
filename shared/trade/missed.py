"""How a number comes back whose person was not there when called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shared import clock
from shared.errors import NotAllowed
from shared.office.rules import MissedRule
from shared.text.catalogue import N_
from shared.trade.ticket import Ticket
from shared.trade.turn import in_turn

NO_MORE: Final = N_(
    "Number {label} came back {n} times; this office allows {most}."
    " The person takes a new number."
)
TOO_EARLY: Final = N_("Number {label} was missed and may be called again from {time}.")


def returned(
    ticket: Ticket, rule: MissedRule | None, waiting: Sequence[Ticket]
) -> Ticket:
    """A missed ticket with the place and the time the rule gives it back at.

    `waiting` is who waits for its service. Its place is behind the first
    `after_numbers` of them, or behind all where fewer wait, and never before the one
    it had; nobody calls it sooner than `minutes_apart` after the no-show. Without a
    rule it is the old place, at once. Raises NotAllowed where it may not come back.
    """
    back = replace(ticket, returns=ticket.returns + 1)
    if rule is None:
        return back
    if not may_return(ticket, rule):
        raise NotAllowed(NO_MORE, label=ticket.label, n=ticket.returns, most=rule.times)
    first = in_turn(waiting)[: rule.after_numbers]
    behind = max((each.due_at + 1 for each in first), default=ticket.due_at)
    call_from = None
    if rule.minutes_apart and ticket.ended_at is not None:
        call_from = ticket.ended_at + clock.minutes(rule.minutes_apart)
    return replace(back, due_at=max(ticket.due_at, behind), call_from=call_from)


def may_return(ticket: Ticket, rule: MissedRule | None) -> bool:
    """Whether a number may come back once more, if it is missed."""
    return rule is None or ticket.returns < rule.times


def is_time_to_call(ticket: Ticket, now: int) -> bool:
    """Whether a waiting ticket may be called at `now` (milliseconds)."""
    return ticket.call_from is None or ticket.call_from <= now
