"""The one file: opening it, transactions, and asking again until it is settled.

Nothing else opens queue.db. Each call here may take as long as the share takes, so
a screen never makes one: its station does, in a process of its own.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import quote

from shared.clock import Clock, now_ms
from shared.errors import Damaged, JiaohaoError, ShareUnavailable, ShareUnsafe
from shared.office import QUEUE_FILE
from shared.store_schema import APPLICATION_ID, SCHEMA_VERSION, migrate
from shared.text import N_

Result = TypeVar("Result")

PATIENCE: Final = 10.0
"""Seconds a command waits for its turn at a busy file."""
_LONGEST_TRANSACTION: Final = 2.0
"""Seconds after BEGIN when a COMMIT is no longer tried: the lock may be lost."""
_BUSY_MS: Final = 250
_PAUSE: Final = (0.005, 0.060)
"""Seconds between tries, a fresh random each: nobody starves among 20 stations."""
_HEADER: Final = b"SQLite format 3\0"
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_UNSOUND: Final = N_("its content is broken")
_REASONS: Final = {
    sqlite3.SQLITE_BUSY: N_("another station holds it"),
    sqlite3.SQLITE_LOCKED: N_("another station holds it"),
    sqlite3.SQLITE_READONLY: N_("it may be read but not written"),
    sqlite3.SQLITE_PERM: N_("this user has no right to it"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
    sqlite3.SQLITE_CANTOPEN: N_("a file in it cannot be opened"),
    sqlite3.SQLITE_IOERR: N_("reading or writing failed"),
}
_FINAL: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM}


class _TooSlow(Exception):
    """The transaction took so long that its lock cannot be trusted."""


class Store:
    """A connection to queue.db that heals itself. For one thread only."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock = now_ms,
        is_reader: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        self.folder = folder
        self.file = folder / QUEUE_FILE
        self.clock = clock
        self.is_reader = is_reader
        self.patience = patience
        self._connection: sqlite3.Connection | None = None

    def create(self) -> None:
        """Make a new queue.db. Raises ShareUnavailable if it cannot be written."""

        def made() -> None:
            connection = sqlite3.connect(
                _uri(self.file, "rwc"), uri=True, isolation_level=None
            )
            try:
                _prepare(connection)
                migrate(connection)
                # Leaves no empty journal file behind in the new folder.
                connection.execute("pragma journal_mode = delete")
            finally:
                connection.close()

        self._settled(made)

    def write(self, work: Callable[[sqlite3.Connection, int], Result]) -> Result:
        """Run `work(connection, now)` in one immediate transaction and commit it.

        `work` may be run again, so it must ask the file whether it was done before.
        Raises what `work` raises, ShareUnavailable, ShareUnsafe or Damaged; of these
        ShareUnavailable means "not known", never "not done".
        """

        def transaction() -> Result:
            connection = self._connected()
            connection.execute("begin immediate")
            begun = time.monotonic()
            try:
                result = work(connection, self.clock())
                if time.monotonic() - begun > _LONGEST_TRANSACTION:
                    raise _TooSlow
                connection.execute("commit")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
            return result

        return self._settled(transaction)

    def read(self, work: Callable[[sqlite3.Connection, int], Result]) -> Result:
        """Run `work(connection, now)` on one consistent view; it must not write."""

        def transaction() -> Result:
            connection = self._connected()
            connection.execute("begin")
            try:
                return work(connection, self.clock())
            finally:
                if connection.in_transaction:
                    connection.execute("commit")

        return self._settled(transaction)

    def change_mark(self) -> tuple[int, int]:
        """A cheap mark that differs after any change of the file, by anyone."""

        def mark() -> tuple[int, int]:
            connection = self._connected()
            version: int = connection.execute("pragma data_version").fetchone()[0]
            return version, connection.total_changes

        return self._settled(mark)

    def close(self) -> None:
        """Let go of the file; the next call opens it anew."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _settled(self, work: Callable[[], Result]) -> Result:
        give_up = time.monotonic() + self.patience
        failures = 0
        while True:
            try:
                return work()
            except sqlite3.Error as error:
                trouble: Exception = error
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
                if code == sqlite3.SQLITE_CONSTRAINT:
                    raise
                if code not in _BUSY:
                    # Any other error leaves the connection's cache doubtful.
                    self._drop()
                    failures += 1
                if code in _DAMAGED:
                    raise self._damaged(_UNSOUND) from error
                is_over = failures > 2 or code in _FINAL
            except _TooSlow as error:
                trouble, code, is_over = error, sqlite3.SQLITE_BUSY, False
            if is_over or time.monotonic() > give_up:
                reason = _REASONS.get(code, _REASONS[sqlite3.SQLITE_IOERR])
                raise self._unavailable(reason) from trouble
            time.sleep(random.uniform(*_PAUSE))

    def _drop(self) -> None:
        try:
            self.close()
        except sqlite3.Error:
            self._connection = None

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        self._check_header()
        mode = "ro" if self.is_reader else "rw"
        connection = sqlite3.connect(
            _uri(self.file, mode),
            uri=True,
            isolation_level=None,
            cached_statements=256,
            check_same_thread=False,
        )
        try:
            _prepare(connection)
            self._check_schema(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_header(self) -> None:
        try:
            with self.file.open("rb") as file:
                header = file.read(20)
        except FileNotFoundError as error:
            raise self._unavailable(N_("there is no queue.db in it")) from error
        except OSError as error:
            raise self._unavailable(error.strerror or str(error)) from error
        if header[:16] != _HEADER:
            raise self._damaged(N_("it is not a database"))
        if header[18:20] != b"\x01\x01":
            raise ShareUnsafe(
                folder=self.folder,
                reason=N_(
                    "queue.db was switched to WAL mode, which loses data on a share"
                ),
            )

    def _check_schema(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("pragma application_id").fetchone()[0]
        version = connection.execute("pragma user_version").fetchone()[0]
        if found != APPLICATION_ID:
            raise self._damaged(N_("it is the database of another program"))
        if version > SCHEMA_VERSION:
            raise ShareUnsafe(
                folder=self.folder,
                reason=N_("a newer Jiaohao works on it; update this station"),
            )
        if version < SCHEMA_VERSION and not self.is_reader:
            migrate(connection)

    def _unavailable(self, reason: str) -> JiaohaoError:
        return ShareUnavailable(folder=self.folder, reason=reason)

    def _damaged(self, reason: str) -> JiaohaoError:
        return Damaged(file=self.file, reason=reason)


def _uri(file: Path, mode: str) -> str:
    path = file.absolute().as_posix()
    lead = "" if path.startswith("/") else "/"
    return f"file://{lead}{quote(path)}?mode={mode}"


def _prepare(connection: sqlite3.Connection) -> None:
    """How every connection behaves; TRUNCATE and the rest hold for one connection."""
    connection.execute(f"pragma busy_timeout = {_BUSY_MS}")
    connection.execute("pragma journal_mode = truncate")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma mmap_size = 0")
    connection.execute("pragma cache_spill = 0")
    connection.execute("pragma foreign_keys = on")
