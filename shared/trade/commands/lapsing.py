"""What was ordered is over: its time has come, or its business day has ended."""

from __future__ import annotations

from shared.trade.commands.counter_moves import end_move
from shared.trade.commands.pauses import end_pause
from shared.trade.commands.signing import sign_off
from shared.trade.ledger import Ledger


def lapse(ledger: Ledger) -> None:
    """What was ordered up to a time that has come is over, each with its event."""
    for pause in ledger.pauses():
        if pause.until is not None and pause.until <= ledger.now:
            end_pause(ledger, pause)
    for move in ledger.counter_moves():
        if move.until is not None and move.until <= ledger.now:
            end_move(ledger, move)


def end_of_day(ledger: Ledger, day: str) -> None:
    """What was ordered without an end is over with its business day (ISO 8601)."""
    for pause in ledger.pauses():
        if pause.until is None:
            end_pause(ledger, pause, day=day)
    for move in ledger.counter_moves():
        if move.until is None:
            end_move(ledger, move, day=day)
    for place in ledger.office.counters:
        sign_off(ledger, place.number, day=day)
