"""One command's transaction on the server, which holds the office's row."""

from __future__ import annotations

from typing import ClassVar

import psycopg

from shared.postgres.connection import NEWS, ServerConnection
from shared.tables.connection import Cursor
from shared.tables.ledger import SqlLedger


class PostgresLedger(SqlLedger):
    """See `trade.ledger.Ledger`."""

    connection: ServerConnection
    failures: ClassVar = psycopg.Error
    refusals: ClassVar = (
        psycopg.IntegrityError,
        psycopg.DataError,
        psycopg.ProgrammingError,
    )

    def note_event(self, added: Cursor) -> None:
        """See SqlLedger."""
        self.connection.end = f"notify {NEWS}", "commit"
