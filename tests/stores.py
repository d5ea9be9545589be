"""Every store there is: the tests of the commands run on each.

A second store is one more line of STORES.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from shared.clock import Clock
from shared.office.reader import load_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.tables.migrations import TABLES
from shared.trade.ledger import Ledgers

NewStore = Callable[[Path, Clock], Ledgers]
"""Opens the store of the office in a folder, on a clock."""
SERVER: Final = "JIAOHAO_TEST_SERVER"
"""Names, in the environment, the address of a server whose databases may be lost."""


def sqlite(folder: Path, clock: Clock) -> Ledgers:
    """queue.db in the folder, which is there already."""
    return SqliteLedgers(Store(folder, clock=clock), load_office(folder))


def postgres(folder: Path, clock: Clock) -> Ledgers:
    """An empty queue in this process's own database; skipped where no server is."""
    from shared.postgres.ledgers import PostgresLedgers

    ledgers = PostgresLedgers(fresh_address(), load_office(folder), clock=clock)
    ledgers.create()
    return ledgers


def fresh_address() -> str:
    """The address of this process's own database, with no row of ours in it."""
    if SERVER not in os.environ:
        pytest.skip("no PostgreSQL server here: make test-postgres")
    import psycopg

    from shared.postgres.connection import SCHEMA

    address = _own_database()
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute(
            "select 1 from pg_namespace where nspname = %s", (SCHEMA,)
        ).fetchone()
        if found is not None:
            names = ", ".join(f"{SCHEMA}.{each}" for each in sorted(TABLES - {"meta"}))
            connection.execute(f"truncate {names}".encode())
            connection.execute(
                f"delete from {SCHEMA}.meta"
                " where key not in ('office', 'schema')".encode()
            )
    return address


@cache
def _own_database() -> str:
    import psycopg
    from psycopg.conninfo import make_conninfo

    address = os.environ[SERVER]
    name = f"jiaohao_test_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return make_conninfo(address, dbname=name)


STORES: Final[dict[str, NewStore]] = {"sqlite": sqlite, "postgres": postgres}
