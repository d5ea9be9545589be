"""What a command does to a ticket: the step taken, kept, and its event written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from shared.clock import rfc3339
from shared.errors import CounterBusy
from shared.text.catalogue import N_
from shared.trade.act import Act
from shared.trade.ledger import AllocatedNumber, Data, Ledger
from shared.trade.ticket import Step, Ticket


def give_out(
    ledger: Ledger,
    ticket: Ticket,
    *,
    allocated: AllocatedNumber | None = None,
    came_from: Mapping[str, str] | None = None,
) -> Ticket:
    """Keep a new ticket and write its event; the ticket with its number.

    `came_from` is the label and day of an earlier number that it stands for.
    """
    given = ledger.add_ticket(ticket, allocated=allocated)
    told: dict[str, Any] = {
        "priority": given.priority,
        "language": given.language,
        "channel": given.channel,
    }
    if given.promised is not None:
        told["wait"] = given.promised.data()
    if given.slot_at is not None:
        told["slot"] = rfc3339(given.slot_at, ledger.office.time_zone)
    if came_from is not None:
        told["came_from"] = came_from
    day = allocated.day if allocated is not None else None
    ledger.record("issued", ticket=given, data=told, day=day)
    return given


def move(
    ledger: Ledger,
    ticket: Ticket,
    step: Step,
    *,
    counter: int | None = None,
    service: str | None = None,
    note: str | None = None,
    group: str | None = None,
    asked_by: int | None = None,
    data: Data | None = None,
    day: str | None = None,
) -> Ticket:
    """Take a ticket one lawful step and write the event; as `Step.taken`.

    `asked_by` is the counter whose act it is, where it neither goes nor is there;
    `day` its business day where that is not today. Raises WrongState.
    """
    moved = step.taken(
        ticket, ledger.now, counter=counter, service=service, note=note, group=group
    )
    known = (each for each in (counter, asked_by, ticket.counter) if each is not None)
    at = next(known, None)
    moved = replace(moved, by=ledger.staff_at(at) or moved.by)
    ledger.put_ticket(ticket, moved)
    ledger.record(step.kind, ticket=moved, counter=at, data=data, day=day)
    return moved


def sent_on(
    ticket: Ticket, counter: int, *, to_counter: int | None, officer: str | None
) -> Ticket:
    """A ticket as a counter means it when it sends it on: kept for nobody but whom
    this says, and not for who sent it to that counter."""
    officer = officer or ticket.officer
    return replace(ticket, kept_for=to_counter, officer=officer, sent_by=counter)


def note_act(ledger: Ledger, counter: int, before: Sequence[Ticket]) -> None:
    """Remember what the counter just did to these, so that it can be taken back.

    Its steps were the last events of this transaction.
    """
    seq = ledger.last_seq() - len(before) + 1
    ledger.put_act(Act(counter, seq, ledger.now, tuple(before)))


def refuse_if_busy(ledger: Ledger, counter: int) -> None:
    """Raise CounterBusy when the counter still has somebody."""
    current = ledger.ticket_at(counter)
    if current is not None:
        raise CounterBusy(counter=counter, label=current.label)
    group = ledger.group_at(counter)
    if group is not None:
        words = N_("Counter {counter} still has a group: {labels}. End it first.")
        labels = " ".join(group.labels)
        raise CounterBusy(words, counter=counter, labels=labels)
