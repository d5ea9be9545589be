"""What became of ranges that were said, counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from shared.text.catalogue import N_
from shared.trade.estimate.simple import SIMPLE
from shared.trade.range import Range
from shared.wire.json_text import Json

OTHERS: Final = {
    "last_called": N_("as the last called"),
    "mean": N_("mean so far"),
    "people_x_minutes": N_("people × minutes"),
}


@dataclass(slots=True)
class Tally:
    """Of the people who were told a range and called: what became of it."""

    cases: int = 0
    inside: int = 0
    width: float = 0.0
    error: float = 0.0
    others: list[float] = field(default_factory=lambda: [0.0] * len(SIMPLE))
    """Sums over the cases, in minutes."""

    def add(self, told: Range, others: tuple[float, ...], minutes: float) -> None:
        """One more of them, who was called after so many minutes."""
        self.cases += 1
        self.inside += told.holds(minutes)
        self.width += told.high - told.low
        self.error += abs(minutes - (told.low + told.high) / 2)
        for at, other in enumerate(others):
            self.others[at] += abs(minutes - other)

    def add_all(self, other: Tally) -> None:
        """Those that another one counted."""
        self.cases += other.cases
        self.inside += other.inside
        self.width += other.width
        self.error += other.error
        for at, error in enumerate(other.others):
            self.others[at] += error

    def figures(self) -> Json:
        """The means, null where there was no case."""
        return {
            "cases": self.cases,
            "inside": self._mean(self.inside),
            "width": self._mean(self.width),
            "mae": self._mean(self.error),
            "others": {
                name: {"mae": self._mean(error)}
                for name, error in zip(SIMPLE, self.others, strict=True)
            },
        }

    def _mean(self, total: float) -> float | None:
        return round(total / self.cases, 4) if self.cases else None
