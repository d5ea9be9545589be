"""An office.toml as it is kept in queue.db, so that all stations work by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.office.version import version_of


class Standing(StrEnum):
    """What a sheet is to the office."""

    AGREED = "agreed"
    """All stations work by it."""
    WAITING = "waiting"
    """It would break numbers given out, and waits for the next business day."""


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """An office.toml as it is kept in queue.db."""

    text: str
    day: str
    """The business day (ISO 8601) for which it was agreed, or kept waiting."""
    since: int
    """When that was, in milliseconds since 1970, UTC."""

    @property
    def version(self) -> str:
        """Its mark; see `shared.office.version`."""
        return version_of(self.text)
