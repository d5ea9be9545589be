"""`jiaohao staff`: who may sign on, with which role and PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from jiaohao.outside import changed
from shared.errors import NotAllowed, OfficeMistake, UnknownStaff, WrongPin
from shared.office.folder import find_folder
from shared.office.pin import NO_PIN, is_pin
from shared.text.catalogue import N_
from shared.trade.ledger import Ledger
from shared.trade.permission import member_called, note_wrong_pin
from shared.trade.seats import BESIDE
from shared.trade.staff import Member, Role

Result = TypeVar("Result")


class Administration:
    """The list of staff of an office, changed by an administrator.

    As long as no administrator has a PIN, whoever may write to the folder is one.
    """

    def __init__(self, folder_given: Path | None, who: str | None, pin: str) -> None:
        """`who` changes the list (a short name), and that one's PIN."""
        self._folder = find_folder(folder_given)
        self._who, self._pin = who, pin

    def members(self) -> Sequence[Member]:
        """Who may sign on, by name."""
        return self._changed(lambda ledger: ledger.staff())

    def add(self, name: str, role: Role) -> None:
        """Somebody may sign on once a PIN is set, or has another role from now on."""
        if not name.strip() or len(name) > 40 or not name.isprintable():
            raise OfficeMistake(N_("A short name has 1 to 40 visible characters."))
        if BESIDE in name:
            raise OfficeMistake(N_("A short name has no “+” between two blanks."))

        def work(ledger: Ledger) -> None:
            known = member_called(ledger, name)
            member = replace(known, role=role) if known else Member(name, role)
            ledger.put_member(member)
            ledger.record("staff_changed", data={"staff": name, "role": role.value})

        self._administer(work)

    def set_pin(self, name: str, pin: str) -> None:
        """Give somebody a PIN of 4 to 12 digits. Raises OfficeMistake, UnknownStaff."""
        if not is_pin(pin):
            raise OfficeMistake(NO_PIN)

        def work(ledger: Ledger) -> None:
            known = member_called(ledger, name)
            if known is None:
                raise UnknownStaff(staff=name)
            ledger.put_member(known.with_pin(pin))
            ledger.record("staff_changed", data={"staff": name, "pin": "set"})

        self._administer(work)

    def remove(self, name: str) -> None:
        """Nobody signs on by this name any more. Raises UnknownStaff."""

        def work(ledger: Ledger) -> None:
            if member_called(ledger, name) is None:
                raise UnknownStaff(staff=name)
            ledger.drop_member(name)
            ledger.record("staff_changed", data={"staff": name, "removed": True})

        self._administer(work)

    def _administer(self, work: Callable[[Ledger], None]) -> None:
        """Do it as an administrator, who says the PIN first."""
        chiefs = [
            each
            for each in self.members()
            if each.role is Role.ADMINISTRATOR and each.pin_hash
        ]
        if not chiefs:
            self._changed(work)
            return
        names = ", ".join(each.name for each in chiefs)
        chief = next((each for each in chiefs if each.name == self._who), None)
        if chief is None:
            words = N_("An administrator must do this: --as with one of {names}.")
            raise NotAllowed(words, names=names)

        def checked(ledger: Ledger) -> bool:
            present = member_called(ledger, chief.name)
            if present is None or ledger.now < present.wait_until():
                return False
            if not present.has_pin(self._pin):
                note_wrong_pin(ledger, chief.name)
                return False
            ledger.by = chief.name
            work(ledger)
            return True

        if not self._changed(checked):
            raise WrongPin(staff=chief.name)

    def _changed(self, work: Callable[[Ledger], Result]) -> Result:
        return changed(self._folder, "staff", work)
