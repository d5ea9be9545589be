"""Instants as they stand on the wire."""

from __future__ import annotations

from datetime import tzinfo
from functools import lru_cache

from shared import clock


@lru_cache(maxsize=32_768)
def written(instant: int, zone: tzinfo) -> str:
    """An instant (milliseconds) as RFC 3339; a hall says the same ones again."""
    return str(clock.rfc3339(instant, zone))


def written_if(instant: int | None, zone: tzinfo) -> str | None:
    """The same, or none."""
    return None if instant is None else written(instant, zone)


@lru_cache(maxsize=32_768)
def read(words: str) -> int:
    """The instant (milliseconds) of an RFC 3339 time. Raises ValueError."""
    return clock.from_rfc3339(words)


def read_if(words: str | None) -> int | None:
    """The same, or none."""
    return None if words is None else read(words)
