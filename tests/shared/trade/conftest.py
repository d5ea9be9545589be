"""Here `ask` is asked on every store there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.trade.ledger import Ledgers
from tests.desk import StoreAsker
from tests.stores import STORES
from tests.support import FakeClock


@pytest.fixture(params=STORES)
def ledgers(
    request: pytest.FixtureRequest, office_folder: Path, clock: FakeClock
) -> Iterator[Ledgers]:
    """The store of the small office, on the test's clock."""
    ledgers = STORES[request.param](office_folder, clock)
    yield ledgers
    ledgers.close()


@pytest.fixture
def ask(ledgers: Ledgers) -> StoreAsker:
    """Commands on the store, on the test's clock."""
    return StoreAsker(ledgers)
