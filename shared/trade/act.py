"""What a counter did last, so that it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.trade.ticket import Ticket

UNDO_MS: Final = 10_000
"""How long an act can be taken back; so long a lobby screen does not let go of it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a counter; one that ends a visit and calls the next has two steps."""

    counter: int
    seq: int
    """The event of the first step; those of further steps follow it."""
    at: int
    """Milliseconds since 1970, UTC."""
    before: tuple[Ticket, ...]
    """Whom it was about, as they were before, in the order of its steps."""

    @property
    def last_seq(self) -> int:
        """The event of the last step."""
        return self.seq + len(self.before) - 1
