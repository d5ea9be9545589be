"""Every store there is: the tests of the commands run on each.

A second store is one more line of STORES.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.clock import Clock
from shared.office.reader import load_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.trade.ledger import Ledgers

NewStore = Callable[[Path, Clock], Ledgers]
"""Opens the store of the office in a folder, on a clock."""


def sqlite(folder: Path, clock: Clock) -> Ledgers:
    """queue.db in the folder, which is there already."""
    return SqliteLedgers(Store(folder, clock=clock), load_office(folder))


STORES: Final[dict[str, NewStore]] = {"sqlite": sqlite}
