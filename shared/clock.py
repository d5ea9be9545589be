"""Time: the one place that reads the clock, and how instants are kept and written.

In the file an instant is a whole number of milliseconds since 1970 in UTC.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

Clock = Callable[[], int]
"""Gives the present instant in milliseconds since 1970, UTC."""
END_OF_TIME: Final = round(datetime(9999, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""No instant is this late, so that each can be told in every time zone."""


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
    """The instant (milliseconds) of an RFC 3339 time that carries an offset.

    Raises ValueError without an offset, before 1970 and from the year 9999 on.
    """
    found = datetime.fromisoformat(words)
    if found.utcoffset() is None:
        raise ValueError(f"a time without an offset: {words}")
    instant = round(found.timestamp() * 1000)
    if not 0 <= instant < END_OF_TIME:
        raise ValueError(f"not a time an office lives in: {words}")
    return instant


def minutes(count: int) -> int:
    """A number of minutes in milliseconds."""
    return round(timedelta(minutes=count).total_seconds() * 1000)
