"""Opening queue.db as its mount wants it: which VFS and journal, for how long.

| mount | VFS | connection | journal |
|---|---|---|---|
| local, NFSv4 | SQLite's own | lasting | TRUNCATE |
| SMB on Linux | unix-excl for writers | one transaction long | DELETE |
| SMB on Windows | SQLite's own | lasting | DELETE |
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from shared.errors import (
    EXIT_SHARE,
    RESTORE,
    Damaged,
    JiaohaoError,
    ShareUnavailable,
    ShareUnsafe,
)
from shared.machine.file_identity import Identity
from shared.machine.mount import Access, access_to, mount_of
from shared.machine.plain_file import opened, refuse_unless_plain
from shared.office.folder import QUEUE_FILE
from shared.sqlite.leftover_journal import is_foreign
from shared.sqlite.schema import APPLICATION_ID, migrate, news_mark, version_of
from shared.tables.migrations import SCHEMA_VERSION
from shared.text.catalogue import N_
from shared.text.reasons import why

_BUSY_MS: Final = 250
_EXCLUSIVE: Final = "unix-excl"
_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_COUNTER: Final = slice(24, 28)
"""The change counter in the header of the file: every commit moves it."""
_NEWS: Final = slice(60, 64)
"""Where the header has what `note_event` wrote."""
_GROWN_PAGES: Final = 1024
"""A new file is this large at once: while it grows, cifs reports a stale size as
damage."""


class Outdated(ShareUnavailable):
    """The tables are of an older version; a station that may write updates them."""


class SwitchedToWal(ShareUnsafe):
    """Another program set the file to write-ahead logging."""

    text = N_(
        "Another program switched {file} to WAL mode, which loses data on a share."
        " Close that program. {remedy}"
    )


class QueueFile:
    """The file as one process has it open."""

    def __init__(
        self, folder: Path, *, is_reader: bool, oldest: int = SCHEMA_VERSION
    ) -> None:
        self.folder = folder
        self.file = folder / QUEUE_FILE
        self.is_reader = is_reader
        self.oldest = oldest
        """The oldest schema that is good enough."""
        self.access: Access | None = None
        """How the mount wants to be used; none before the first look."""
        self._connection: sqlite3.Connection | None = None
        self._guard: int | None = None
        self._noted = b""
        self._identity = Identity(self.file)
        self._office: str | None = None
        self._is_known = False
        """Whether the file that is open was found to be this office's."""

    @property
    def is_shared(self) -> bool:
        """Whether other hosts may have the file open."""
        return self.access not in (None, Access.LOCAL)

    @property
    def may_lose_lock(self) -> bool:
        """Whether a lock may be lost without an error, as on SMB."""
        return self._guard is not None

    def create(self) -> None:
        """Make the file and its tables; leave no journal behind."""
        connection = new_database(self.file)
        try:
            connection.execute("begin immediate")
            migrate(connection)
            connection.execute("create table room_to_grow (filling blob)")
            size = _GROWN_PAGES * 4096
            connection.execute("insert into room_to_grow values (zeroblob(?))", (size,))
            connection.execute("drop table room_to_grow")
            connection.execute("commit")
            connection.execute("pragma journal_mode = delete")
        finally:
            connection.close()

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """The connection for one transaction, to the file that is there now."""
        if self._connection is not None and self._identity.is_lost(self.access):
            self.forget()
        if self._connection is None:
            self._connection = self._opened()
        try:
            yield self._connection
        finally:
            if self._is_brief:
                self.close()

    def check_version(self, connection: sqlite3.Connection) -> None:
        """Every transaction begins with this: the file may be updated at any time.

        Raises ShareUnsafe when the file is newer than this program, Outdated,
        SwitchedToWal.
        """
        version = version_of(connection)
        if version > SCHEMA_VERSION:
            words = N_("a newer Jiaohao works on it; update this station")
            raise ShareUnsafe(folder=self.folder, reason=words)
        if version < self.oldest:
            words = N_("it waits for a station of this version to update its queue.db")
            raise Outdated(folder=self.folder, reason=words)
        if connection.execute("pragma journal_mode").fetchone()[0] == "wal":
            raise SwitchedToWal(file=self.file, remedy=RESTORE)
        if not self._is_known:
            self._check_office(connection)
            self._is_known = True

    def _check_office(self, connection: sqlite3.Connection) -> None:
        """A path may change under us: never go on in another office's file."""
        row = connection.execute(
            "select value from meta where key = 'office'"
        ).fetchone()
        if row is not None:
            if self._office not in (None, row[0]):
                words = N_("the queue.db there is another office's; start anew")
                raise ShareUnsafe(folder=self.folder, reason=words)
            self._office = row[0]

    def note_lock(self) -> None:
        """Remember the change counter, right after the lock was had."""
        if self._guard is not None:
            self._noted = _peek(self._guard, _COUNTER)

    def check_lock(self) -> None:
        """End the process if somebody wrote under our lock: it was lost.

        SMB gives no other sign. A rollback could undo another's work, and nothing in
        this process can be trusted to leave the file alone, so it ends here; whoever
        asked asks again by the same id.
        """
        if self._guard is None:
            return
        try:
            counter = _peek(self._guard, _COUNTER)
        except OSError:
            counter = b""
        if counter != self._noted:
            os._exit(EXIT_SHARE)

    def news_mark(self) -> object:
        """A cheap mark that differs after any event; a sign of life leaves it."""
        if self._guard is not None:
            return _peek(self._guard, _NEWS)
        with self.connection() as connection:
            return news_mark(connection)

    def close(self) -> None:
        """Let go of the connection. The guard stays: closing it would drop locks."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def forget(self) -> None:
        """Let go of everything after an error; the next call opens it all anew."""
        try:
            self.close()
        finally:
            guard, self._guard = self._guard, None
            if guard is not None:
                os.close(guard)

    @property
    def _is_brief(self) -> bool:
        return self.access is Access.SMB and not self.is_reader

    def _opened(self) -> sqlite3.Connection:
        self.access = access_to(mount_of(self.folder), self.folder)
        self._check_header()
        self._is_known = self._identity.note() and self._is_known
        connection = sqlite3.connect(
            _uri(self.file, "ro" if self.is_reader else "rw", self._vfs(self.access)),
            uri=True,
            isolation_level=None,
            cached_statements=256,
            check_same_thread=False,
        )
        try:
            _prepare(connection)
            if self.access in (Access.LOCAL, Access.NFS):
                # Neither is remembered in the file: it holds for this connection.
                connection.execute("pragma journal_mode = truncate")
        except BaseException:
            connection.close()
            raise
        return connection

    def _vfs(self, access: Access) -> str | None:
        return _EXCLUSIVE if access is Access.SMB and not self.is_reader else None

    def _check_header(self) -> None:
        """Raises what is wrong with the file."""
        header = self._header()
        if header[:16] != _MAGIC:
            raise self._damaged(N_("it is not a database"))
        if header[18:20] != b"\x01\x01":
            raise SwitchedToWal(file=self.file, remedy=RESTORE)
        if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
            raise self._damaged(N_("it is the database of another program"))
        if is_foreign(self.file, self._header):
            words = N_(
                "queue.db-journal does not fit what this machine sees of queue.db;"
                " leave both where they are. If it stays so, look at the share (jiaohao"
                " doctor), then say: jiaohao restore"
            )
            raise ShareUnsafe(folder=self.folder, reason=words)

    def _header(self) -> bytes:
        try:
            if self._guard is not None:
                return os.pread(self._guard, _HEADER_BYTES, 0)
            descriptor = opened(self.file)
        except FileNotFoundError as error:
            raise self._alone(N_("there is no queue.db in it")) from error
        except OSError as error:
            raise self._alone(why(error)) from error
        if self._is_brief:
            self._guard = descriptor
            return os.pread(descriptor, _HEADER_BYTES, 0)
        try:
            return os.read(descriptor, _HEADER_BYTES)
        finally:
            os.close(descriptor)

    def _alone(self, reason: str) -> JiaohaoError:
        return ShareUnavailable(folder=self.folder, reason=reason)

    def _damaged(self, reason: str) -> JiaohaoError:
        return Damaged(file=self.file, reason=reason)


def _peek(guard: int, part: slice) -> bytes:
    """A part of the header as it is on the share now, seen without a lock."""
    return os.pread(guard, _HEADER_BYTES, 0)[part]


def file_of(connection: sqlite3.Connection) -> Path:
    """The file a connection is to."""
    return Path(connection.execute("pragma database_list").fetchone()[2])


def new_database(file: Path) -> sqlite3.Connection:
    """Another file beside queue.db, made if need be, as its mount wants it."""
    refuse_unless_plain(file)
    access = access_to(mount_of(file.parent), file.parent)
    vfs = _EXCLUSIVE if access is Access.SMB else None
    connection = sqlite3.connect(_uri(file, "rwc", vfs), uri=True, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(file: Path, mode: str, vfs: str | None) -> str:
    path = file.absolute().as_posix()
    lead = "" if path.startswith("/") else "/"
    own = f"&vfs={vfs}" if vfs else ""
    return f"file://{lead}{quote(os.fsencode(path))}?mode={mode}{own}"


def _prepare(connection: sqlite3.Connection) -> None:
    """How every connection behaves, on any mount."""
    connection.execute(f"pragma busy_timeout = {_BUSY_MS}")
    # An answered ticket survives a power cut.
    connection.execute("pragma synchronous = full")
    # The file changes under us by other hosts' hands.
    connection.execute("pragma mmap_size = 0")
    # Nothing is written to the database before COMMIT.
    connection.execute("pragma cache_spill = 0")
    connection.execute("pragma foreign_keys = on")
