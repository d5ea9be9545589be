"""A copy of the file that was put back and is not whole yet.

Every station deposits what it answered since, and only when all have, or time is up,
it is added in the order it happened and numbers are given out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a copy that was put back waits for stations, in milliseconds."""

    awaited: int = 30_000
    """For those that were at work when the copy was made."""
    later: int = 8_000
    """For those that began later: a worker is back within seven seconds."""


WAITS: Final = Waits()
LATE_MS: Final = 1_000
"""What is written down later than this says when it happened."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is known of a copy that was put back and is not complete yet."""

    seq: int
    """The last event of the copy."""
    since: int
    """When the copy was put back, in milliseconds since 1970."""
    awaited: tuple[str, ...]
    """Stations that were at work when the copy was made."""
    heard: tuple[str, ...] = ()
    """Stations that have deposited what they have."""
    last_seq: int = 0
    """The last event any of them knew of."""
    waits: Waits = WAITS

    def is_due(self, now: int) -> bool:
        """Whether nobody is waited for any longer."""
        waited = now - self.since
        if not 0 <= waited < self.waits.awaited:
            return True
        # A copy made at night knows of nobody; who works now is not to be forgotten.
        are_all_heard = bool(self.heard) and set(self.awaited) <= set(self.heard)
        return are_all_heard and waited >= self.waits.later


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a station brings of its journal, until it is added."""

    mark: str
    """The same for the same entry, however often it is brought."""
    seq: int
    at: int
    """When it happened, in milliseconds since 1970, UTC."""
    station: str
    body: str
    """The entry as its station wrote it."""
