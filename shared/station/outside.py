"""What a command does to an office or sees of it, with no station beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shared.service.reconcile import refuse_in_recovery
from shared.station.office_look import agreed_by
from shared.trade.day import refuse_leap, turn_day
from shared.trade.hall import Hall
from shared.trade.ledger import Ledger, Ledgers
from shared.trade.reading import Reading

Result = TypeVar("Result")


def changed(
    ledgers: Ledgers, work: Callable[[Ledger], Result], *, station: str, id: str
) -> Result:
    """Carry out a change that no station asks for, by the office that counts.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    # By the clock of the office that goes on: when its day ends may be what changes.
    agreed = agreed_by(ledgers)
    if agreed is not None:
        ledgers.office = agreed[0]

    def whole(ledger: Ledger) -> Result:
        refuse_in_recovery(ledger)
        return work(ledger)

    return ledgers.write(whole, station=station, id=id)


def hall_of(ledgers: Ledgers, look: Callable[[Reading], Hall]) -> Hall:
    """Everything a screen shows, as `look` finds it.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """

    def hall(reading: Reading) -> Hall:
        refuse_leap(reading)
        return look(reading)

    return ledgers.read(hall)


def accept_day(ledgers: Ledgers) -> str:
    """Believe the clock: turn the day; which it is now (ISO 8601).

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """

    def turn(ledger: Ledger) -> str:
        turn_day(ledger, is_meant=True)
        return ledger.day

    return ledgers.write(turn, station="doctor", id="accept-day")
