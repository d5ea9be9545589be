"""A station at work on its office's store, whichever that is.

The second seam beside `trade.ledger`: what a station needs besides its commands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from shared.clock import Clock
from shared.errors import JiaohaoError
from shared.trade.ledger import Ledgers


class Attendance(Protocol):
    """At work from `join` until `leave`; without a name it only reads.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """

    sheet_mark: tuple[str, str] | None
    """Version and day of the office agreed on, at the last sign of life."""
    trouble: JiaohaoError | None
    """Why the last sign of life did not get through, or none."""
    beats: int
    """How many signs of life were tried."""

    @property
    def ledgers(self) -> Ledgers:
        """The way to its commands."""
        ...

    @property
    def clock(self) -> Clock:
        """The store's time."""
        ...

    @property
    def is_shared(self) -> bool:
        """Whether other machines may be at work on it, as far as was seen."""
        ...

    @property
    def is_well(self) -> bool:
        """Whether the next sign of life can wait for its time."""
        ...

    def office_id(self) -> str:
        """The mark of the office it belongs to."""
        ...

    def join(self) -> None:
        """Go to work. Raises StationTaken too."""
        ...

    def beat(self, behind: int | None = None) -> int | None:
        """A sign of life now; the last event, or none while the store is away.

        `behind` is what it tells of how old its screen was (see StationNow).
        Raises StationTaken when the name is lost.
        """
        ...

    def lacking(
        self,
        day: str,
        ids: Sequence[str],
        *,
        kept: Mapping[str, str],
        events: Mapping[str, int],
    ) -> list[str]:
        """Which answers of a day (ISO 8601) it lacks, or has otherwise than `kept`.

        `events` has the last event at each answer that made one.
        """
        ...

    def copy_if_due(self) -> None:
        """See that a copy is made, where that is a station's work and one is due."""
        ...

    def leave(self) -> None:
        """Stop work; the name and its counters are free at once."""
        ...
