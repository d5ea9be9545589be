"""What is to come back after a visit: by a reference, never by a person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

NOT_REACHED: Final = "not_reached"
"""The outcome that is no reply."""
LONGEST_REFERENCE: Final = 40
_ID_NUMBER: Final = re.compile(r"[A-Z][A-D0-9]\d{8}(?!\d)")
"""Of people in Taiwan: one letter, then 1, 2, 8, 9 or (until 2030) A to D, then eight
digits (戶籍法施行細則; 內政部移民署, new form of 2021)."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that is awaited of somebody."""

    id: str
    reference: str
    """A number of a file or case, as the office chooses."""
    kind: str
    due: date
    outcome: str | None = None
    """None: still open."""


def tells_who(reference: str) -> bool:
    """Whether a reference may name a person: no digit in it, or an ID number."""
    plain = unicodedata.normalize("NFKC", reference).upper()
    digits = sum(each.isdigit() for each in plain)
    return not digits or bool(_ID_NUMBER.search(re.sub(r"[\W_]", "", plain)))


def reply_rate(follow_ups: Iterable[FollowUp]) -> int | None:
    """Per cent of those that are settled that were answered; none: none is settled."""
    settled = [each for each in follow_ups if each.outcome is not None]
    if not settled:
        return None
    answered = sum(each.outcome != NOT_REACHED for each in settled)
    return round(100 * answered / len(settled))
