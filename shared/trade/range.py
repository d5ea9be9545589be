"""A range of waiting: whole minutes within which most people are called."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Range(Struct, frozen=True):
    """From `low` to `high` whole minutes, both counted in."""

    low: int
    high: int

    def holds(self, minutes: float) -> bool:
        """Whether a wait lies inside."""
        return self.low <= minutes <= self.high

    def data(self) -> dict[str, int]:
        """As it stands in events and on the wire."""
        return {"low": self.low, "high": self.high}


def range_in(data: object) -> Range | None:
    """The range that `Range.data` wrote, or none."""
    match data:
        case {"low": int(low), "high": int(high)} if 0 <= low <= high:
            return Range(low, high)
    return None


class NoRange(StrEnum):
    """Why no range is said."""

    TOO_FEW = "too_few"
    """Too few visits are known."""
    NOBODY = "nobody"
    """No counter that takes the service is at work, or it is closed for today."""
