"""The one file: opening it, transactions, and asking again until it is settled.

Nothing else opens queue.db. Each call here may take as long as the share takes, so
a screen never makes one: its station does, in a process of its own.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from shared.clock import Clock, now_ms
from shared.errors import (
    Damaged,
    JiaohaoError,
    ProgramFault,
    ShareReadOnly,
    ShareUnavailable,
)
from shared.machine.own_process import BackgroundProcess
from shared.machine.progress import get_on
from shared.machine.share_clock import ShareClock
from shared.office.folder import QUEUE_FILE
from shared.sqlite.connection import Outdated, QueueFile, SwitchedToWal
from shared.sqlite.reasons import (
    FAILED,
    LEFT_BEHIND,
    NOT_WRITTEN,
    UNSOUND,
    code_of,
    is_damage,
    reason_of,
)
from shared.sqlite.schema import lacking_tables
from shared.tables.migrations import SCHEMA_VERSION
from shared.text.catalogue import N_
from shared.text.reasons import BUSY

Result = TypeVar("Result")

PATIENCE: Final = 10.0
"""Seconds a command waits for its turn at a busy file."""
_LONGEST_TRANSACTION: Final = 2.0
"""Seconds after BEGIN when a COMMIT is no longer tried: the lock may be lost."""
_LONGEST_COMMIT: Final = 5.0
"""Seconds: a dead host's lock is given to others after 15 at the earliest."""
_PAUSE: Final = (0.005, 0.060)
"""Seconds between tries, a fresh random each: nobody starves among 20 stations."""
_UPDATE_PAUSE: Final = 0.2
"""Seconds between looks whether another has updated the file."""
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UPDATING: Final = N_("a station is updating it for this version")
_FINAL: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM}


class _TooSlow(Exception):
    """The transaction took so long that its lock cannot be trusted."""


class Store:
    """A way to queue.db that heals itself. For one thread only."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock = now_ms,
        is_reader: bool = False,
        patience: float = PATIENCE,
        oldest: int = SCHEMA_VERSION,
    ) -> None:
        self.folder = folder
        self.file = folder / QUEUE_FILE
        self.clock = clock
        self.is_reader = is_reader
        self.patience = patience
        self.refusal: JiaohaoError | None = None
        """Why nothing may be written here any more, or none."""
        self.has_found_damage = False
        """Whether something in the file could not be read since this was last asked."""
        self.has_hung = False
        """Whether a COMMIT took so long that it may have written over others' work."""
        self._queue_file = QueueFile(folder, is_reader=is_reader, oldest=oldest)
        self._update = BackgroundProcess("shared.upkeep.update", folder)

    @property
    def is_time_sure(self) -> bool:
        """Whether two clocks agree: the share's and this machine's."""
        return isinstance(self.clock, ShareClock) and self.clock.is_confirmed

    @property
    def is_shared(self) -> bool:
        """Whether other machines may have the file open, as far as was seen."""
        return self._queue_file.is_shared

    def create(self) -> None:
        """Make a new queue.db. Raises ShareUnavailable if it cannot be written."""
        self._settled(self._queue_file.create)

    def write(
        self,
        work: Callable[[sqlite3.Connection, int], Result],
        is_there: Callable[[sqlite3.Connection], bool] | None = None,
        *,
        longest: float = _LONGEST_TRANSACTION,
    ) -> Result:
        """Run `work(connection, now)` in one immediate transaction and commit it.

        `work` may be run again, so it must ask the file whether it was done before.
        On a share `is_there` tells, on a fresh look, whether the commit is to be seen.
        It may take `longest` seconds.
        Raises what `work` raises, ShareUnavailable, ShareUnsafe or Damaged; of these
        ShareUnavailable means "not known", never "not done".
        """

        if self.refusal is not None:
            raise self.refusal

        def transaction() -> Result:
            with self._queue_file.connection() as connection:
                connection.execute("begin immediate")
                begun = time.monotonic()
                self._queue_file.note_lock()
                try:
                    self._queue_file.check_version(connection)
                    result = work(connection, self.clock())
                    if time.monotonic() - begun > longest:
                        raise _TooSlow
                    self._queue_file.check_lock()
                    self._commit(connection)
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("rollback")
                    raise
            if is_there is not None and self._queue_file.is_shared:
                with self._queue_file.connection() as connection:
                    if not is_there(connection):
                        raise _TooSlow
            return result

        return self._settled(transaction)

    def _commit(self, connection: sqlite3.Connection) -> None:
        """Commit, and note where the lock may have been lost before it was done."""
        begun = time.monotonic()
        connection.execute("commit")
        took = time.monotonic() - begun
        self.has_hung |= self._queue_file.may_lose_lock and took > _LONGEST_COMMIT

    def read(self, work: Callable[[sqlite3.Connection, int], Result]) -> Result:
        """Run `work(connection, now)` on one consistent view; it must not write."""

        def transaction() -> Result:
            with self._queue_file.connection() as connection:
                connection.execute("begin")
                try:
                    self._queue_file.check_version(connection)
                    return work(connection, self.clock())
                finally:
                    if connection.in_transaction:
                        connection.execute("commit")

        return self._settled(transaction)

    def news_mark(self) -> object:
        """A cheap mark that differs after any event, by anyone."""
        return self._settled(self._queue_file.news_mark)

    def let_go(self) -> None:
        """Close the connection: what was read before is read from the file again."""
        self._queue_file.close()

    def close(self) -> None:
        """Let go of the file; the next call opens it anew."""
        self._update.close()
        self._queue_file.close()

    def _settled(self, work: Callable[[], Result]) -> Result:
        give_up = time.monotonic() + self.patience
        failures = 0
        while True:
            pause = random.uniform(*_PAUSE)
            try:
                result = work()
                get_on()
                return result
            except sqlite3.Error as error:
                trouble: Exception = error
                code = code_of(error) & 0xFF
                if code == sqlite3.SQLITE_CONSTRAINT:
                    raise
                if code not in _BUSY:
                    # Any other error leaves the connection's cache doubtful.
                    self._drop()
                    failures += 1
                if is_damage(error):
                    self.has_found_damage = True
                    raise Damaged(file=self.file, reason=UNSOUND) from error
                if code == sqlite3.SQLITE_ERROR and failures > 1:
                    raise self._fault(error) from error
                reason = reason_of(error)
                is_over = failures > 2 or (code in _FINAL and reason != LEFT_BEHIND)
            except OSError as error:
                # A look at the file itself failed: the share is away.
                trouble, reason = error, FAILED
                self._drop()
                failures += 1
                is_over = failures > 2
            except SwitchedToWal:
                # Whoever is to switch it back needs it alone.
                self._drop()
                raise
            except _TooSlow as error:
                trouble, reason, is_over = error, BUSY, False
            except Outdated as error:
                if self.is_reader:
                    raise
                failed = self._update.go_on()
                trouble, reason, is_over = error, failed or _UPDATING, bool(failed)
                pause = _UPDATE_PAUSE
            if reason == NOT_WRITTEN:
                raise ShareReadOnly(folder=self.folder) from trouble
            if is_over or time.monotonic() > give_up:
                raise ShareUnavailable(folder=self.folder, reason=reason) from trouble
            time.sleep(pause)

    def _fault(self, error: sqlite3.Error) -> JiaohaoError:
        """Who is to blame for what SQLite does not understand: the file, or we."""
        try:
            with self._queue_file.connection() as connection:
                lacking = lacking_tables(connection)
        except sqlite3.Error as other:
            return ShareUnavailable(folder=self.folder, reason=reason_of(other))
        if lacking:
            return Damaged(file=self.file, reason=N_("it lacks a table"))
        return ProgramFault(file=self.file, fault=str(error))

    def _drop(self) -> None:
        with contextlib.suppress(sqlite3.Error, OSError):
            self._queue_file.forget()
