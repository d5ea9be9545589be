"""Who will still be called before the office closes, by the ranges of waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared import clock
from shared.trade.range import Range
from shared.trade.ticket import Ticket


@dataclass(frozen=True, slots=True)
class LastNumber:
    """The end of the day, as it looks now."""

    label: str | None
    """Of those who are called in time the one who waits longest; none: nobody is."""
    doubtful: int
    """Whose range reaches beyond closing: they may not be called any more."""


def is_late(wait: Range | None, now: int, closes: int | None) -> bool:
    """Whether a range that begins at `now` reaches beyond closing (milliseconds)."""
    if wait is None or closes is None:
        return False
    return now + clock.minutes(wait.high) > closes


def all_late(waits: Iterable[Range | None], now: int, closes: int | None) -> bool:
    """Whether whoever comes now may not be called any more, for whatever it is."""
    known = list(waits)
    return bool(known) and all(is_late(each, now, closes) for each in known)


def last_number(
    waiting: Sequence[Ticket], now: int, closes: int | None
) -> LastNumber | None:
    """The forecast for who waits; none where no range, or no closing time, is known."""
    known = [(each.wait, each) for each in waiting if each.wait is not None]
    if not known or closes is None:
        return None
    sure = [(wait.high, each) for wait, each in known if not is_late(wait, now, closes)]
    last = max(sure, key=lambda each: (each[0], each[1].issued_at), default=None)
    return LastNumber(last[1].label if last else None, len(known) - len(sure))
