"""What people do with their own number: its code shows that it is theirs."""

from __future__ import annotations

from shared.errors import NotAllowed, UnknownTicket
from shared.text.catalogue import N_
from shared.trade.commands.command import Answer, Text, command
from shared.trade.ledger import Ledger
from shared.trade.moves import move
from shared.trade.reading import Reading
from shared.trade.ticket import STEPS, Ticket
from shared.trade.ticket_code import genuine_number

GIVEN_BACK = "given back"
"""The reason in the event of a number that its person gave back."""
_NOT_HERE = N_("This office does not offer this on its pages.")


@command("give_back")
class GiveBack:
    """Somebody will not wait any longer."""

    code: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        pages = ledger.office.pages
        if pages is None or not pages.may_give_back:
            raise NotAllowed(_NOT_HERE)
        told = {"reason": GIVEN_BACK}
        ticket = own_ticket(ledger, self.code)
        return {"ticket": move(ledger, ticket, STEPS["cancel"], data=told)}


@command("step_out")
class StepOut:
    """Somebody goes outside for a while and keeps the place, until `requeue`."""

    code: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        pages = ledger.office.pages
        if pages is None or not pages.may_step_out:
            raise NotAllowed(_NOT_HERE)
        return {
            "ticket": move(ledger, own_ticket(ledger, self.code), STEPS["step_out"])
        }


def own_ticket(reading: Reading, code: str) -> Ticket:
    """The ticket of today that a code opens. Raises UnknownTicket."""
    number = genuine_number(reading.office_mark(), code)
    if number is None or number.day.isoformat() != reading.day:
        raise UnknownTicket(N_("This code is of no number of today."))
    return reading.ticket(number.label)
