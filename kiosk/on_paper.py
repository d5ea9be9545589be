"""What a visitor is told of the paper, by what the printer said."""

from __future__ import annotations

from enum import Enum
from typing import Final

from printers.session.outcome import Outcome


class OnPaper(Enum):
    """What is known of the paper, and what the person has to do."""

    COMING = "coming"
    HERE = "here"
    """It came out, or was handed to a printer that cannot say more."""
    NONE = "none"
    """This kiosk has no printer: everybody reads the number here."""
    MISSING = "missing"
    """It did not come: the person is to note the number."""
    IN_DOUBT = "in doubt"
    """Only the person can see whether it came."""


ON_PAPER: Final = {
    None: OnPaper.NONE,
    Outcome.PRINTED: OnPaper.HERE,
    Outcome.FAILED: OnPaper.MISSING,
    Outcome.UNKNOWN: OnPaper.IN_DOUBT,
}
ASKING: Final = (OnPaper.NONE, OnPaper.MISSING, OnPaper.IN_DOUBT)
"""What the person is asked about: it is the staff's if they go without a word."""
