"""An office's store that lies nowhere: the same tables and rules, gone when closed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from shared.clock import Clock
from shared.office.model import Office
from shared.sqlite.ledger import SqliteLedger
from shared.sqlite.schema import migrate
from shared.tables.reading import SqlReading
from shared.trade.ledger import Ledger, Reading

Result = TypeVar("Result")


class InMemory:
    """See `trade.ledger.Ledgers`. Nobody else sees it."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self.office = office
        self._clock = clock
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute("begin immediate")
        migrate(self._connection)
        self._connection.execute("commit")

    @property
    def place(self) -> str:
        """See Ledgers."""
        return ":memory:"

    def write(
        self,
        work: Callable[[Ledger], Result],
        *,
        station: str,
        id: str,
        is_there: Callable[[Reading], bool] | None = None,
    ) -> Result:
        """See Ledgers. What raises leaves nothing behind."""
        connection, now = self._connection, self._clock()
        connection.execute("begin immediate")
        try:
            found = work(
                SqliteLedger(
                    connection,
                    self.office,
                    now,
                    station=station,
                    id=id,
                    is_time_sure=True,
                )
            )
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")
        return found

    def read(self, work: Callable[[Reading], Result]) -> Result:
        """See Ledgers."""
        now = self._clock()
        return work(SqlReading(self._connection, self.office, now))

    def mark(self) -> object:
        """See Ledgers."""
        return self.read(lambda reading: reading.last_seq())

    def close(self) -> None:
        """See Ledgers; what was in it is gone."""
        self._connection.close()
