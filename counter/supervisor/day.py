"""The day so far as a curve: taken, served and waiting in every quarter of an hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from shared import clock
from shared.desk.day_log import Happened
from shared.office.model import Office

QUARTER_MS: Final = clock.minutes(15)
_PACE_MS: Final = clock.minutes(60)
"""What the forecast looks back on."""
_JOINS: Final = frozenset(
    {"issued", "transferred", "requeued", "group_ended", "checked_in"}
)
_LEAVES: Final = frozenset(
    {"called", "group_called", "started", "resumed", "held", "missed", "cancelled"}
    | {"expired", "finished"}
)
_SERVED: Final = frozenset({"finished", "continued"})
_CALLED: Final = frozenset({"called", "group_called"})
_FIRST_HOUR, _LAST_HOUR = 8, 18
"""Shown where an office has no hours of its own."""


@dataclass(frozen=True, slots=True)
class DayCurve:
    """One business day in quarters of an hour, from the opening to the present one."""

    begins: int
    """The first quarter shown; milliseconds since 1970."""
    ends: int
    """The end of the last one that is shown: when the office closes, or later."""
    taken: tuple[int, ...] = ()
    served: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    """At the end of each quarter."""
    missed: int = 0
    mean_wait: int | None = None
    """Whole minutes from the number to the first call."""
    mean_visit: int | None = None
    """Whole minutes at the counter."""
    in_target: int | None = None
    """Per cent of those called who waited no longer than their service's target."""
    left_at_end: int | None = None
    """How many would still wait at the end at the pace of the last hour."""

    @property
    def quarters(self) -> int:
        """How many quarters there are from the beginning to the end."""
        return -(-(self.ends - self.begins) // QUARTER_MS)

    @property
    def busiest(self) -> int | None:
        """When the quarter began in which most numbers were taken; none: none yet."""
        if not any(self.taken):
            return None
        return self.begins + self.taken.index(max(self.taken)) * QUARTER_MS


def curve_of(events: Iterable[Happened], office: Office, now: int) -> DayCurve:
    """The day's curve at `now` (milliseconds since 1970)."""
    told = sorted(events, key=lambda each: (each.at, each.seq))
    begins, ends = _span(office, now, told)
    count = max((now - begins) // QUARTER_MS + 1, 1)
    taken, served = [0] * count, [0] * count
    changes = [0] * count
    waits: set[str] = set()
    for each in told:
        place = min(max((each.at - begins) // QUARTER_MS, 0), count - 1)
        taken[place] += each.kind == "issued"
        served[place] += each.kind in _SERVED
        if each.label is not None:
            before = len(waits)
            if each.kind in _JOINS:
                waits.add(each.label)
            elif each.kind in _LEAVES:
                waits.discard(each.label)
            changes[place] += len(waits) - before
    waiting = [sum(changes[: place + 1]) for place in range(count)]
    waited = _waits(told)
    return DayCurve(
        begins,
        ends,
        tuple(taken),
        tuple(served),
        tuple(waiting),
        sum(each.kind == "missed" for each in told),
        _mean([wait for _, wait in waited]),
        _mean(_visits(told)),
        _share_in_target(waited, office),
        _left(told, waiting[-1], now, ends),
    )


def _span(office: Office, now: int, told: Sequence[Happened]) -> tuple[int, int]:
    """From when to when the curve is drawn: the opening hours and what lies outside."""
    here = clock.local(now, office.time_zone)
    spans = office.hours.by_weekday.get(here.weekday(), ()) if office.hours else ()
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    begins = midnight + timedelta(hours=_FIRST_HOUR)
    ends = midnight + timedelta(hours=_LAST_HOUR)
    if spans:
        begins = datetime.combine(here.date(), spans[0][0], here.tzinfo)
        ends = datetime.combine(here.date(), spans[-1][1], here.tzinfo)
    first = min([_ms(begins), now, *(each.at for each in told[:1])])
    return first // QUARTER_MS * QUARTER_MS, max(_ms(ends), now)


def _ms(when: datetime) -> int:
    return round(when.timestamp() * 1000)


def _waits(told: Iterable[Happened]) -> list[tuple[str, int]]:
    """Of each number its service and the milliseconds until it was called first."""
    came: dict[str, Happened] = {}
    found = []
    for each in told:
        if each.label is None:
            continue
        if each.kind == "issued":
            came[each.label] = each
        elif each.kind in _CALLED and each.label in came:
            issued = came.pop(each.label)
            found.append((issued.service or "", each.at - issued.at))
    return found


def _visits(told: Iterable[Happened]) -> list[int]:
    began: dict[str | None, int] = {}
    found = []
    for each in told:
        if each.kind in ("started", "resumed"):
            began[each.label] = each.at
        elif each.kind in _SERVED and each.label in began:
            found.append(each.at - began.pop(each.label))
    return found


def _mean(spent: Sequence[int]) -> int | None:
    return round(sum(spent) / len(spent) / 60_000) if spent else None


def _share_in_target(waited: Iterable[tuple[str, int]], office: Office) -> int | None:
    targets = {each.code: each.target_minutes for each in office.services}
    judged = [
        wait <= clock.minutes(target)
        for service, wait in waited
        if (target := targets.get(service)) is not None
    ]
    return round(100 * sum(judged) / len(judged)) if judged else None


def _left(told: Iterable[Happened], waiting: int, now: int, ends: int) -> int | None:
    """Who would wait at the end, were the last hour's pace to go on; none: no pace."""
    lately = [each for each in told if each.at > now - _PACE_MS]
    served = sum(each.kind in _SERVED for each in lately)
    if not served or ends <= now:
        return None
    gained = sum(each.kind == "issued" for each in lately) - served
    return max(round(waiting + gained * (ends - now) / _PACE_MS), 0)
