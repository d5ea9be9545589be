"""What two places of queue.db know of one thing, compared.

Damage need not raise an error: a row that is not found looks like one that never was,
and an empty index like an empty hall. A file at odds with itself is damaged, and that
is said before anything is decided by it.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from shared.errors import Damaged
from shared.office.model import RESERVES_ABOVE
from shared.sqlite.connection import file_of
from shared.tables.rows import IN_HAND, kept_day
from shared.text.catalogue import N_
from shared.trade.label import parse_label
from shared.trade.ticket import LEADS_TO, UNDONE

_AT_ODDS: Final = N_("its numbers and its lists do not agree")
_LOST_NUMBERS: Final = N_("it has lost count of its numbers")
_LOST_EVENT: Final = N_("its newest event and its numbers do not agree")


def refuse_if_at_odds(connection: sqlite3.Connection) -> None:
    """Raises Damaged where what the file knows of its present day does not agree."""
    day = kept_day(connection)
    if not day:
        return
    for agrees, reason in (
        (_lists_agree, _AT_ODDS),
        (_counts, _LOST_NUMBERS),
        (_follows, _LOST_EVENT),
    ):
        if not agrees(connection, day):
            raise Damaged(file=file_of(connection), reason=reason)


def _lists_agree(connection: sqlite3.Connection, day: str) -> bool:
    """Whether both lists of those in hand have what the table has."""
    run = connection.execute
    by_table = run(
        "select state, count(*) from ticket indexed by sqlite_autoindex_ticket_1"
        f" where day = ? and +{IN_HAND} group by state order by state",
        (day,),
    ).fetchall()
    by_state = run(
        "select state, count(*) from ticket indexed by in_hand"
        f" where {IN_HAND} and day = ? group by state order by state",
        (day,),
    ).fetchall()
    waiting = run(
        "select count(*) from ticket indexed by in_hand"
        f" where state = 'waiting' and {IN_HAND}"
    ).fetchone()
    by_turn = run(
        "select count(*) from ticket indexed by whose_turn where state = 'waiting'"
    ).fetchone()
    return bool(by_table == by_state and waiting == by_turn)


def _counts(connection: sqlite3.Connection, day: str) -> bool:
    """Whether no number is above the last that its series gave out."""
    beyond = connection.execute(
        "select 1 from (select letter, max(number) as highest from ticket"
        " where day = ? and number <= ? group by letter) as given"
        " left join series on series.day = ? and series.letter = given.letter"
        " where coalesce(series.last, 0) < highest",
        (day, RESERVES_ABOVE, day),
    ).fetchone()
    return beyond is None


def _follows(connection: sqlite3.Connection, day: str) -> bool:
    """Whether the newest event left its number as it is."""
    row = connection.execute(
        "select kind, ticket, day, case when kind = 'undone' then data ->> 'state' end"
        " from event order by seq desc limit 1"
    ).fetchone()
    parsed = parse_label(row[1]) if row and row[1] else None
    if parsed is None or row[2] != day or row[0] not in (*LEADS_TO, UNDONE):
        return True
    state = row[3] if row[0] == UNDONE else LEADS_TO[row[0]]
    found = connection.execute(
        "select state from ticket where day = ? and letter = ? and number = ?",
        (day, *parsed),
    ).fetchone()
    return found is not None and found[0] == state
