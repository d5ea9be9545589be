"""Who may sign on: short name, role, and a PIN that only a salted hash is kept of."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from shared.text.catalogue import N_

_COST: Final = {"n": 4096, "r": 8, "p": 1}
"""Of scrypt (RFC 7914): some milliseconds. A PIN of four digits can be tried out by
whoever copies the file, however dear a try is; docs/operator.md says so."""
FREE_TRIES: Final = 3
_LONGEST_WAIT_MS: Final = 300_000
FEWEST_DIGITS: Final = 4
MOST_DIGITS: Final = 12


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
        salt = secrets.token_bytes(16)
        return replace(self, salt=salt, pin_hash=_hashed(pin, salt), wrong=0)

    def has_pin(self, pin: str) -> bool:
        """Whether this is the PIN."""
        found = _hashed(pin, self.salt)
        return bool(self.pin_hash) and hmac.compare_digest(self.pin_hash, found)

    def wait_until(self) -> int:
        """Until when (milliseconds since 1970) no PIN is looked at; 0: now.

        From the third wrong one on the wait doubles, up to five minutes.
        """
        if self.wrong < FREE_TRIES:
            return 0
        doublings = min(self.wrong - FREE_TRIES, 10)
        wait = min(1000 << doublings, _LONGEST_WAIT_MS)
        return self.wrong_at + wait


def is_pin(words: str) -> bool:
    """Whether this can be a PIN: 4 to 12 digits, not all the same."""
    is_long = FEWEST_DIGITS <= len(words) <= MOST_DIGITS
    return is_long and words.isascii() and words.isdigit() and len(set(words)) > 1


def _hashed(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST)
