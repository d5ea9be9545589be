"""The way to a server that heals itself: transactions, and asking again."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import psycopg

from shared.errors import JiaohaoError, ProgramFault
from shared.postgres.connection import ServerConnection, connect, server_of
from shared.postgres.habits import Habits
from shared.postgres.reasons import (
    IS_FINAL,
    NoQueue,
    ServerReadOnly,
    ServerUnavailable,
    reason_of,
)

Result = TypeVar("Result")
PATIENCE: Final = 10.0
"""Seconds a command waits for its turn, or for a server that is being started anew."""
_PAUSE: Final = (0.005, 0.060)
"""Seconds between tries at a server that is there, a fresh random each."""
_AWAY_PAUSE: Final = 0.5
"""Seconds between tries at one that is not."""
LOOK: Final = "begin isolation level repeatable read read only"
"""Begins one consistent look."""


class Server:
    """A database of a server. For one thread only."""

    def __init__(
        self, address: str, schema: str, *, listens_to: str = "", patience: float
    ) -> None:
        """`listens_to` is a channel whose calls are wanted; "": none."""
        self.address = address
        self.schema = schema
        self.patience = patience
        self._listens_to = listens_to
        self._habits = Habits()
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._is_away = False
        """Whether it was waited for in vain: one look is enough until it is back."""

    @property
    def place(self) -> str:
        """The address without its password, for messages."""
        return server_of(self.address)

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, as far as is known."""
        return self._connection is not None

    def opened(self) -> psycopg.Connection[tuple[Any, ...]]:
        """The connection, made if need be. Raises psycopg.Error."""
        if self._connection is None:
            self._connection = connect(self.address, self.schema)
            if self._listens_to:
                self._connection.execute(f"listen {self._listens_to}".encode())
        return self._connection

    @contextmanager
    def transaction(self, begin: str = "begin") -> Iterator[ServerConnection]:
        """One transaction: kept, or undone where what is inside raises."""
        connection = ServerConnection(self.opened(), self._habits)
        connection.execute(begin)
        try:
            yield connection
            connection.commit()
        except BaseException:
            with contextlib.suppress(psycopg.Error):
                connection.undo()
            raise

    def settled(self, work: Callable[[], Result]) -> Result:
        """What `work` returns, which may be run again: whether it was kept is not
        always known.

        Raises what `work` raises, ServerUnavailable, ProgramFault.
        """
        give_up = time.monotonic() + (0 if self._is_away else self.patience)
        may_forget = True
        while True:
            try:
                result = work()
                self._is_away = False
                return result
            except psycopg.IntegrityError:
                raise
            except psycopg.Error as error:
                is_gone = self._connection is None or self._connection.closed
                if is_gone:
                    self._connection = None
                elif may_forget and _is_not_understood(error) and self._habits.forget():
                    # Asked along, of tables that another version has changed since;
                    # once, for what it asks alone it learns anew.
                    may_forget = False
                    continue
                elif _is_fault(error):
                    raise ProgramFault(file=self.place, fault=str(error)) from error
                if isinstance(error, IS_FINAL) or time.monotonic() > give_up:
                    self._is_away = is_gone
                    raise self._trouble(error) from error
                pause = _AWAY_PAUSE if is_gone else random.uniform(*_PAUSE)
            time.sleep(pause)

    def close(self) -> None:
        """Let go of the connection; the next call makes another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _trouble(self, error: psycopg.Error) -> JiaohaoError:
        if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
            return ServerReadOnly(server=self.place)
        if isinstance(error, psycopg.errors.UndefinedTable):
            return NoQueue(server=self.place)
        return ServerUnavailable(server=self.place, reason=reason_of(error))


def _is_fault(error: psycopg.Error) -> bool:
    """Whether the server does not understand what it was asked."""
    return _is_not_understood(error) and not isinstance(error, IS_FINAL)


def _is_not_understood(error: psycopg.Error) -> bool:
    return isinstance(error, psycopg.ProgrammingError | psycopg.DataError)
