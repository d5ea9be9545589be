"""The turn of the day: what is open ends, what was answered is forgotten."""

from __future__ import annotations

from shared.trade.commands.printers import settle
from shared.trade.ledger import Ledger
from shared.trade.moves import move
from shared.trade.printer import EXPIRED
from shared.trade.ticket import STEPS, TicketState


def turn_day(ledger: Ledger) -> None:
    """Close the days before today, if the file is still in one."""
    past = ledger.kept_day
    if past == ledger.day:
        return
    for state in (*STEPS["expire"].come_from, TicketState.SERVING):
        step = STEPS["finish" if state is TicketState.SERVING else "expire"]
        for ticket in ledger.tickets_in(state):
            move(ledger, ticket, step, day=past)
    for wish in ledger.wishes():
        settle(ledger, wish, "print_settled", outcome=EXPIRED, day=past)
    ledger.begin_day()
