"""The command that gives a number another priority."""

from __future__ import annotations

from dataclasses import replace

from shared import clock
from shared.errors import BadRequest, WrongState
from shared.text.catalogue import N_
from shared.trade.commands.command import (
    Answer,
    Text,
    command,
)
from shared.trade.ledger import Ledger
from shared.trade.ticket import ENDED, TICKET_STATES, due_from


@command("set_priority")
class SetPriority:
    """A number has another priority from now on; its place is by when it first came."""

    label: Text
    priority: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        rank = ledger.office.priority(self.priority)
        if rank is None:
            words = N_("This office has no priority “{priority}”.")
            raise BadRequest(words, priority=self.priority)
        before = ledger.ticket(self.label)
        if before.state in ENDED:
            raise WrongState(label=before.label, state=TICKET_STATES[before.state])
        if before.priority == rank.code:
            return {"ticket": before}
        head_start = clock.minutes(rank.head_start_minutes)
        first = ledger.first_of(before)
        due_at = due_from(first.issued_at, head_start, first.slot_at)
        after = replace(before, priority=rank.code, due_at=due_at)
        ledger.put_ticket(before, after)
        told = {"priority": rank.code, "from": before.priority}
        ledger.record("priority_set", ticket=after, counter=after.counter, data=told)
        return {"ticket": after}
