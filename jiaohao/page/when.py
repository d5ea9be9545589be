"""When somebody will be called: a range of clock times first, the minutes after it.

Both are rounded to five minutes, outwards: never a single minute, never less than was
reckoned. The latest time named is never earlier than one that was promised.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jiaohao.page.look import Look, Reader
from shared.text.catalogue import N_, catalogue
from shared.trade.range import Range
from shared.trade.ticket import Ticket

_MINUTE: Final = 60_000
_STEP: Final = 5
_WORTH_GOING: Final = 10
"""Minutes until the range begins."""


@dataclass(frozen=True, slots=True)
class When:
    """A range as it is shown."""

    clock: str
    """The times of day."""
    minutes: str
    """How long that is from now."""
    spoken: str
    """The times of day as a sentence to be heard."""
    back: str
    """By when to be here again; "" where it is so soon that one stays."""


def when_called(look: Look, ticket: Ticket | None) -> When | None:
    """When a number will be called, or none where that is not known."""
    if look.is_old or look.hall is None or ticket is None or ticket.wait is None:
        return None
    times = _clock(look, look.hall.as_of, ticket.wait)
    return _when(look.language, *times, *_outwards(ticket.wait))


@lru_cache(maxsize=4_096)
def _when(language: str, start: str, end: str, low: int, high: int) -> When:
    # Rounded to five minutes, it is the same for many at once and for a while.
    say = catalogue(language)
    return When(
        say(N_("About {start}–{end}"), start=start, end=end),
        say(N_("Your turn in {low}–{high} minutes"), low=low, high=high),
        say(N_("You are called between {start} and {end}."), start=start, end=end),
        # The range says it: hardly anybody is called before it begins.
        say(N_("Gone for a while? Please come back by {time}."), time=start)
        if low >= _WORTH_GOING
        else "",
    )


def promised_words(look: Look, ticket: Ticket | None) -> str:
    """What was said when the number was taken, or ""."""
    if ticket is None or ticket.promised is None:
        return ""
    start, end = _clock(look, ticket.issued_at, ticket.promised)
    words = N_("At {time}, when you took it: {start}–{end}. Now it is known better.")
    time = look.clock(ticket.issued_at)
    return look.say(words, time=time, start=start, end=end)


def asked_and_told(look: Look, ticket: Ticket | None) -> list[tuple[str, str]]:
    """How the range changed: when it was said, and what; no time: it is said now."""
    found = []
    if ticket is not None and ticket.promised is not None:
        start, end = _clock(look, ticket.issued_at, ticket.promised)
        words = look.say(N_("About {start}–{end}"), start=start, end=end)
        found.append((look.clock(ticket.issued_at), words))
    when = when_called(look, ticket)
    return found + ([("", when.clock)] if when is not None else [])


def latest_time(look: Look, ticket: Ticket | None) -> str:
    """From when on one asks why one was not called; "" where no range was said."""
    if ticket is None:
        return ""
    ends = []
    if ticket.promised is not None:
        # To the minute, as on the paper.
        end = ticket.issued_at + ticket.promised.high * _MINUTE
        ends.append(-(-end // _MINUTE) * _MINUTE)
    if ticket.wait is not None and look.hall is not None and not look.is_old:
        ends.append(_up(look.hall.as_of + ticket.wait.high * _MINUTE))
    return look.clock(max(ends)) if ends else ""


def minutes_words(look: Reader, wait: Range) -> str:
    """A range of minutes."""
    low, high = _outwards(wait)
    return look.say(N_("about {low}–{high} min"), low=low, high=high)


def _outwards(wait: Range) -> tuple[int, int]:
    low = wait.low // _STEP * _STEP
    high = -(-wait.high // _STEP) * _STEP
    return low, max(high, low + _STEP)


def _clock(look: Look, since: int, wait: Range) -> tuple[str, str]:
    step = _STEP * _MINUTE
    start = (since + wait.low * _MINUTE) // step * step
    end = max(_up(since + wait.high * _MINUTE), start + step)
    return look.clock(start), look.clock(end)


def _up(instant: int) -> int:
    step = _STEP * _MINUTE
    return -(-instant // step) * step
