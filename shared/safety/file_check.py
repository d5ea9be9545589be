"""Whether queue.db is whole: its pages, and today's numbers against today's events.

On SMB a station that lost its lock in the middle of a COMMIT may write old pages over
new ones, and SQLite does not notice. Who suspects it has the file examined in a process
of its own: `python -m shared.safety.file_check FOLDER`. A file that is not whole is
marked, and from then on every station refuses to write to it.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from shared.errors import Damaged, JiaohaoError
from shared.machine import log
from shared.machine.progress import told_by
from shared.sqlite.agreement import refuse_if_at_odds
from shared.sqlite.transactions import Store
from shared.tables.rows import kept_day
from shared.text.catalogue import N_
from shared.trade.label import label, parse_label
from shared.trade.ticket import LEADS_TO, UNDONE, TicketState

EXIT_NOT_MARKED: Final = 4
"""Exit status: the file is not whole, and takes no mark."""
_UNSOUND: Final = "unsound"
_STEPS: Final = 1_000
"""Steps of SQLite between looks at the clock."""
_BEHIND: Final = 2_000
"""So many events before the oldest asked for are looked at too: in a copy that was put
back an event may stand earlier than it was answered."""
_REASON: Final = N_("it was examined and is not whole")


class _Event(NamedTuple):
    seq: int
    id: str
    day: str
    kind: str
    ticket: str
    state: str | None
    """What an act that was taken back leaves behind."""


def is_torn(
    connection: sqlite3.Connection,
    day: str,
    seqs: Mapping[str, int],
    lacking: Iterable[str],
) -> bool:
    """Whether some of what was answered is in the file by halves.

    `seqs` are the ids of commands of `day` (ISO 8601) that made an event, and the last
    event then; `lacking` those whose answer the file lacks. An older file that was put
    in the place of ours lacks the events of these and has those of all others.
    """
    if not seqs:
        return False
    events = _events(connection, min(seqs.values()) - _BEHIND + 1)
    happened = {event.id for event in events if event.day == day}
    without = set(lacking)
    return any((id in happened) == (id in without) for id in seqs)


def stands(connection: sqlite3.Connection, day: str, seqs: Mapping[str, int]) -> bool:
    """Whether these events are there, and the numbers since then as events say.

    `seqs` as for `is_torn`.
    """
    if not seqs:
        return True
    events = _events(connection, min(seqs.values()))
    if not seqs.keys() <= {event.id for event in events}:
        return False
    find = "select state from ticket where day = ? and letter = ? and number = ?"
    return all(
        connection.execute(find, (day, *(parse_label(each) or ()))).fetchone()
        == (state,)
        for each, state in _states(events, day).items()
    )


def mark_unsound(connection: sqlite3.Connection, _now: int) -> None:
    """From now on every station refuses to write to this file."""
    connection.execute(
        "insert into meta (key, value) values (?, '1') on conflict (key) do nothing",
        (_UNSOUND,),
    )


def is_unsound(connection: sqlite3.Connection) -> bool:
    """Whether the file was found not to be whole."""
    known = "select 1 from meta where key = ?"
    return connection.execute(known, (_UNSOUND,)).fetchone() is not None


def refuse_if_unsound(connection: sqlite3.Connection, file: Path) -> None:
    """Raises Damaged where the file was found not to be whole."""
    if is_unsound(connection):
        raise Damaged(file=file, reason=_REASON)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the pages fit together, and today's numbers today's events.

    Raises Damaged where the file is at odds with itself.
    """
    with told_by(connection):
        found = connection.execute("pragma integrity_check(1)").fetchone()[0]
    if found != "ok":
        return False
    refuse_if_at_odds(connection)
    day = kept_day(connection)
    return not day or _is_day_whole(connection, day)


def quick_check(store: Store, seconds: float) -> str | None:
    """SQLite's quick check, "ok" or what it says; none where time is too short for it.

    It is ended before anybody has to wait long. Raises Damaged where the file is
    marked, ShareUnavailable.
    """
    end = time.monotonic() + seconds

    def check(connection: sqlite3.Connection, _now: int) -> str | None:
        refuse_if_unsound(connection, store.file)
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            return str(connection.execute("pragma quick_check(1)").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return None
            raise
        finally:
            connection.set_progress_handler(None, 0)

    return store.read(check)


def _is_day_whole(connection: sqlite3.Connection, day: str) -> bool:
    first = "select min(seq) from event where day = ?"
    events = _events(connection, connection.execute(first, (day,)).fetchone()[0] or 0)
    seqs = [event.seq for event in events]
    is_complete = not seqs or seqs[-1] - seqs[0] + 1 == len(seqs)
    tickets = {
        label(letter, number): state
        for letter, number, state in connection.execute(
            "select letter, number, state from ticket where day = ?", (day,)
        )
    }
    return is_complete and tickets == _states(events, day)


def _events(connection: sqlite3.Connection, first: int) -> list[_Event]:
    columns = (
        "select seq, id, day, kind, ticket,"
        " case when kind = 'undone' then data ->> 'state' end from event"
    )
    found = connection.execute(f"{columns} where seq >= ? order by seq", (first,))
    return [_Event(*row) for row in found]


def _states(events: Iterable[_Event], day: str) -> dict[str, TicketState]:
    """The state in which these events left the numbers of `day`, by label."""
    return {
        event.ticket: TicketState(event.state or "")
        if event.kind == UNDONE
        else LEADS_TO[event.kind]
        for event in events
        if event.day == day and event.kind in (*LEADS_TO, UNDONE)
    }


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
    log.join()
    try:
        examine(Path(sys.argv[1]))
    except Damaged:
        sys.exit(EXIT_NOT_MARKED)
    except JiaohaoError as error:
        sys.exit(error.exit_status)
