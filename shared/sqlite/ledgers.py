"""queue.db as the store of an office: the first of what `trade.ledger` describes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from shared.clock import Clock
from shared.errors import Damaged, JiaohaoError
from shared.office.model import Office
from shared.sqlite.ledger import SqliteLedger
from shared.tables.moving import refuse_if_moved
from shared.tables.reading import SqlReading
from shared.trade.ledger import Ledger
from shared.trade.reading import Reading

Result = TypeVar("Result")


class SqliteStore(Protocol):
    """What is needed of `transactions.Store`, which is one."""

    clock: Clock
    refusal: JiaohaoError | None

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    @property
    def is_time_sure(self) -> bool:
        """Whether its clock can be trusted."""
        ...

    def write(
        self,
        work: Callable[[sqlite3.Connection, int], Result],
        is_there: Callable[[sqlite3.Connection], bool] | None = None,
    ) -> Result:
        """Run `work(connection, now)` in one transaction and keep it."""
        ...

    def read(self, work: Callable[[sqlite3.Connection, int], Result]) -> Result:
        """Run `work(connection, now)` on one consistent view."""
        ...

    def news_mark(self) -> object:
        """A mark that differs after any event."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class SqliteLedgers:
    """See `trade.ledger.Ledgers`. For one thread only."""

    def __init__(self, store: SqliteStore, office: Office) -> None:
        self.store = store
        self.office = office

    @property
    def place(self) -> Path:
        """See Ledgers."""
        return self.store.folder

    def write(
        self,
        work: Callable[[Ledger], Result],
        *,
        station: str,
        id: str,
        is_there: Callable[[Reading], bool] | None = None,
    ) -> Result:
        """See Ledgers."""

        def command(connection: sqlite3.Connection, now: int) -> Result:
            # A machine that slept through a move must not go on here.
            refuse_if_moved(connection, self.place)
            return work(
                SqliteLedger(
                    connection,
                    self.office,
                    now,
                    station=station,
                    id=id,
                    is_time_sure=self.store.is_time_sure,
                )
            )

        if is_there is None:
            return self.store.write(command)
        found = is_there

        def look(connection: sqlite3.Connection) -> bool:
            return found(self.look(connection, self.store.clock()))

        return self.store.write(command, look)

    def read(self, work: Callable[[Reading], Result]) -> Result:
        """See Ledgers."""
        if isinstance(self.store.refusal, Damaged):
            raise self.store.refusal
        return self.store.read(lambda *moment: work(self.look(*moment)))

    def look(self, connection: sqlite3.Connection, now: int) -> SqlReading:
        """The look that a transaction of the store is."""
        is_sure = self.store.is_time_sure
        return SqlReading(connection, self.office, now, is_time_sure=is_sure)

    def mark(self) -> object:
        """See Ledgers."""
        return self.store.news_mark()

    def close(self) -> None:
        """See Ledgers."""
        self.store.close()
