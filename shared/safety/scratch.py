"""The scratch files of a proof: used as hard as one can, so that queue.db is not.

They lie in the folder backups, on the same mount as queue.db.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from shared.errors import ShareUnsafe
from shared.machine.mount import Access, access_to, mount_of
from shared.machine.plain_file import made, make_folder, opened, refuse_unless_plain
from shared.office.folder import BACKUPS
from shared.sqlite.connection import QueueFile
from shared.sqlite.schema import APPLICATION_ID
from shared.tables.migrations import SCHEMA_VERSION

Result = TypeVar("Result")

_GROWN_BYTES: Final = 2**20
_DIGITS: Final = b"%-16d"
_SQLITES_BYTES: Final = (510, 0x4000_0002)
"""The range that SQLite locks for reading: how many bytes, from where."""
_FORGOTTEN_SECONDS: Final = 2 * 86_400
"""The age of a file that no proof uses any more, however wrong a clock is."""
_TRIES: Final = 20
_PAUSE: Final = 0.1
_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def remove_forgotten(folder: Path, now: int) -> None:
    """Remove what processes that died long ago left behind; `now` by the share."""
    before = now / 1000 - _FORGOTTEN_SECONDS
    for pattern in ("locks-*", "clock-*"):
        for file in (folder / BACKUPS).glob(pattern):
            with contextlib.suppress(OSError):
                if file.stat().st_mtime < before:
                    file.unlink()


class Broken(Exception):
    """The scratch file was damaged by those who wrote it."""


class Scratch(QueueFile):
    """A number in an SQLite file, opened as the mount wants queue.db to be."""

    def __init__(self, folder: Path, run: str, vfs: str | None = None) -> None:
        """`run` names it; `vfs` is another way to lock than the mount's own."""
        super().__init__(folder, is_reader=False)
        self.file = folder / BACKUPS / f"locks-{run}.db"
        self._other_vfs = vfs

    def create(self) -> None:
        """A fresh file, large enough not to grow; the number is 0."""
        self.remove()
        make_folder(self.file.parent)
        refuse_unless_plain(self.file)
        vfs = self._vfs(access_to(mount_of(self.folder), self.folder))
        uri = f"{self.file.absolute().as_uri()}?mode=rwc"
        uri += f"&vfs={vfs}" if vfs else ""
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
            connection.execute("begin immediate")
            connection.execute("create table room_to_grow (filling blob)")
            connection.execute(
                "insert into room_to_grow values (zeroblob(?))", (_GROWN_BYTES,)
            )
            connection.execute("drop table room_to_grow")
            connection.execute("create table number (value integer not null)")
            connection.execute("create table given (value integer not null)")
            connection.execute("insert into number values (0)")
            connection.execute("commit")
        finally:
            connection.close()

    def remove(self) -> None:
        """Leave nothing of it behind."""
        for suffix in ("", "-journal"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self.file}{suffix}")

    def next_number(self) -> int:
        """Add one in one transaction, as a ticket is issued; returns the number."""
        with self.connection() as connection:
            connection.execute("begin immediate")
            try:
                value = int(
                    connection.execute("select value from number").fetchone()[0]
                )
                connection.execute("update number set value = ?", (value + 1,))
                connection.execute("insert into given values (?)", (value + 1,))
                connection.execute("commit")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
        return value + 1

    def total(self) -> int:
        """The number, on a fresh look. Raises Broken."""
        return self._looked(lambda connection: self._value(connection))

    def is_sound(self) -> bool:
        """Whether SQLite finds nothing wrong with the file."""
        try:
            return self._looked(lambda connection: self._check(connection) == "ok")
        except Broken:
            return False

    @staticmethod
    def _value(connection: sqlite3.Connection) -> int:
        return int(connection.execute("select value from number").fetchone()[0])

    @staticmethod
    def _check(connection: sqlite3.Connection) -> str:
        return str(connection.execute("pragma integrity_check").fetchone()[0])

    def _looked(self, look: Callable[[sqlite3.Connection], Result]) -> Result:
        broken, trouble = 0, Exception()
        for _ in range(_TRIES):
            try:
                with self.connection() as connection:
                    found = look(connection)
                self.forget()
                return found
            except (sqlite3.Error, ShareUnsafe) as error:
                # Unsafe: a journal that does not fit, though all writers are done.
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                broken += code in _BROKEN
                with contextlib.suppress(sqlite3.Error, OSError):
                    self.forget()
                # cifs calls a file that has just grown broken, once or twice.
                if broken > 2:
                    raise Broken from error
                trouble = error
                time.sleep(_PAUSE)
        if isinstance(trouble, ShareUnsafe):
            raise Broken from trouble
        raise trouble

    def _vfs(self, access: Access) -> str | None:
        return self._other_vfs or super()._vfs(access)


class ScratchCount:
    """A number in a plain file, added to under a lock on SQLite's own bytes."""

    def __init__(self, folder: Path, run: str, *, is_locked: bool = True) -> None:
        self.file = folder / BACKUPS / f"locks-{run}.txt"
        self.is_locked = is_locked
        self._descriptor: int | None = None

    def create(self) -> None:
        """A fresh file; the number is 0."""
        self.remove()
        with os.fdopen(made(self.file), "wb") as file:
            file.write(_DIGITS % 0)

    def remove(self) -> None:
        """Leave nothing of it behind."""
        with contextlib.suppress(OSError):
            self.file.unlink()

    def next_number(self) -> int:
        """Add one; returns the number. Raises OSError while another has the lock."""
        if self._descriptor is None:
            self._descriptor = opened(self.file, os.O_RDWR)
        if self.is_locked:
            _lock(self._descriptor)
        try:
            value = int(os.pread(self._descriptor, len(_DIGITS % 0), 0)) + 1
            os.pwrite(self._descriptor, _DIGITS % value, 0)
            os.fsync(self._descriptor)
        finally:
            if self.is_locked:
                _unlock(self._descriptor)
        return value

    def total(self) -> int:
        """The number, on a fresh look."""
        with os.fdopen(opened(self.file), "rb") as file:
            return int(file.read())

    def forget(self) -> None:
        """Close the file."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


if sys.platform == "win32":
    HAS_COUNTER: Final = False

    def _lock(descriptor: int) -> None:
        raise NotImplementedError

    def _unlock(descriptor: int) -> None:
        raise NotImplementedError

else:
    import fcntl

    HAS_COUNTER: Final = True
    """Whether this system lets us lock the bytes that SQLite would."""

    def _lock(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, *_SQLITES_BYTES)

    def _unlock(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, *_SQLITES_BYTES)
