"""One change of an office by a command line, with no station beside it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from shared.machine.share_clock import ShareClock
from shared.office.reader import load_office
from shared.safety.share_look import from_outside
from shared.safety.trust import LockTrust
from shared.sqlite.transactions import Store
from shared.trade.day import turn_day
from shared.trade.ledger import Ledger

Result = TypeVar("Result")


def changed(folder: Path, command: str, work: Callable[[Ledger], Result]) -> Result:
    """What `work` gives, done in one transaction of today; `command` is who did it.

    Raises what `work` does, and ShareUnavailable, ShareUnsafe, Damaged.
    """
    clock = ShareClock(folder)
    store = Store(folder, clock=clock)
    try:
        trust = LockTrust(store, clock, "")
        trust.before_join()
        return from_outside(
            store,
            load_office(folder),
            lambda ledger: _today(ledger, work),
            station=command,
            id=f"{command}-{uuid.uuid4().hex}",
            fingerprint=trust.fingerprint,
        )
    finally:
        store.close()


def _today(ledger: Ledger, work: Callable[[Ledger], Result]) -> Result:
    turn_day(ledger)
    return work(ledger)
