"""What there is to say of an office's server, at one look."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Final

from shared.office.model import Office
from shared.postgres.connection import ServerConnection
from shared.postgres.ledgers import PostgresLedgers
from shared.tables.migrations import TABLES
from shared.tables.presence import AtWork, stations_at_work

OLDEST: Final = 14
"""The first PostgreSQL that replaces a trigger as the schema wants it."""
_RIGHTS: Final = ("select", "insert", "update", "delete")


@dataclass(frozen=True, slots=True)
class ServerSeen:
    """One look at a server, which let us write."""

    place: str
    """Its address without a password."""
    version: int
    """Of PostgreSQL, such as 15."""
    is_open: bool
    """Whether the line leaves this machine and is not encrypted."""
    without_rights: tuple[str, ...]
    """Tables in which this user may not do everything."""
    stations: list[AtWork]
    offset: int
    """Milliseconds that this machine's clock lacks."""
    milliseconds: float
    """What a transaction took."""


def look_at(office: Office) -> ServerSeen:
    """Look at an office's server, once. Raises ShareUnavailable, ShareUnsafe."""
    ledgers = PostgresLedgers(office.store, office, patience=0)

    def work(connection: ServerConnection, now: int) -> ServerSeen:
        version, is_open = connection.execute(
            "select current_setting('server_version_num')::int / 10000,"
            " (select not ssl and inet_server_addr() <> inet_client_addr()"
            " from pg_stat_ssl where pid = pg_backend_pid())"
        ).fetchone() or (0, False)
        return ServerSeen(
            ledgers.place,
            version,
            bool(is_open),
            tuple(each for each in sorted(TABLES) if not _may_all(connection, each)),
            stations_at_work(connection, now),
            ledgers.offset or 0,
            0.0,
        )

    try:
        ledgers.look(lambda *_: None)
        begun = time.monotonic()
        found = ledgers.run(work)
        took = (time.monotonic() - begun) * 1000
    finally:
        ledgers.close()
    return replace(found, milliseconds=took)


def _may_all(connection: ServerConnection, table: str) -> bool:
    asked = " and ".join(
        f"has_table_privilege('{table}', '{right}')" for right in _RIGHTS
    )
    return bool(connection.execute(f"select {asked}").fetchone() == (True,))
