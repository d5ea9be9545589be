"""Why a file cannot be used, in words for people: what SQLite and the system say."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

from shared.text.catalogue import N_, Words
from shared.text.reasons import BUSY, FULL, why

LEFT_BEHIND: Final = N_("a station must first undo what one that died left behind")
FAILED: Final = N_("reading or writing failed")
UNSOUND: Final = N_("its content is broken")
_DAMAGE: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
NOT_WRITTEN: Final = N_("it may be read but not written")
_BY_CODE: Final = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: NOT_WRITTEN,
    sqlite3.SQLITE_PERM: N_("this user has no right to it"),
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: N_("a file in it cannot be opened"),
    sqlite3.SQLITE_IOERR: FAILED,
}
_BY_NUMBER: Final = {
    errno.EACCES: NOT_WRITTEN,
    errno.EPERM: NOT_WRITTEN,
    errno.EROFS: NOT_WRITTEN,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
}


def code_of(error: sqlite3.Error) -> int:
    """SQLite's whole result code."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken."""
    return code_of(error) & 0xFF in _DAMAGE


def reason_of(error: sqlite3.Error) -> Words:
    """Why SQLite could not do it."""
    code = code_of(error)
    if is_damage(error):
        return UNSOUND
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        # Only those who may write can roll a journal back.
        return LEFT_BEHIND
    return _BY_CODE.get(code & 0xFF, FAILED)


def why_not_written(error: OSError | sqlite3.Error) -> str:
    """Why something could not be written."""
    if isinstance(error, sqlite3.Error):
        return reason_of(error)
    return _BY_NUMBER.get(error.errno or 0) or why(error)


def why_failed(error: OSError | sqlite3.Error) -> str:
    """Why something could not be done, whichever of the two says so."""
    return reason_of(error) if isinstance(error, sqlite3.Error) else why(error)
