"""A PostgreSQL server as the store of an office (see `trade.ledger.Ledgers`).

A command takes the office's row first and chooses then: whom one counter would have
called, and did not after all, no other counter has passed over meanwhile.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import psycopg

from shared.clock import Clock, now_ms
from shared.errors import JiaohaoError, ProgramFault
from shared.office.model import Office
from shared.postgres import schema
from shared.postgres.connection import (
    NEWS,
    ServerConnection,
    connect,
    server_of,
)
from shared.postgres.ledger import PostgresLedger
from shared.postgres.reasons import (
    IS_FINAL,
    NO_QUEUE,
    ServerReadOnly,
    ServerUnavailable,
    ServerUnsafe,
    reason_of,
)
from shared.tables.migrations import SCHEMA_VERSION
from shared.tables.reading import SqlReading
from shared.text.catalogue import N_
from shared.trade.ledger import Ledger, Reading

Result = TypeVar("Result")
PATIENCE: Final = 10.0
"""Seconds a command waits for its turn, or for a server that is being started anew."""
_PAUSE: Final = (0.005, 0.060)
"""Seconds between tries at a server that is there, a fresh random each."""
_AWAY_PAUSE: Final = 0.5
"""Seconds between tries at one that is not."""
_LOOK_SECONDS: Final = 1.0
"""How often a watcher looks itself: a call that it missed is no news."""
_OURS: Final = "select key, value from meta where key in ('office', 'schema')"


class _Outdated(Exception):
    """The tables are of an older version."""


class PostgresLedgers:
    """See Ledgers. For one thread only."""

    def __init__(
        self,
        address: str,
        office: Office,
        *,
        clock: Clock = now_ms,
        patience: float = PATIENCE,
    ) -> None:
        self.address = address
        self.office = office
        self.clock = clock
        self.patience = patience
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._office_mark: str | None = None
        self._has_heard = False
        self._mark: object = None
        self._looked_at = float("-inf")

    @property
    def place(self) -> str:
        """See Ledgers."""
        return server_of(self.address)

    def create(self, office_mark: str | None = None) -> None:
        """Make the tables where there are none, for the office with a mark."""

        def make() -> None:
            with self._transaction("begin") as connection:
                schema.create(connection, office_mark)

        self._settled(make)

    def write(
        self,
        work: Callable[[Ledger], Result],
        *,
        station: str,
        id: str,
        is_there: Callable[[Reading], bool] | None = None,
    ) -> Result:
        """See Ledgers; what the server has committed needs no second look."""

        def command() -> Result:
            with self._transaction("begin") as connection:
                self._check(connection, f"{_OURS} order by key for update")
                ledger = PostgresLedger(
                    connection, self.office, self.clock(), station=station, id=id
                )
                result = work(ledger)
                if connection.has_news:
                    connection.execute(f"notify {NEWS}")
            return result

        return self._settled(command)

    def read(self, work: Callable[[Reading], Result]) -> Result:
        """See Ledgers."""

        def look() -> Result:
            begin = "begin isolation level repeatable read read only"
            with self._transaction(begin) as connection:
                self._check(connection, _OURS)
                return work(SqlReading(connection, self.office, self.clock()))

        return self._settled(look)

    def mark(self) -> object:
        """See Ledgers."""
        return self._settled(self._newest)

    def close(self) -> None:
        """See Ledgers."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _newest(self) -> object:
        connection = self._opened()
        # Read from the socket what came in; whoever listens has no question to ask.
        for _ in connection.notifies(timeout=0):
            self._has_heard = True
        now = time.monotonic()
        if self._has_heard or now - self._looked_at >= _LOOK_SECONDS:
            self._has_heard, self._looked_at = False, now
            self._mark = connection.execute("select max(seq) from event").fetchone()
        return self._mark

    def _opened(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._connection is None:
            self._connection = connect(self.address)
            self._connection.execute(f"listen {NEWS}".encode())
            self._has_heard = True
        return self._connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[ServerConnection]:
        connection = ServerConnection(self._opened())
        connection.execute(begin)
        try:
            yield connection
        except BaseException:
            with contextlib.suppress(psycopg.Error):
                connection.execute("rollback")
            raise
        connection.execute("commit")

    def _check(self, connection: ServerConnection, look: str) -> None:
        """Every transaction begins with this: whose rows they are, of which version.

        Raises ServerUnsafe, ServerUnavailable.
        """
        found = dict(connection.execute(look).fetchall())
        version = int(found.get("schema", 0))
        if "office" not in found:
            raise ServerUnavailable(server=self.place, reason=NO_QUEUE)
        if self._office_mark not in (None, found["office"]):
            words = N_("the queue there is another office's; start anew")
            raise ServerUnsafe(server=self.place, reason=words)
        if version > SCHEMA_VERSION:
            words = N_("a newer Jiaohao works on it; update this station")
            raise ServerUnsafe(server=self.place, reason=words)
        if version < SCHEMA_VERSION:
            raise _Outdated
        self._office_mark = found["office"]

    def _bring_up(self) -> None:
        with self._transaction("begin") as connection:
            schema.bring_up(connection)

    def _settled(self, work: Callable[[], Result]) -> Result:
        give_up = time.monotonic() + self.patience
        while True:
            try:
                return work()
            except _Outdated:
                self._bring_up()
                continue
            except psycopg.IntegrityError:
                raise
            except psycopg.Error as error:
                is_gone = self._connection is None or self._connection.closed
                if is_gone:
                    self._connection = None
                elif isinstance(error, psycopg.ProgrammingError | psycopg.DataError):
                    self._refuse_unless_fault(error)
                is_final = isinstance(error, IS_FINAL)
                if is_final or time.monotonic() > give_up:
                    raise self._away(error) from error
                pause = _AWAY_PAUSE if is_gone else random.uniform(*_PAUSE)
            time.sleep(pause)

    def _refuse_unless_fault(self, error: psycopg.Error) -> None:
        if not isinstance(error, IS_FINAL):
            raise ProgramFault(file=self.place, fault=str(error)) from error

    def _away(self, error: psycopg.Error) -> JiaohaoError:
        if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
            return ServerReadOnly(server=self.place)
        return ServerUnavailable(server=self.place, reason=reason_of(error))
