"""An office that has its people sign on, for tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shared.clock import now_ms
from shared.office.reader import load_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.trade.staff import Member, Role
from tests.conftest import make_office_folder
from tests.support import OFFICE

PIN = "4711"


def signing_office(tmp_path: Path, wrong: int = 0, more: str = "") -> Path:
    """An office that has its people sign on: a supervisor and a member of staff.

    `wrong` PINs in a row were tried a moment ago; `more` stands below [staff].
    """
    folder = make_office_folder(tmp_path, OFFICE + f"\n[staff]\nsign_on = true\n{more}")
    ledgers = SqliteLedgers(Store(folder), load_office(folder))
    for name, role in (("chou", Role.SUPERVISOR), ("lin", Role.STAFF)):
        made = Member(name, role).with_pin(PIN)
        member = replace(made, wrong=wrong, wrong_at=now_ms())
        ledgers.write(
            lambda ledger, member=member: ledger.put_member(member),  # type: ignore[misc]
            station="test",
            id=name,
        )
    ledgers.close()
    return folder
