"""Whether long work gets on: it says so at each step, and whoever waits may ask.

How long a copy of years takes nobody knows; that a call on a dead share never comes
back is seen by the silence.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STEPS: Final = 20_000
"""Steps of SQLite between two words."""
_said_at = time.monotonic()


def get_on() -> int:
    """Say that the work of this process gets on; 0, for SQLite: go on."""
    global _said_at
    _said_at = time.monotonic()
    return 0


def silence() -> float:
    """Seconds since that was said last."""
    return time.monotonic() - _said_at


@contextmanager
def told_by(connection: sqlite3.Connection) -> Iterator[None]:
    """One long statement says it too, as long as its reads come back."""
    connection.set_progress_handler(get_on, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
