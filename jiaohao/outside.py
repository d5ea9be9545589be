"""One change of an office by a command line, with no station beside it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from shared.errors import WrongPin
from shared.office.reader import load_office
from shared.station import outside
from shared.station.stores import trusted_ledgers
from shared.trade.commands.command import Command
from shared.trade.day import turn_day
from shared.trade.ledger import Ledger
from shared.trade.permission import acting, note_wrong_pin

Result = TypeVar("Result")


def changed(folder: Path, command: str, work: Callable[[Ledger], Result]) -> Result:
    """What `work` gives, done in one transaction of today; `command` is who did it.

    Raises what `work` does, and ShareUnavailable, ShareUnsafe, Damaged.
    """
    ledgers = trusted_ledgers(folder, load_office(folder), is_reader=False)
    try:
        return outside.changed(
            ledgers,
            lambda ledger: _today(ledger, work),
            station=command,
            id=f"{command}-{uuid.uuid4().hex}",
        )
    finally:
        ledgers.close()


def acted(
    folder: Path, name: str, command: Command, work: Callable[[Ledger], Result]
) -> Result:
    """As `changed`, done by whoever `command` says it is; `name` is who asked for it.

    Raises NotAllowed, UnknownStaff, WrongPin too.
    """

    def as_them(ledger: Ledger) -> Result | WrongPin:
        try:
            ledger.by = acting(ledger, command)
        except WrongPin as error:
            # It is counted, so nothing of it may be undone.
            note_wrong_pin(ledger, error.staff)
            return error
        return work(ledger)

    done = changed(folder, name, as_them)
    if isinstance(done, WrongPin):
        raise done
    return done


def _today(ledger: Ledger, work: Callable[[Ledger], Result]) -> Result:
    turn_day(ledger)
    return work(ledger)
