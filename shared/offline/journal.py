"""A station's journal: what it was asked and what it answered, on its own disk.

It outlives the process, the share and the file on it: what is missing there is handed
in from here. The one SQLite file of this program in WAL mode: it belongs to one
process on a local disk, and an answer costs one sync.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from shared.machine.state_folder import make_own_file, state_folder
from shared.offline.journal_tables import prepare
from shared.wire.entry import JournalEntry
from shared.wire.json_text import from_json, to_json

_log = logging.getLogger(__name__)
_UNLESS_ANSWERED: Final = (
    "do update set state = excluded.state, seq = excluded.seq, body = excluded.body,"
    " at = excluded.at, do = excluded.do, fields = excluded.fields,"
    # In the order of answers: what was asked before a clock was in doubt is after it.
    " key = (select max(key) + 1 from entry)"
    " where entry.state = 'asked'"
)
_COLUMNS: Final = "id, day, at, do, fields, seq, body"


def journals_folder() -> Path:
    """Where the journals of this machine's stations lie."""
    return state_folder() / "journals"


def journal_file(office: str, station: str) -> Path:
    """Where the journal of a station of an office (its id) lies on this machine."""
    mark = hashlib.sha256(f"{office}\n{station}".encode()).hexdigest()[:24]
    return journals_folder() / f"{mark}.db"


class Journal:
    """The journal of one station, for one thread. Everything raises sqlite3.Error."""

    def __init__(self, office: str, station: str) -> None:
        """Raises OSError too: the disk may be full or not ours."""
        self.file = journal_file(office, station)
        make_own_file(self.file)
        self._connection = sqlite3.connect(self.file, isolation_level=None)
        try:
            self.id: str = self._mark(office, station)
            """A mark of this journal; a wiped disk makes a new one."""
        except BaseException:
            self._connection.close()
            raise

    def _mark(self, office: str, station: str) -> str:
        run = self._connection.execute
        run("pragma journal_mode = wal")
        self._sync("full")
        prepare(self._connection)
        # Not only when the tables are new: a power cut may have come in between.
        run(
            "insert into mark (office, station, id)"
            " select ?, ?, ? where not exists (select 1 from mark)",
            (office, station, uuid.uuid4().hex),
        )
        known = run("select office, station, id from mark").fetchone()
        if known[:2] != (office, station):
            raise sqlite3.DatabaseError("a journal of another station")
        id: str = known[2]
        return id

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def ask(self, entry: JournalEntry) -> None:
        """Remember that a command was asked; asking again changes nothing.

        It need not survive a power cut, only the process.
        """
        self._sync("normal")
        try:
            self._put(entry, "asked", "do nothing")
        finally:
            self._sync("full")

    def answer(self, entry: JournalEntry, *, is_new: bool = True) -> bool:
        """Remember what the office answered; false where an answer is known already.

        Where it was carried out before (not `is_new`), nobody knows with which event.
        """
        return self._put(entry, "answered" if is_new else "handed", _UNLESS_ANSWERED)

    def keep(self, entry: JournalEntry) -> None:
        """Remember what was answered here while the share was away.

        Raises sqlite3.IntegrityError where an answer is known already.
        """
        if not self._put(entry, "kept", _UNLESS_ANSWERED):
            raise sqlite3.IntegrityError("answered already")

    def forget(self, id: str, day: str) -> None:
        """What was asked is no command: nobody need ask it again."""
        self._connection.execute(
            "delete from entry where id = ? and day = ? and state = 'asked'", (id, day)
        )

    def give(self, entry: JournalEntry, letter: str, number: int) -> None:
        """Keep an entry that gives out a number of the reserve, both or neither."""
        with self._transaction() as run:
            given = (entry.day, letter, number, entry.id)
            run("insert into given values (?, ?, ?, ?)", given)
            self.keep(entry)

    def last_given(self, since: str, letter: str) -> int:
        """The highest number of the reserve given out since a day; 0: none."""
        row = self._connection.execute(
            "select max(number) from given where day >= ? and letter = ?",
            (since, letter),
        ).fetchone()
        return row[0] or 0

    def reserve_until(self) -> str | None:
        """The last day (ISO 8601) the kiosk's reserve is ours as far as was heard."""
        row = self._connection.execute("select reserve_until from mark").fetchone()
        until: str | None = row[0]
        return until

    def note_reserve(self, until: str | None) -> None:
        """Remember until when the kiosk's reserve is ours."""
        self._connection.execute("update mark set reserve_until = ?", (until,))

    def last_at(self) -> int:
        """The latest instant noted, in milliseconds since 1970, UTC; 0: none."""
        row = self._connection.execute("select max(at) from entry").fetchone()
        return row[0] or 0

    def doubt_times(self) -> None:
        """From now on entries carry the time of a clock that nobody has set right."""
        self._connection.execute(
            "update mark set unsure_from = coalesce(unsure_from,"
            " (select coalesce(max(key), 0) + 1 from entry))"
        )

    def is_unsure(self) -> bool:
        """Whether entries carry such times, of this process or of one before it."""
        row = self._connection.execute("select unsure_from from mark").fetchone()
        return row[0] is not None

    def unsure(self) -> list[JournalEntry]:
        """What was asked or kept by such a clock and is not handed in."""
        return self._entries(
            "state in ('asked', 'kept') and key >= (select unsure_from from mark)"
        )

    def trust_times(self, moved: Iterable[tuple[JournalEntry, JournalEntry]]) -> None:
        """The clock is right again: entries of `unsure`, and each as it should be.

        All of them or none.
        """
        with self._transaction() as run:
            for wrong, right in moved:
                where = " where id = ? and day = ?"
                at_its_place = (wrong.id, wrong.day)
                run(
                    f"update entry set at = ?, body = ?{where}",
                    (right.at, right.body, *at_its_place),
                )
                for table in ("entry", "given"):
                    run(
                        f"update or ignore {table} set day = ?{where}",
                        (right.day, *at_its_place),
                    )
            run("update mark set unsure_from = null")

    def hand(self, entries: Iterable[JournalEntry], seq: int) -> None:
        """Entries that were brought to the office's file, as of its event `seq`."""
        with self._transaction() as run:
            for entry in entries:
                run(
                    "update entry set state = 'handed', seq = ?"
                    " where id = ? and day = ? and state in ('kept', 'answered')",
                    (seq, entry.id, entry.day),
                )

    def hand_since(self, seq: int) -> None:
        """All after an event of the file was brought to it anew, in whatever order."""
        self._connection.execute(
            "update entry set state = 'handed' where state = 'answered' and seq > ?",
            (seq,),
        )

    def witnessed(self, since: int) -> list[JournalEntry]:
        """What the office answered since an instant (milliseconds) and still stands so.

        Its own event in the file is at or before the entry's seq.
        """
        return self._entries("state = 'answered' and at >= ?", since)

    def answer_kept(self, id: str, day: str) -> str | None:
        """What was answered here under an id, handed in or not; none: nothing."""
        return self._body(id, day, "('kept', 'handed')")

    def answer_known(self, id: str, day: str) -> str | None:
        """What was answered under an id, by whom ever; none: nothing."""
        return self._body(id, day, "('answered', 'kept', 'handed')")

    def kept(self) -> list[JournalEntry]:
        """What was answered here and is not handed in, in the order it happened."""
        return self._entries("state = 'kept'")

    def has_kept(self) -> bool:
        """Whether anything is kept."""
        row = self._connection.execute(
            "select exists (select 1 from entry where state = 'kept')"
        ).fetchone()
        return bool(row[0])

    def unanswered(self) -> list[JournalEntry]:
        """What was asked and never answered, as far as is known."""
        return self._entries("state = 'asked'")

    def recent(self, milliseconds: int) -> list[JournalEntry]:
        """What the file must know of the last business day, so far back at most."""
        return self._entries(
            "day = (select day from entry order by key desc limit 1)"
            " and at >= (select max(at) from entry) - ?"
            " and state in ('answered', 'handed')",
            milliseconds,
        )

    def after(self, seq: int) -> list[JournalEntry]:
        """What was answered after an event of the file, kept ones included."""
        later = self._entries("seq > ? and state in ('answered', 'handed')", seq)
        return later + self.kept()

    def last_seq(self) -> int:
        """The last event this station has heard of."""
        row = self._connection.execute("select max(seq) from entry").fetchone()
        return row[0] or 0

    def forget_before(self, day: str) -> None:
        """Let go of what is older and settled."""
        run = self._connection.execute
        run("delete from entry where day < ? and state <> 'kept'", (day,))
        run("delete from given where day < ?", (day,))

    @contextmanager
    def _transaction(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        run = self._connection.execute
        run("begin immediate")
        try:
            yield run
            run("commit")
        except BaseException:
            if self._connection.in_transaction:
                run("rollback")
            raise

    def _body(self, id: str, day: str, states: str) -> str | None:
        row = self._connection.execute(
            f"select body from entry where id = ? and day = ? and state in {states}",
            (id, day),
        ).fetchone()
        return row[0] if row else None

    def _put(self, entry: JournalEntry, state: str, again: str) -> bool:
        fields = to_json(entry.fields)
        row: tuple[Any, ...] = (entry.id, entry.day, entry.at, entry.do, fields)
        done = self._connection.execute(
            "insert into entry (id, day, at, do, fields, state, seq, body)"
            f" values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id, day) {again}",
            (*row, state, entry.seq, entry.body),
        )
        return done.rowcount == 1

    def _entries(self, where: str, *values: object) -> list[JournalEntry]:
        rows = self._connection.execute(
            f"select {_COLUMNS}, key from entry where {where} order by +at, key", values
        ).fetchall()
        found = [(row[-1], _entry_of(row)) for row in rows]
        for key, entry in found:
            if entry is None:
                self._set_aside(key)
        return [entry for _, entry in found if entry is not None]

    def _set_aside(self, key: int) -> None:
        """A line that cannot be read must not stop the others; it is kept."""
        with self._transaction() as run:
            run("create table if not exists set_aside as select * from entry where 0")
            run("insert into set_aside select * from entry where key = ?", (key,))
            run("delete from entry where key = ?", (key,))
        _log.warning("journal: a line cannot be read and is set aside, %s", self.file)

    def _sync(self, how: str) -> None:
        self._connection.execute(f"pragma synchronous = {how}")


def _entry_of(row: tuple[Any, ...]) -> JournalEntry | None:
    """The entry of a row, or none where it cannot be read."""
    id, day, at, do, fields, seq, body, _ = row
    try:
        asked = from_json(fields)
        told = from_json(body) if body is not None else {}
    except ValueError:
        return None
    if not isinstance(asked, dict) or not isinstance(told, dict):
        return None
    return JournalEntry(id, day, at, do, asked, seq, body)
