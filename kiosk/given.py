"""A number that is shown, and what its person says to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.on_paper import OnPaper
from shared.trade.ticket import Ticket


class Said(Enum):
    """What a person says to a number."""

    DONE = "done"
    NO_PAPER = "no paper"
    """It did not come out: print it once more."""
    MORE_TIME = "more time"


@dataclass(frozen=True, slots=True)
class Given:
    """A number that is shown."""

    ticket: Ticket
    paper: OnPaper
    left: float = 1.0
    """How much of its time is left, from 1 to 0."""
    is_sure: bool = True
    """Whether the printer can say that a paper came out."""
