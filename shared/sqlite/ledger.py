"""One command's transaction in queue.db, an immediate one."""

from __future__ import annotations

import sqlite3
from typing import ClassVar

from shared.sqlite.agreement import refuse_if_at_odds
from shared.sqlite.schema import note_event
from shared.tables.connection import Cursor
from shared.tables.ledger import SqlLedger


class SqliteLedger(SqlLedger):
    """See `trade.ledger.Ledger`."""

    connection: sqlite3.Connection
    failures: ClassVar = sqlite3.Error
    refusals: ClassVar = (
        sqlite3.IntegrityError,
        sqlite3.InterfaceError,
        sqlite3.ProgrammingError,
    )

    def refuse_if_at_odds(self) -> None:
        """See SqlLedger."""
        refuse_if_at_odds(self.connection)

    def note_event(self, added: Cursor) -> None:
        """See SqlLedger."""
        note_event(self.connection, added.fetchone()[0])
