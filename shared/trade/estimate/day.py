"""The office's day as parts of equal length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DAY: Final = 24 * 60 * 60_000
"""Milliseconds."""


@dataclass(slots=True)
class Day:
    """Where an instant lies in the day. Instants are milliseconds since 1970."""

    offset: int = 0
    """Of the office's time to UTC, milliseconds."""

    def number(self, at: int) -> int:
        """Which day it is."""
        return (at + self.offset) // DAY

    def slot(self, at: int, slots: int) -> int:
        """Which of so many parts of its day."""
        return (at + self.offset) % DAY * slots // DAY

    def end_of_slot(self, at: int, slots: int) -> int:
        """When that part of the day ends."""
        length = DAY // slots
        return at + length - (at + self.offset) % length
