"""The turn of the day in queue.db: what is open ends, its answers are forgotten."""

from __future__ import annotations

from shared.sqlite.ledger import Book
from shared.sqlite.printers import end_wishes
from shared.sqlite.rows import IN_HAND, TICKET_COLUMNS, ticket_of
from shared.trade.ticket import STEPS, Ticket, TicketState


def turn_day(book: Book) -> None:
    """Close the days before today, if the file is still in one."""
    if book.past_day == book.day:
        return
    for state in (*STEPS["expire"].come_from, TicketState.SERVING):
        for ticket in _in_state(book, state):
            is_served = state is TicketState.SERVING
            step = STEPS["finish" if is_served else "expire"]
            book.move(ticket, step, day=book.past_day)
    end_wishes(book, book.past_day)
    book.connection.execute("delete from answer where day < ?", (book.day,))
    book.connection.execute(
        "insert into meta (key, value) values ('day', ?)"
        " on conflict (key) do update set value = excluded.value",
        (book.day,),
    )


def _in_state(book: Book, state: TicketState) -> list[Ticket]:
    rows = book.connection.execute(
        f"select {TICKET_COLUMNS} from ticket where state = ? and {IN_HAND}"
        " order by key",
        (state.value,),
    ).fetchall()
    return [ticket_of(row) for row in rows]
