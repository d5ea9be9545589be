"""Whether queue.db is whole: its pages, and today's numbers against today's events.

On SMB a station that lost its lock in the middle of a COMMIT may write old pages over
new ones, and SQLite does not notice. Who suspects it has the file examined in a process
of its own: `python -m shared.store_soundness FOLDER`. A file that is not whole is
marked, and from then on every station refuses to write to it.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from shared.errors import Damaged, JiaohaoError
from shared.store import Store
from shared.text import N_
from shared.ticket import STEPS, TicketState, label

_UNSOUND: Final = "unsound"
_BEHIND: Final = 2_000
"""So many events before the oldest asked for are looked at too: in a copy that was put
back an event may stand earlier than it was answered."""
_REASON: Final = N_("a station that had lost its lock wrote over what others wrote")
_LEADS_TO: Final = {
    "issued": TicketState.WAITING,
    **{step.kind: step.to for step in STEPS.values()},
}
"""The state in which a number is after its last event of these kinds."""


def is_torn(
    connection: sqlite3.Connection,
    day: str,
    seqs: dict[str, int],
    lacking: Iterable[str],
) -> bool:
    """Whether some of what was answered is in the file by halves.

    `seqs` are the ids of commands of `day` (ISO 8601) that made an event, and the last
    event then; `lacking` those whose answer the file lacks. An older file that was put
    in the place of ours lacks the events of these and has those of all others.
    """
    if not seqs:
        return False
    rows = connection.execute(
        "select id from event where seq > ? and day = ?",
        (min(seqs.values()) - _BEHIND, day),
    )
    happened = {row[0] for row in rows}
    without = set(lacking)
    return any((id in happened) == (id in without) for id in seqs)


def has_event_at(connection: sqlite3.Connection, seq: int, id: str) -> bool:
    """Whether the event of this number is that of the command with this id."""
    row = connection.execute("select id from event where seq = ?", (seq,)).fetchone()
    return row is not None and row[0] == id


def mark_unsound(connection: sqlite3.Connection, _now: int) -> None:
    """From now on every station refuses to write to this file."""
    connection.execute(
        "insert into meta (key, value) values (?, '1') on conflict (key) do nothing",
        (_UNSOUND,),
    )


def refuse_if_unsound(connection: sqlite3.Connection, file: Path) -> None:
    """Raises Damaged where the file was found not to be whole."""
    known = "select 1 from meta where key = ?"
    if connection.execute(known, (_UNSOUND,)).fetchone() is not None:
        raise Damaged(file=file, reason=_REASON)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the pages fit together, and today's numbers today's events."""
    if connection.execute("pragma integrity_check(1)").fetchone()[0] != "ok":
        return False
    row = connection.execute("select value from meta where key = 'day'").fetchone()
    return row is None or _is_day_whole(connection, row[0])


def _is_day_whole(connection: sqlite3.Connection, day: str) -> bool:
    seqs, states = [], {}
    for seq, its_day, kind, its_label in connection.execute(
        "select seq, day, kind, ticket from event where seq >= coalesce("
        " (select min(seq) from event where day = ?), 0) order by seq",
        (day,),
    ):
        seqs.append(seq)
        if its_day == day and kind in _LEADS_TO:
            states[its_label] = _LEADS_TO[kind]
    is_complete = not seqs or seqs[-1] - seqs[0] + 1 == len(seqs)
    tickets = {
        label(letter, number): state
        for letter, number, state in connection.execute(
            "select letter, number, state from ticket where day = ?", (day,)
        )
    }
    return is_complete and tickets == states


def examine(folder: Path) -> bool:
    """Whether the file is whole; it is marked where it is not.

    Others wait for as long as it takes. Raises ShareUnavailable, Damaged.
    """
    store = Store(folder)
    try:
        found = _found(store)
        if not found:
            store.write(mark_unsound)
        return found
    finally:
        store.close()


def _found(store: Store) -> bool:
    try:
        return store.read(lambda connection, _: is_whole(connection))
    except Damaged:
        return False


if __name__ == "__main__":
    try:
        examine(Path(sys.argv[1]))
    except JiaohaoError as error:
        sys.exit(error.exit_status)
