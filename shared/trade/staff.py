"""Who may sign on: short name, role, and a PIN that only a salted hash is kept of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from shared.office.pin import PinHash, pin_hash, wait_after
from shared.text.catalogue import N_


class Role(StrEnum):
    """What somebody may do; each may do what those before it may."""

    STAFF = "staff"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"

    def may_act_as(self, wanted: Role) -> bool:
        """Whether this role is the wanted one or above it."""
        order = list(Role)
        return order.index(self) >= order.index(wanted)


ROLES: Final = {
    Role.STAFF: N_("staff"),
    Role.SUPERVISOR: N_("supervisor"),
    Role.ADMINISTRATOR: N_("administrator"),
}
"""The roles as people read them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff."""

    name: str
    """The short name: on screens, and in events as `by`."""
    role: Role
    salt: bytes = b""
    pin_hash: bytes = b""
    """Empty: no PIN is set yet, so nobody signs on by this name."""
    wrong: int = 0
    """Wrong PINs in a row."""
    wrong_at: int = 0
    """When the last of them was tried, in milliseconds since 1970."""

    def with_pin(self, pin: str) -> Member:
        """The member with a new PIN; earlier wrong tries are forgotten."""
        kept = pin_hash(pin)
        return replace(self, salt=kept.salt, pin_hash=kept.digest, wrong=0)

    def has_pin(self, pin: str) -> bool:
        """Whether this is the PIN."""
        return PinHash(self.salt, self.pin_hash).has_pin(pin)

    def wait_until(self) -> int:
        """Until when (milliseconds since 1970) no PIN is looked at; 0: now."""
        wait = wait_after(self.wrong)
        return self.wrong_at + wait if wait else 0
