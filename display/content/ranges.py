"""How long one waits, by letter, told so that no call gives away a service.

A letter's range is that of all its services together. It changes with a call of one of
them more than with one of another: whoever watched would know what the called person
came for. So it is told anew only where no number of the letter was called since, or so
many that none of them can be singled out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shared.office.model import Office
from shared.trade.hall import Hall
from shared.trade.label import parse_label
from shared.trade.range import Range

_HELD_MS: Final = 10 * 60_000
"""A range that may not be told anew is told for so long; then none is."""


@dataclass(frozen=True, slots=True)
class Told:
    """A letter's range as it is shown."""

    range: Range
    seq: int
    """The newest call when it was true."""
    at: int
    """When that was, in milliseconds of the screen's clock."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of the letters; a value, one for each look."""

    told: Mapping[str, Told] = field(default_factory=dict)

    def look(self, hall: Hall, office: Office, now: int) -> Ranges:
        """What is told at `now`; a letter whose range is not known is left out."""
        seq = hall.calls[0].seq if hall.calls else 0
        found = {}
        for letter in office.letters:
            last, present = self.told.get(letter), range_of(letter, hall)
            if last is None or _may_change(last, letter, hall, office):
                if present is not None:
                    found[letter] = Told(present, seq, now)
            else:
                found[letter] = last
        return Ranges(found)

    def range(self, letter: str, now: int) -> Range | None:
        """The range that is told of a letter, or none."""
        told = self.told.get(letter)
        is_fresh = told is not None and 0 <= now - told.at < _HELD_MS
        return told.range if told is not None and is_fresh else None


def range_of(letter: str, hall: Hall) -> Range | None:
    """One range for all services of a letter; none where that of any is not known."""
    services = [
        each for each in hall.services if each.letter == letter and each.is_open
    ]
    waits = [each.wait for each in services if each.wait is not None]
    if not waits or len(waits) < len(services):
        return None
    return Range(min(each.low for each in waits), max(each.high for each in waits))


def _may_change(last: Told, letter: str, hall: Hall, office: Office) -> bool:
    labels = {
        call.label
        for call in hall.calls
        if call.seq > last.seq and (parse_label(call.label) or ("",))[0] == letter
    }
    return not labels or len(labels) >= office.privacy_from
