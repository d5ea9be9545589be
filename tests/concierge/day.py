"""A day of 150 visitors from a script: presses at reception, and by touch.

`make reception-day` prints what docs/kiosk.md says. A second is not measured
but reckoned by the keystroke-level model (Card, Moran and Newell 1980): 0.28 s a key
of an average typist, 1.35 s to decide before each choice, 1.1 s to point.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.concierge.keys import SERVICE_KEYS
from shared.office.model import Office
from tests.supervisor.helpers import WAITS, centre

VISITORS = 150
KEY, DECIDE, POINT = 0.28, 1.35, 1.1
"""Seconds of the model's operators K, M and P."""


@dataclass(frozen=True)
class Visitor:
    """Somebody of the script."""

    service: str
    has_priority: bool
    language: int
    """So many languages after the office's own."""


def visitors(office: Office) -> Iterator[Visitor]:
    """The same day every time: services as in the rush, one in eight first."""
    chance = random.Random(150)
    codes = [code for code, waits in WAITS.items() for _ in waits]
    for _ in range(VISITORS):
        language = chance.choices(range(len(office.languages)), (90, 3, 4, 2, 1))[0]
        yield Visitor(chance.choice(codes), chance.random() < 1 / 8, language)


def at_reception(office: Office, visitor: Visitor) -> tuple[str, ...]:
    """The keys of one visitor."""
    at = [each.code for each in office.services].index(visitor.service)
    pages = ("pagedown",) * (at // len(SERVICE_KEYS))
    wishes = ("space",) * visitor.has_priority + ("tab",) * visitor.language
    return (*wishes, *pages, SERVICE_KEYS[at % len(SERVICE_KEYS)].lower())


def by_touch(office: Office, visitor: Visitor) -> int:
    """The fewest presses on the touch screen, its papers and its end left out."""
    needs = [each for each in office.needs if visitor.service in each.services]
    is_straight = any(len(each.services) == 1 for each in needs)
    service = 0 if is_straight else 1
    return 1 + 1 + service + visitor.has_priority * 2 + (visitor.language > 0)


def seconds_of(presses: int, choices: int, *, is_touch: bool) -> float:
    """By the model."""
    return presses * (POINT if is_touch else KEY) + choices * DECIDE


def figures() -> dict[str, float]:
    """Presses and seconds a visitor, at reception and by touch."""
    office = centre()
    day = list(visitors(office))
    keys = [len(at_reception(office, each)) for each in day]
    choices = [1 + each.has_priority + (each.language > 0) for each in day]
    touches = [by_touch(office, each) for each in day]
    pairs = list(zip(keys, choices, strict=True))
    return {
        "keys": sum(keys) / len(day),
        "key_seconds": sum(seconds_of(*each, is_touch=False) for each in pairs)
        / len(day),
        "touches": sum(touches) / len(day),
        "touch_seconds": sum(seconds_of(each, each, is_touch=True) for each in touches)
        / len(day),
    }


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"{name} {value:.2f}")
