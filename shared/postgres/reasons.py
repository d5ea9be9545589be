"""Why the server cannot be used, in words for people."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors

from shared.errors import ShareReadOnly, ShareUnavailable, ShareUnsafe
from shared.text.catalogue import N_, Words
from shared.text.reasons import BUSY, FULL


class ServerUnavailable(ShareUnavailable):
    """It does not answer, or refuses us."""

    text = N_(
        "The database {server} cannot be used at the moment ({reason}). Check the"
        " network and the server."
    )


class NoQueue(ServerUnavailable):
    """Nobody has brought an office there."""

    text = N_(
        "There is no queue of Jiaohao in the database {server}. With all stations"
        " ended, say: jiaohao move-store"
    )


class ServerReadOnly(ShareReadOnly):
    """It answers, and takes nothing: a standby, or one that was set so."""

    text = N_(
        "The database {server} can be read but not written to, so nothing can be done"
        " in it. Look whether the address names the server that is at work."
    )


class ServerUnsafe(ShareUnsafe):
    """Another program's tables, or those of a newer Jiaohao."""

    text = N_("Working in the database {server} would not be safe: {reason}.")


_SILENT: Final = N_("it does not answer")
_BY_ERROR: Final[tuple[tuple[type[psycopg.Error], Words], ...]] = (
    (errors.InsufficientPrivilege, N_("this user has no right to it")),
    (errors.DiskFull, FULL),
    (errors.TooManyConnections, N_("it takes no more connections")),
    (errors.LockNotAvailable, BUSY),
    (errors.QueryCanceled, BUSY),
    (errors.DeadlockDetected, BUSY),
)
_BY_WORDS: Final[tuple[tuple[str, Words], ...]] = (
    ("certificate", N_("its certificate is not trusted")),
    ("does not support SSL", N_("it does not encrypt, and that is asked of it")),
    ("password", N_("it does not let this user in")),
    ("pg_hba.conf", N_("it does not let this user in")),
    ("does not exist", N_("it has no database or no user of that name")),
    ("translate host name", N_("nobody knows a machine of that name")),
    ("refused", N_("it refuses the connection")),
)
"""What no code is told for: who cannot connect hears words alone."""
IS_FINAL: Final = (
    errors.InsufficientPrivilege,
    errors.DiskFull,
    errors.UndefinedTable,
    errors.ReadOnlySqlTransaction,
)
"""What is not otherwise a moment later."""


def reason_of(error: psycopg.Error) -> Words:
    """Why the server did not do it."""
    by_error = (words for kind, words in _BY_ERROR if isinstance(error, kind))
    said = str(error)
    by_words = (words for part, words in _BY_WORDS if part in said)
    return next(by_error, None) or next(by_words, _SILENT)
