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
    """An empty queue in this process's own database."""
    from shared.postgres.ledgers import PostgresLedgers

    address = _own_database()
    ledgers = PostgresLedgers(address, load_office(folder), clock=clock)
    ledgers.create()
    # Much faster than tables made anew; without the guard of the events.
    _run(
        address,
        "set session_replication_role = replica",
        *(f"delete from jiaohao.{each}" for each in sorted(TABLES - {"meta"})),
        "delete from jiaohao.meta where key not in ('office', 'schema')",
    )
    return ledgers


def fresh_address() -> str:
    """The address of this process's own database, with nothing of ours in it."""
    address = _own_database()
    for schema in ("jiaohao", "region"):
        _run(address, f"drop schema if exists {schema} cascade")
    return address


@cache
def _own_database() -> str:
    if SERVER not in os.environ:
        pytest.skip("no PostgreSQL server here: make test-postgres")
    address = os.environ[SERVER]
    name = f"jiaohao_test_{os.getpid()}"
    _run(address, f"create database {name}")
    return f"{address.rpartition('/')[0]}/{name}"


def _run(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for each in statements:
            connection.execute(each.encode())


STORES: Final[dict[str, NewStore]] = {"sqlite": sqlite}
if SERVER in os.environ:
    # Where none is, tests/shared/postgres says so, and no test of a command besides.
    STORES["postgres"] = postgres
