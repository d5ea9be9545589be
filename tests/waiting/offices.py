"""Offices made up, whose truth is known: their days as the log of another system.

Nothing here is known to the rules: service minutes are lognormal or Erlang, counters go
to lunch, some people leave without a word, some come by appointment.
"""

from __future__ import annotations

import csv
import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

TAIPEI: Final = timezone(timedelta(hours=8))
FIRST_DAY: Final = datetime(2026, 1, 5, tzinfo=TAIPEI)
COLUMNS: Final = (
    *("service", "issued_at", "called_at"),
    *("priority", "counter", "started_at", "ended_at"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One service of such an office."""

    code: str
    a_day: float
    """People a day."""
    minutes: float
    """Mean minutes at the counter."""
    spread: float = 0.8
    """Standard deviation of the minutes by their mean."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One counter: what it serves, and when its lunch is (hours of the day)."""

    serves: str
    lunch: tuple[float, float] | None = None
    opens: float = 8.0
    closes: float = 17.5


@dataclass(frozen=True, slots=True)
class Made:
    """An office: what comes, who serves."""

    name: str
    kinds: tuple[Kind, ...]
    desks: tuple[Desk, ...]
    hours: tuple[float, ...]
    """How the arrivals of a day lie over its hours from 8 o'clock on."""
    head_starts: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Other priorities: share of the people, head start in minutes."""
    booked: float = 0.0
    """Share of the people with a slot every 15 minutes, who come up to 20 early."""
    leaves: float = 0.02
    """Share of the people who leave before their call, without a word."""
    misses: float = 0.04
    """Share of those called who do not come."""
    busy: float = 0.15
    """How much one day differs from another."""


STEADY: Final = Made(
    "steady",
    (Kind("A", 160, 7.0), Kind("B", 95, 11.0, 0.6), Kind("C", 40, 15.0, 1.1)),
    (Desk("A"), Desk("AB"), Desk("AB"), Desk("ABC"), Desk("BC"), Desk("ABC")),
    (1, 1, 1, 1, 1, 1, 1, 1, 0.5),
)
LUNCH: Final = Made(
    "lunch and rush",
    (Kind("A", 150, 6.0, 0.9), Kind("B", 80, 12.0), Kind("C", 60, 9.0, 0.5)),
    (
        Desk("A", (12.0, 13.0)),
        Desk("AB", (13.0, 14.0)),
        Desk("AB", (12.0, 13.0)),
        Desk("BC", (12.0, 13.0)),
        Desk("ABC", (13.0, 14.0)),
        Desk("AC", (12.0, 13.0)),
    ),
    (1.5, 2.2, 2.0, 1.2, 0.8, 1.0, 1.5, 0.8, 0.3),
)
PRIORITIES: Final = Made(
    "priorities and appointments",
    (Kind("A", 140, 7.5, 0.7), Kind("B", 90, 13.0), Kind("C", 45, 20.0, 0.9)),
    (
        Desk("A"),
        Desk("AB", (12.0, 13.0)),
        Desk("AB", (13.0, 14.0)),
        Desk("BC"),
        Desk("ABC", (12.0, 13.0)),
        Desk("ABC", (13.0, 14.0)),
        Desk("C", (12.0, 12.5)),
    ),
    (1.2, 1.6, 1.5, 1.1, 0.7, 1.0, 1.3, 0.8, 0.3),
    {"senior": (0.15, 20.0)},
    booked=0.15,
)
OFFICES: Final = (STEADY, LUNCH, PRIORITIES)


@dataclass(slots=True)
class Visit:
    """One row of the log; minutes since midnight."""

    kind: Kind
    priority: str
    issued: float
    due: float
    leaves: bool
    called: float | None = None
    started: float | None = None
    ended: float | None = None
    desk: int = 0


def rows(made: Made, days: int, seed: int = 1) -> Iterator[list[str]]:
    """The log of so many office days, in the order of issue, without its heading."""
    chance = random.Random(f"{made.name} {seed}")
    day = FIRST_DAY
    for _ in range(days):
        while day.weekday() > 4:
            day += timedelta(days=1)
        for visit in _day(made, chance):
            yield _row(visit, day)
        day += timedelta(days=1)


def write_log(file: Path, made: Made, days: int, seed: int = 1) -> Path:
    """The log as a file."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows(made, days, seed))
    return file


def _row(visit: Visit, day: datetime) -> list[str]:
    def told(minutes: float | None) -> str:
        if minutes is None:
            return ""
        at = day + timedelta(seconds=round(minutes * 60))
        return at.isoformat(timespec="seconds")

    desk = str(visit.desk) if visit.desk else ""
    return [
        *(visit.kind.code, told(visit.issued), told(visit.called)),
        *(visit.priority, desk, told(visit.started), told(visit.ended)),
    ]


def _day(made: Made, chance: random.Random) -> list[Visit]:
    visits = sorted(_arrivals(made, chance), key=lambda each: each.issued)
    waiting: list[Visit] = []
    free: list[tuple[float, int]] = []
    for number, desk in enumerate(made.desks, 1):
        heapq.heappush(free, (desk.opens * 60 + chance.uniform(0, 4), number))
    at = 0
    while free:
        now, number = heapq.heappop(free)
        desk = made.desks[number - 1]
        while at < len(visits) and visits[at].issued <= now:
            waiting.append(visits[at])
            at += 1
        if desk.lunch and desk.lunch[0] * 60 <= now < desk.lunch[1] * 60:
            heapq.heappush(free, (desk.lunch[1] * 60 + chance.uniform(-2, 4), number))
            continue
        mine = [each for each in waiting if each.kind.code in desk.serves]
        if not mine:
            if now < desk.closes * 60 and at < len(visits):
                heapq.heappush(free, (visits[at].issued + 0.05, number))
            continue
        visit = min(mine, key=lambda each: each.due)
        waiting.remove(visit)
        if visit.leaves:
            heapq.heappush(free, (now, number))
            continue
        heapq.heappush(free, (_serve(visit, made, now, number, chance), number))
    return visits


def _serve(
    visit: Visit, made: Made, now: float, number: int, chance: random.Random
) -> float:
    visit.called, visit.desk = now, number
    if chance.random() < made.misses:
        visit.ended = now + 1.5
        return visit.ended
    visit.started = now + chance.uniform(0.2, 1.0)
    visit.ended = visit.started + _minutes(visit.kind, chance)
    return visit.ended + chance.uniform(0.0, 0.5)


def _minutes(kind: Kind, chance: random.Random) -> float:
    shape = 1 / kind.spread**2
    return chance.gammavariate(shape, kind.minutes / shape)


def _arrivals(made: Made, chance: random.Random) -> Iterator[Visit]:
    busy = max(0.4, chance.gauss(1, made.busy))
    total = sum(made.hours)
    for kind in made.kinds:
        for hour, share in enumerate(made.hours, 8):
            rate = kind.a_day * busy * share / total / 60
            at = hour * 60 + chance.expovariate(rate)
            while at < hour * 60 + 60:
                yield _person(kind, at, made, chance)
                at += chance.expovariate(rate)


def _person(kind: Kind, at: float, made: Made, chance: random.Random) -> Visit:
    leaves = chance.random() < made.leaves
    if chance.random() < made.booked:
        slot = round(at / 15) * 15
        issued = max(480.0, slot - chance.uniform(0, 20))
        return Visit(kind, "booked", issued, max(issued, slot) - 30, leaves)
    for name, (share, head_start) in made.head_starts.items():
        if chance.random() < share:
            return Visit(kind, name, at, at - head_start, leaves)
    return Visit(kind, "", at, at, leaves)
