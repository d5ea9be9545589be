"""An office's store that lies nowhere: the same tables and rules, gone when closed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from shared.clock import Clock
from shared.errors import JiaohaoError
from shared.office.model import Office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.schema import migrate

Result = TypeVar("Result")
_NOWHERE: Final = ":memory:"


def in_memory(office: Office, clock: Clock) -> SqliteLedgers:
    """A new store of an office, which nobody else sees."""
    return SqliteLedgers(_Memory(clock), office)


class _Memory:
    """The part of a `Store` that ledgers need."""

    folder: ClassVar = Path(_NOWHERE)
    refusal: JiaohaoError | None = None
    is_time_sure: ClassVar = True

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._connection = sqlite3.connect(_NOWHERE, isolation_level=None)
        self.write(lambda connection, _: migrate(connection))

    def write(
        self,
        work: Callable[[sqlite3.Connection, int], Result],
        is_there: Callable[[sqlite3.Connection], bool] | None = None,
    ) -> Result:
        """See Store. What raises leaves nothing behind."""
        connection, now = self._connection, self.clock()
        connection.execute("begin immediate")
        try:
            found = work(connection, now)
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")
        return found

    def read(self, work: Callable[[sqlite3.Connection, int], Result]) -> Result:
        """See Store."""
        return work(self._connection, self.clock())

    def news_mark(self) -> object:
        """See Store."""
        return self._connection.total_changes

    def close(self) -> None:
        """What was in it is gone."""
        self._connection.close()
