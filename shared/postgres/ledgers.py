"""A PostgreSQL server as the store of an office (see `trade.ledger.Ledgers`).

A command takes the office's row first and chooses then: whom one counter would have
called, and did not after all, no other counter has passed over meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from shared.clock import Clock, now_ms
from shared.office.model import Office
from shared.postgres import schema
from shared.postgres.connection import NEWS, SCHEMA, ServerConnection
from shared.postgres.ledger import PostgresLedger
from shared.postgres.reasons import NO_QUEUE, ServerUnavailable, ServerUnsafe
from shared.postgres.server import LOOK, PATIENCE, Server
from shared.tables.migrations import SCHEMA_VERSION
from shared.tables.reading import SqlReading
from shared.text.catalogue import N_
from shared.trade.ledger import Ledger, Reading

Result = TypeVar("Result")
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
        self.office = office
        self.clock = clock
        self._server = Server(address, SCHEMA, listens_to=NEWS, patience=patience)
        self._office_mark: str | None = None
        self._mark: object = None
        self._looked_at = float("-inf")

    @property
    def place(self) -> str:
        """See Ledgers."""
        return self._server.place

    def create(self, office_mark: str | None = None) -> None:
        """Make the tables where there are none, for the office with a mark."""

        def make() -> None:
            with self._server.transaction() as connection:
                schema.create(connection, office_mark)

        self._server.settled(make)

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
            with self._server.transaction() as connection:
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
            with self._server.transaction(LOOK) as connection:
                self._check(connection, _OURS)
                return work(SqlReading(connection, self.office, self.clock()))

        return self._settled(look)

    def mark(self) -> object:
        """See Ledgers."""
        return self._settled(self._newest)

    def close(self) -> None:
        """See Ledgers."""
        self._server.close()

    def _newest(self) -> object:
        # A call that came before there was a connection was not heard.
        has_heard = not self._server.is_open
        connection = self._server.opened()
        # Read from the socket what came in; whoever listens has no question to ask.
        for _ in connection.notifies(timeout=0):
            has_heard = True
        now = time.monotonic()
        if has_heard or now - self._looked_at >= _LOOK_SECONDS:
            self._looked_at = now
            self._mark = connection.execute("select max(seq) from event").fetchone()
        return self._mark

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

    def _settled(self, work: Callable[[], Result]) -> Result:
        def up_to_date() -> Result:
            try:
                return work()
            except _Outdated:
                with self._server.transaction() as connection:
                    schema.bring_up(connection)
                return work()

        return self._server.settled(up_to_date)
