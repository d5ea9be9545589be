"""One word for one thing: the states of tickets and counters, as people read them."""

from __future__ import annotations

from typing import Final

from shared.text.catalogue import N_
from shared.trade.ticket import TicketState

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
COUNTER_STATES: Final = {
    "open": N_("open"),
    "paused": N_("paused"),
    "closed": N_("closed"),
}
