"""A PIN, of which only a salted hash is kept, and the wait for who guesses."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Final

from shared.text.catalogue import N_

_COST: Final = {"n": 4096, "r": 8, "p": 1}
"""Of scrypt (RFC 7914): some milliseconds. A PIN of four digits can be tried out by
whoever copies the file, however dear a try is; docs/operator.md says so."""
_SALT_BYTES: Final = 16
_WRITTEN: Final = re.compile(r"scrypt:([0-9a-f]{32}):([0-9a-f]{128})")
FREE_TRIES: Final = 3
_LONGEST_WAIT_MS: Final = 300_000
FEWEST_DIGITS: Final = 4
MOST_DIGITS: Final = 12
NO_PIN: Final = N_("A PIN has 4 to 12 digits, and not all the same.")


@dataclass(frozen=True, slots=True)
class PinHash:
    """What is kept of a PIN."""

    salt: bytes = b""
    digest: bytes = b""
    """Empty: no PIN is set, and none is right."""

    def has_pin(self, pin: str) -> bool:
        """Whether this is the PIN."""
        found = _hashed(pin, self.salt)
        return bool(self.digest) and hmac.compare_digest(self.digest, found)

    @property
    def written(self) -> str:
        """As it stands in office.toml."""
        return f"scrypt:{self.salt.hex()}:{self.digest.hex()}"


def pin_hash(pin: str) -> PinHash:
    """What to keep of a new PIN."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return PinHash(salt, _hashed(pin, salt))


def pin_hash_written(words: str) -> PinHash | None:
    """What office.toml keeps of a PIN; none where these are other words."""
    found = _WRITTEN.fullmatch(words)
    if found is None:
        return None
    return PinHash(bytes.fromhex(found[1]), bytes.fromhex(found[2]))


def is_pin(words: str) -> bool:
    """Whether this can be a PIN: 4 to 12 digits, not all the same."""
    is_long = FEWEST_DIGITS <= len(words) <= MOST_DIGITS
    return is_long and words.isascii() and words.isdigit() and len(set(words)) > 1


def wait_after(wrong: int) -> int:
    """Milliseconds after the last of so many wrong PINs in a row; 0: no wait.

    From the third wrong one on the wait doubles, up to five minutes.
    """
    if wrong < FREE_TRIES:
        return 0
    return min(1000 << min(wrong - FREE_TRIES, 10), _LONGEST_WAIT_MS)


def _hashed(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST)
