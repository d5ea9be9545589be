"""Who comes on a made-up day, when, for what and for how long."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from jiaohao.report.visits import Visit
from shared import clock
from shared.errors import BadRequest
from shared.office.model import Office
from shared.office.opening import spans_on
from shared.text.catalogue import N_
from shared.trade.estimate.waiting import MINUTE

_USUAL_HOURS: Final = (time(8), time(17))
"""Of an office that is always open."""
_USUAL_MINUTES: Final = 10
"""Of a visit, where neither the office nor its days say."""
_LOAD: Final = 0.8
"""Share of their time that counters are busy where there is no history."""
_SPREAD: Final = 0.8
"""Standard deviation of a visit's minutes by their mean, where there is no history:
between the 0.6 and 1.1 of the offices of docs/waiting.md."""
_MISSED: Final = 0.04
"""Share of the people who do not come when called, where there is no history."""
_PRIORITY: Final = 0.1
"""Share of those who go ahead, where there is no history."""
_SLOT: Final = 10 * MINUTE
"""A visit of another day comes again somewhere in its ten minutes."""


@dataclass(frozen=True, slots=True)
class Comer:
    """One person of the day. Instants and spans are milliseconds."""

    at: int
    service: str
    priority: str
    channel: str
    serving: int
    """From the call to the end."""
    comes: bool = True
    """When called."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office is open on the day; instants are milliseconds."""

    opens: int
    closes: int
    spans: tuple[tuple[int, int], ...]


def hours_on(office: Office, day: date) -> Hours:
    """Raises BadRequest on a day on which the office is closed."""
    spans = spans_on(office, day)
    if office.hours is None:
        spans = (_usual_span(office, day),)
    if not spans:
        words = N_("The office is closed on {day}. Name another: --date DATE")
        raise BadRequest(words, day=day.isoformat())
    return Hours(spans[0][0], spans[-1][1], spans)


def _usual_span(office: Office, day: date) -> tuple[int, int]:
    first, last = (
        datetime.combine(day, wall, office.time_zone) for wall in _USUAL_HOURS
    )
    return round(first.timestamp() * 1000), round(last.timestamp() * 1000)


def of_history(
    office: Office, day: date, past: Sequence[Visit], factor: float, seed: int
) -> list[Comer]:
    """As on days of the past: each of their visits comes again by chance, so often
    that one such day comes out times `factor`."""
    chance = random.Random(seed)
    days = len({each.day for each in past})
    served = _served(past)
    found = []
    for visit in past:
        for _ in range(_poisson(factor / days, chance)):
            wall = clock.local(visit.issued, office.time_zone)
            moment = datetime.combine(day, wall.timetz())
            at = round(moment.timestamp() * 1000)
            at += round(chance.uniform(0, _SLOT)) - at % _SLOT
            lasts = served.get(visit.service) or served[""] or [_USUAL_MINUTES * MINUTE]
            found.append(
                Comer(
                    at,
                    visit.service,
                    visit.priority,
                    visit.channel,
                    chance.choice(lasts),
                    comes=visit.outcome != "missed",
                )
            )
    known = {each.code for each in office.services}
    ranks = {each.code for each in office.priorities}
    return sorted(
        (each for each in found if each.service in known and each.priority in ranks),
        key=lambda each: each.at,
    )


def made_up(office: Office, hours: Hours, factor: float, seed: int) -> list[Comer]:
    """By the minutes that office.toml says: every counter busy for four fifths of the
    day with all it serves, times `factor`; they come evenly over the hours."""
    chance = random.Random(seed)
    usual = {each.code: each.minutes or _USUAL_MINUTES for each in office.services}
    open_minutes = sum(end - start for start, end in hours.spans) / MINUTE
    people = dict.fromkeys(usual, 0.0)
    for counter in office.counters:
        takes = counter.serves or counter.helps
        for code in takes:
            people[code] += factor * _LOAD * open_minutes / len(takes) / usual[code]
    found = [
        _person(office, code, minutes, at, chance)
        for code, minutes in usual.items()
        for at in _arrivals(hours, people[code], chance)
    ]
    return sorted(found, key=lambda each: each.at)


def _person(
    office: Office, service: str, minutes: float, at: int, chance: random.Random
) -> Comer:
    ahead = [each.code for each in office.priorities if each.head_start_minutes]
    goes_ahead = bool(ahead) and chance.random() < _PRIORITY
    rank = chance.choice(ahead) if goes_ahead else office.priorities[0].code
    shape = 1 / _SPREAD**2
    serving = round(chance.gammavariate(shape, minutes / shape) * MINUTE)
    return Comer(at, service, rank, "kiosk", serving, chance.random() >= _MISSED)


def _arrivals(hours: Hours, people: float, chance: random.Random) -> Iterator[int]:
    whole = sum(end - start for start, end in hours.spans)
    for start, end in hours.spans:
        for _ in range(_poisson(people * (end - start) / whole, chance)):
            yield round(chance.uniform(start, end - 1))


def _served(past: Sequence[Visit]) -> dict[str, list[int]]:
    """Spans of the visits to each service, of all under ""."""
    found: dict[str, list[int]] = {"": []}
    for visit in past:
        if visit.outcome == "finished" and visit.served:
            found.setdefault(visit.service, []).append(visit.served)
            found[""].append(visit.served)
    return found


def _poisson(mean: float, chance: random.Random) -> int:
    """Events in a time in which that many are usual, by the gaps between them."""
    count, left = 0, chance.expovariate(1)
    while left < mean:
        count += 1
        left += chance.expovariate(1)
    return count
