"""The command that says what a person needs of whoever calls them."""

from __future__ import annotations

from dataclasses import replace

from shared.errors import WrongState
from shared.trade.commands.command import Answer, Flag, Text, command
from shared.trade.ledger import Ledger
from shared.trade.ticket import ENDED, TICKET_STATES


@command("set_needs")
class SetNeeds:
    """What whoever calls a number has to know of its person; the rest stays."""

    label: Text
    needs_help: Flag | None = None
    cannot_hear: Flag | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        before = ledger.ticket(self.label)
        if before.state in ENDED:
            raise WrongState(label=before.label, state=TICKET_STATES[before.state])
        told = {"needs_help": self.needs_help, "cannot_hear": self.cannot_hear}
        wanted = {name: value for name, value in told.items() if value is not None}
        after = replace(
            before,
            needs_help=wanted.get("needs_help", before.needs_help),
            cannot_hear=wanted.get("cannot_hear", before.cannot_hear),
        )
        if after == before:
            return {"ticket": before}
        ledger.put_ticket(before, after)
        ledger.record("needs_set", ticket=after, counter=after.counter, data=wanted)
        return {"ticket": after}
