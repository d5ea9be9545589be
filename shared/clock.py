"""Time: the one place that reads the clock, and how instants are kept and written.

In the file an instant is a whole number of milliseconds since 1970 in UTC.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

Clock = Callable[[], int]
"""Gives the present instant in milliseconds since 1970, UTC."""


def now_ms() -> int:
    """The machine's clock, in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def local(instant: int, zone: tzinfo) -> datetime:
    """The office's wall clock at `instant` (milliseconds)."""
    return datetime.fromtimestamp(instant / 1000, zone)


def rfc3339(instant: int | None, zone: tzinfo) -> str | None:
    """`instant` as RFC 3339 with the office's offset, to the millisecond."""
    if instant is None:
        return None
    return local(instant, zone).isoformat(timespec="milliseconds")


def from_rfc3339(words: str) -> int:
    """The instant (milliseconds) of an RFC 3339 time that carries an offset."""
    return round(datetime.fromisoformat(words).timestamp() * 1000)


def minutes(count: int) -> int:
    """A number of minutes in milliseconds."""
    return round(timedelta(minutes=count).total_seconds() * 1000)
