"""Times and names as the clerk reads them."""

from __future__ import annotations

from shared import clock
from shared.office.model import Office


def wall_time(instant: int, office: Office) -> str:
    """HH:MM on the office's wall at `instant` (milliseconds)."""
    return clock.local(instant, office.time_zone).strftime("%H:%M")


def elapsed(duration: int) -> str:
    """A duration in milliseconds as minutes and seconds, 4:05, or 1:04:05."""
    minutes, seconds = divmod(max(duration, 0) // 1000, 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def whole_minutes(duration: int) -> int:
    """A duration in milliseconds in whole minutes, never below 0."""
    return max(duration, 0) // 60_000
