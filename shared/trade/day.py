"""The turn of the day in queue.db: what is open ends, its answers are forgotten."""

from __future__ import annotations

from shared.sqlite.ledger import Ledger
from shared.sqlite.printers import end_wishes
from shared.sqlite.rows import IN_HAND, TICKET_COLUMNS, ticket_of
from shared.trade.ticket import STEPS, Ticket, TicketState


def turn_day(ledger: Ledger) -> None:
    """Close the days before today, if the file is still in one."""
    if ledger.past_day == ledger.day:
        return
    for state in (*STEPS["expire"].come_from, TicketState.SERVING):
        for ticket in _in_state(ledger, state):
            is_served = state is TicketState.SERVING
            step = STEPS["finish" if is_served else "expire"]
            ledger.move(ticket, step, day=ledger.past_day)
    end_wishes(ledger, ledger.past_day)
    ledger.connection.execute("delete from answer where day < ?", (ledger.day,))
    ledger.connection.execute(
        "insert into meta (key, value) values ('day', ?)"
        " on conflict (key) do update set value = excluded.value",
        (ledger.day,),
    )


def _in_state(ledger: Ledger, state: TicketState) -> list[Ticket]:
    rows = ledger.connection.execute(
        f"select {TICKET_COLUMNS} from ticket where state = ? and {IN_HAND}"
        " order by key",
        (state.value,),
    ).fetchall()
    return [ticket_of(row) for row in rows]
