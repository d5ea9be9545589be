"""Any commands in any order, on a file and on a server: both answer alike."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from shared.office.reader import load_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from tests.desk import Asking, StoreAsker
from tests.shared.trade.test_machine import Office
from tests.stores import fresh_address

pytest.importorskip("psycopg")
from shared.postgres.ledgers import PostgresLedgers

ROUNDS = int(os.environ.get("JIAOHAO_SOAK", "1"))


class BothAsker(Asking):
    """Asks a file, then a server, and gives the answer if both gave it."""

    def __init__(self, name: str, file: SqliteLedgers, server: PostgresLedgers) -> None:
        super().__init__(name)
        self.file = StoreAsker(file, name)
        self.server = StoreAsker(server, name)

    def line(self, asked: bytes) -> str:
        """The line that answers one line."""
        answer = self.file.line(asked)
        assert self.server.line(asked) == answer
        return answer

    def close(self) -> None:
        """Let go of both."""
        self.file.ledgers.close()
        self.server.ledgers.close()


class OnBoth(Office):
    """The same office twice, with the same mark and the same clock."""

    def __init__(self) -> None:
        self.address = fresh_address()
        super().__init__()

    def station(self, name: str) -> BothAsker:
        """See Office."""
        office = load_office(self.folder)
        file = SqliteLedgers(Store(self.folder, clock=self.clock), office)
        server = PostgresLedgers(self.address, office, clock=self.clock)
        server.create(file.read(lambda look: look.office_mark()))
        return BothAsker(name, file, server)


def test_both_stores_answer_alike() -> None:
    run_state_machine_as_test(
        OnBoth,
        settings=settings(
            max_examples=3 * ROUNDS,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
