"""A server as one of two stores between which an office is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from shared.postgres import schema
from shared.postgres.connection import SCHEMA, ServerConnection
from shared.postgres.server import PATIENCE, Server
from shared.tables.migrations import TABLES
from shared.tables.moving import moved_to, refuse_unless_left

Result = TypeVar("Result")
_PATIENT: Final = (
    "set local statement_timeout = 0",
    "set local idle_in_transaction_session_timeout = 0",
)


class ServerSide:
    """See `shared.upkeep.moving.Side`."""

    def __init__(self, address: str) -> None:
        self.place = address
        self._server = Server(address, SCHEMA, patience=PATIENCE)

    def write(self, work: Callable[[ServerConnection, int], Result]) -> Result:
        """See Side."""

        def transaction() -> Result:
            with self._server.transaction() as connection:
                for each in _PATIENT:
                    connection.execute(each)
                if connection.has_table("meta"):
                    schema.bring_up(connection)
                    connection.execute("select key from meta order by key for update")
                return work(connection, connection.now())

        try:
            return self._server.settled(transaction)
        finally:
            self._server.close()

    def rows(
        self, connection: ServerConnection, statement: str
    ) -> Iterator[tuple[Any, ...]]:
        """See Side."""
        return connection.stream(statement)

    def make_empty(self, connection: ServerConnection, office_mark: str) -> None:
        """See Side."""
        if connection.has_table("meta"):
            refuse_unless_left(connection, office_mark, self.place)
        else:
            schema.create(connection, office_mark)
        connection.execute(f"truncate {', '.join(sorted(TABLES))}")
        schema.note_version(connection)

    def check(self, connection: ServerConnection) -> None:
        """See Side; a server looks after its own pages."""

    def moved_to(self) -> str | None:
        """Where the office went from here, or ""; none where no office was."""

        def look(connection: ServerConnection, _now: int) -> str | None:
            return moved_to(connection) if connection.has_table("meta") else None

        return self.write(look)
