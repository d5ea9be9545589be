"""What a key asks of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

TAKEN_BACK: Final = frozenset(
    {"finish", "no_show", "hold", "transfer", "requeue", "cancel"}
)
"""What can be undone; a call too, where it ended a visit."""


@dataclass(frozen=True, slots=True)
class Command:
    """What one key press asks of the office."""

    do: str
    fields: Mapping[str, Any]
    finishes: str | None = None
    """The label of whom a call sends home."""

    @property
    def can_be_undone(self) -> bool:
        """Whether the office takes it back within 10 s."""
        return self.do in TAKEN_BACK or self.finishes is not None
