"""The same office with another number of counters at work."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

from shared.office.model import Counter, Office


def with_counters(office: Office, count: int) -> Office:
    """Its first `count` counters; more than it has are further ones of the same kinds.

    What none of them takes any more, all take when nothing of their own waits.
    """
    kept = office.counters[:count]
    numbers = (max(each.number for each in office.counters) + at for at in range(1, 99))
    more = islice(cycle(office.counters), max(0, count - len(office.counters)))
    kept += tuple(
        replace(each, number=number)
        for each, number in zip(more, numbers, strict=False)
    )
    return replace(office, counters=_covering(kept, office))


def _covering(counters: tuple[Counter, ...], office: Office) -> tuple[Counter, ...]:
    taken = {code for each in counters for code in (*each.serves, *each.helps)}
    served = {code for each in office.counters for code in (*each.serves, *each.helps)}
    left = tuple(
        each.code
        for each in office.services
        if each.code in served and each.code not in taken
    )
    if not left:
        return counters
    return tuple(
        replace(each, helps=(*each.helps, *left), helps_after_minutes=0)
        for each in counters
    )
