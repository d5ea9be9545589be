"""Rows of the table of tickets, as tickets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from shared.errors import Damaged
from shared.tables.connection import Connection
from shared.text.catalogue import N_
from shared.trade.range import Range
from shared.trade.ticket import Ticket, TicketState

TICKET_COLUMNS: Final = (
    "key, letter, number, service, state, priority, language, channel, counter, "
    "calls, issued_at, due_at, called_at, started_at, ended_at, note, services, "
    "officer, kept_for, sent_by, needs_help, acted_by, in_group, returns, call_from, "
    "waits_from, promised_low, promised_high, slot_at, cannot_hear, came_from, "
    "out_since"
)
_NAMES: Final = TICKET_COLUMNS.split(", ")
_LASTING: Final = (
    "key",
    "letter",
    "number",
    "language",
    "channel",
    "issued_at",
    "slot_at",
    "came_from",
)
"""What a ticket keeps for good; to write it anew would write its index anew."""
CHANGING_COLUMNS: Final = tuple(each for each in _NAMES if each not in _LASTING)
STATE_AT: Final = _NAMES.index("state")
"""Where the state stands in such a row."""
_SERVICE_AT: Final = _NAMES.index("service")
_SERVICES_AT: Final = _NAMES.index("services")
_HELP_AT: Final = _NAMES.index("needs_help")
_PROMISED_AT: Final = _NAMES.index("promised_low")
_NEWEST: Final = (0, None, None, None, None, None, 0, None, None)
"""What the columns from `returns` on are where nothing was ever said."""
_NEVER: Final = _NEWEST[-3:]
"""Of the last three: few tickets have anything there."""
IN_HAND: Final = "state in ('waiting', 'called', 'serving', 'held', 'missed')"
"""The condition of the index `in_hand`: only a query that repeats it is found by it."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class LostDay(Damaged):
    """The rows do not say in which business day the office is."""

    text = N_(
        "The store has lost its business day, so nothing can be decided. Nothing was"
        " changed. {remedy}"
    )


def kept_day(connection: Connection) -> str:
    """The business day the file is in (ISO 8601), or "" before the first.

    Raises LostDay where none is found though there was one: who took that for a day
    that is over would end everybody's visit.
    """
    run = connection.execute
    row = run("select value from meta where key = 'day'").fetchone()
    newest = run("select day from event order by seq desc limit 1").fetchone()
    day, last_day = (str(each[0]) if each else "" for each in (row, newest))
    # No event is of a later day than the file.
    if _DAY.fullmatch(day) and last_day <= day:
        return day
    is_new = row is None and not last_day
    if is_new and run("select 1 from ticket limit 1").fetchone() is None:
        return ""
    raise LostDay


def ticket_of(row: tuple[Any, ...], wait: Range | None = None) -> Ticket:
    """A row of TICKET_COLUMNS as a ticket; `wait` is said of it where it waits."""
    found = list(row)
    if missing := len(_NAMES) - len(found):
        # Kept for an undo by a version that knew fewer.
        found += _NEWEST[-missing:]
    service = found[_SERVICE_AT]
    found[STATE_AT] = TicketState(found[STATE_AT])
    found[_SERVICES_AT] = tuple((found[_SERVICES_AT] or service).split())
    found[_HELP_AT] = bool(found[_HELP_AT])
    low, high, slot_at, *seldom = found[_PROMISED_AT:]
    told = None if low is None else Range(low, high)
    found[_PROMISED_AT:] = [told, slot_at, wait]
    ticket = Ticket(*found)
    if tuple(seldom) == _NEVER:
        return ticket
    cannot_hear, came_from, out_since = seldom
    return replace(
        ticket,
        cannot_hear=bool(cannot_hear),
        came_from=came_from,
        out_since=out_since,
    )


def changing_of(ticket: Ticket) -> list[Any]:
    """Of a ticket's row what may change: a value for each of CHANGING_COLUMNS."""
    values = zip(_NAMES, row_of(ticket), strict=True)
    return [value for name, value in values if name not in _LASTING]


def row_of(ticket: Ticket) -> list[Any]:
    """A ticket as a row of TICKET_COLUMNS."""
    promised = ticket.promised
    return [
        *(ticket.key, ticket.letter, ticket.number, ticket.service),
        *(ticket.state.value, ticket.priority, ticket.language, ticket.channel),
        *(ticket.counter, ticket.calls, ticket.issued_at, ticket.due_at),
        *(ticket.called_at, ticket.started_at, ticket.ended_at, ticket.note),
        *(" ".join(ticket.services) or None, ticket.officer, ticket.kept_for),
        *(ticket.sent_by, int(ticket.needs_help), ticket.by, ticket.group),
        *(ticket.returns, ticket.call_from, ticket.waits_from),
        *((promised.low, promised.high) if promised is not None else (None, None)),
        *(ticket.slot_at, int(ticket.cannot_hear)),
        *(ticket.came_from, ticket.out_since),
    ]


def ahead_of(connection: Connection, ticket: Ticket) -> int | None:
    """Waiting tickets of its service that go before it; none if it does not wait."""
    if ticket.state is not TicketState.WAITING:
        return None
    found: int = connection.execute(
        "select count(*) from ticket where state = 'waiting' and service = ?"
        " and (due_at, key) < (?, ?)",
        (ticket.service, ticket.due_at, ticket.key),
    ).fetchone()[0]
    return found
