"""What a command does to a ticket: the step taken, kept, and its event written."""

from __future__ import annotations

from shared.errors import CounterBusy
from shared.trade.ledger import AllocatedNumber, Data, Ledger
from shared.trade.ticket import Step, Ticket


def give_out(
    ledger: Ledger, ticket: Ticket, *, allocated: AllocatedNumber | None = None
) -> Ticket:
    """Keep a new ticket and write its event; the ticket with its number."""
    given = ledger.add_ticket(ticket, allocated=allocated)
    told = {
        "priority": given.priority,
        "language": given.language,
        "channel": given.channel,
    }
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
    data: Data | None = None,
    day: str | None = None,
) -> Ticket:
    """Take a ticket one lawful step and write the event; as `Step.taken`.

    `day` is its business day where that is not today. Raises WrongState.
    """
    moved = step.taken(ticket, ledger.now, counter=counter, service=service, note=note)
    ledger.put_ticket(ticket, moved)
    at = counter if counter is not None else ticket.counter
    ledger.record(step.kind, ticket=moved, counter=at, data=data, day=day)
    return moved


def refuse_if_busy(ledger: Ledger, counter: int) -> None:
    """Raise CounterBusy when the counter still has somebody."""
    current = ledger.ticket_at(counter)
    if current is not None:
        raise CounterBusy(counter=counter, label=current.label)
