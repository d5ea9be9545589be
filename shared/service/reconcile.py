"""What was answered and is not in the store, brought into it.

One by one after an outage, or all at once and in order after a copy was put back.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from shared.errors import BeingRestored
from shared.service.late_entries import hand_in
from shared.text.catalogue import N_
from shared.trade.day import turn_day
from shared.trade.ledger import Ledger, Ledgers
from shared.trade.reading import Reading
from shared.trade.recovery import Recovery
from shared.wire.entry import JournalEntry, entry_from_json

_DOUBT: Final = 100
"""So many numbers of each series are left out where somebody's answers are not known:
a silent station may have given numbers that nobody else has heard of."""
_AT_MOST_SECONDS: Final = 4.0
"""How long one call goes on adding: the station that asked must hear of its worker."""


def add_entries(
    ledgers: Ledgers, station: str, entries: Sequence[JournalEntry]
) -> tuple[list[bool], int]:
    """Hand entries in, in one transaction: which could be added, and the last event.

    Raises what the store does.
    """

    def work(ledger: Ledger) -> tuple[list[bool], int]:
        refuse_in_recovery(ledger)
        added = [_hand_in(ledger, station, each) for each in entries]
        return added, ledger.last_seq()

    def is_there(reading: Reading) -> bool:
        today = reading.kept_day
        return not reading.lacking([each.id for each in entries if each.day == today])

    return ledgers.write(work, station=station, id="hand-in", is_there=is_there)


def refuse_in_recovery(reading: Reading) -> None:
    """Raise BeingRestored while a copy that was put back is not whole yet."""
    if reading.recovery() is not None:
        words = N_("a copy was put back; what was answered since is being added")
        raise BeingRestored(reason=words)


def recover(ledgers: Ledgers, station: str) -> None:
    """Add what stations deposited to a copy that was put back, if it is time."""

    def is_due(reading: Reading) -> bool:
        recovery = reading.recovery()
        return recovery is not None and recovery.is_due(reading.now)

    def add(ledger: Ledger) -> bool:
        recovery = ledger.recovery()
        if recovery is None or not recovery.is_due(ledger.now):
            return False
        deposits = ledger.deposits()
        for each in deposits:
            _hand_in(ledger, each.station, entry_from_json(each.body))
            ledger.take_deposit(each)
        if not deposits:
            _conclude(ledger, station, recovery)
        return bool(deposits)

    if ledgers.read(is_due):
        until = time.monotonic() + _AT_MOST_SECONDS
        while ledgers.write(add, station=station, id="recover"):
            if time.monotonic() >= until:
                break


def _hand_in(ledger: Ledger, station: str, entry: JournalEntry) -> bool:
    # A clock that was wrong must not turn the office's day.
    at = min(entry.at, ledger.now)
    own = ledger.under(station=station, id=entry.id, at=at)
    turn_day(own)
    return hand_in(own, entry)


def _conclude(ledger: Ledger, station: str, recovery: Recovery) -> None:
    seq = ledger.last_seq()
    lost = max(0, recovery.last_seq - seq)
    silent = sorted(set(recovery.awaited) - set(recovery.heard))
    skipped = lost + _DOUBT if lost or silent else 0
    told = {
        "from": recovery.seq,
        "added": seq - recovery.seq,
        "lost": lost,
        "silent": silent,
        "skipped": skipped,
    }
    id = f"restored-{recovery.since}"
    own = ledger.under(station=station, id=id, at=ledger.now)
    turn_day(own)
    if skipped:
        for letter in sorted({each.letter for each in own.office.services}):
            own.skip_numbers(letter, skipped)
    own.record("restored", data=told)
    own.end_recovery()
