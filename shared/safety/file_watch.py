"""A station's doubt whether queue.db is whole, and what it does about it."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Final

from shared.errors import Damaged, ShareUnavailable
from shared.machine.own_process import begin
from shared.safety.file_check import (
    EXIT_NOT_MARKED,
    is_torn,
    mark_unsound,
    refuse_if_unsound,
    stands,
)
from shared.sqlite.agreement import refuse_if_at_odds
from shared.sqlite.reasons import UNSOUND
from shared.sqlite.transactions import Store
from shared.tables.handed_in import missing
from shared.tables.moving import refuse_if_moved
from shared.tables.rows import kept_day
from shared.text.catalogue import N_

_WAIT_SECONDS: Final = 3.0
"""How long a station waits for what is found; its own signs of life must go on."""
_REST_SECONDS: Final = 10.0
"""How long one who still doubts waits after an examination."""
_END_SECONDS: Final = 1.0


class IntegrityWatch:
    """One station's part: it suspects, asks, and writes nothing to a broken file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._examining: subprocess.Popen[bytes] | None = None
        self._rests_until = float("-inf")
        """When the file may be examined again."""

    def before_beat(self) -> None:
        """See whether a sound file lies there now; examine it where there is doubt.

        There is, where a COMMIT hung or something could not be read. Raises as
        `make_sure`.
        """
        # Damage does not reach what was read before, and others see it already.
        self._store.let_go()
        is_doubtful = self._store.has_hung or self._store.has_found_damage
        is_due = is_doubtful and time.monotonic() >= self._rests_until
        if is_due or self._examining is not None:
            self.make_sure()
            self._store.has_hung = False
        if isinstance(self._store.refusal, Damaged):
            self.look()

    def look(self) -> None:
        """See whether the file can be trusted, by what can be seen soon.

        Raises Damaged, from now on for all, where it cannot.
        """
        self._store.let_go()
        try:
            self._store.read(lambda connection, _: self.at_beat(connection))
        except Damaged as error:
            self._store.refusal = error
            raise
        self._store.refusal = None

    def at_beat(self, connection: sqlite3.Connection) -> None:
        """Raises StoreMoved where the office went from here.

        Damaged, from now on for all, where the file is marked or at odds.
        """
        refuse_if_moved(connection, self._store.folder)
        try:
            refuse_if_unsound(connection, self._store.file)
        except Damaged as error:
            self._store.refusal = error
            raise
        try:
            refuse_if_at_odds(connection)
        except Damaged as error:
            # Others must hear of it: it is to be marked.
            self._store.refusal, self._store.has_found_damage = error, True
            raise

    def make_sure(self) -> None:
        """Have the whole file examined.

        Raises Damaged where it is not whole, ShareUnavailable while it is not known:
        until then nothing is written to it here.
        """
        self._store.has_found_damage = False
        if self._examining is None:
            # In a process of its own: years take longer than a person waits.
            self._examining = begin("shared.safety.file_check", self._store.folder)
        try:
            status = self._examining.wait(_WAIT_SECONDS)
        except subprocess.TimeoutExpired as error:
            self._store.refusal = self._unknown()
            raise self._store.refusal from error
        self._examining = None
        self._rests_until = time.monotonic() + _REST_SECONDS
        self.look()
        if status == EXIT_NOT_MARKED:
            # So broken that it takes no mark, though what we read can be read.
            self._store.has_found_damage = True
            raise Damaged(file=self._store.file, reason=UNSOUND)
        if status:
            raise self._unknown()

    def lacking(
        self,
        day: str,
        ids: Sequence[str],
        *,
        kept: Mapping[str, str],
        events: Mapping[str, int],
    ) -> list[str]:
        """Which answers of a day (ISO 8601) the file lacks, if it is whole.

        `kept` has the answers that must be as they are told, `events` of those that
        made one the last event then. Raises Damaged, ShareUnavailable: nothing is put
        back into a file that is broken, or may be.
        """

        def work(
            connection: sqlite3.Connection, _now: int
        ) -> tuple[list[str], bool, bool]:
            # What was answered on an earlier day is forgotten by rule.
            if kept_day(connection) != day:
                return [], False, False
            found = missing(connection, ids, kept)
            is_doubtful = bool(found) or not stands(connection, day, events)
            torn = is_doubtful and is_torn(connection, day, events, found)
            return found, is_doubtful, torn

        found, is_doubtful, torn = self._store.read(work)
        if torn:
            self.condemn()
        elif is_doubtful:
            self.make_sure()
        return found

    def condemn(self) -> None:
        """Mark the file as broken. Raises Damaged, as all do from now on."""
        self._store.write(mark_unsound)
        self.look()

    def leave(self) -> None:
        """Let go of an examination that is under way; it ends by itself."""
        examining, self._examining = self._examining, None
        if examining is not None and examining.poll() is None:
            examining.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                examining.wait(_END_SECONDS)

    def _unknown(self) -> ShareUnavailable:
        words = N_("it is being examined: somebody may have written over it")
        return ShareUnavailable(folder=self._store.folder, reason=words)
