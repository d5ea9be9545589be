"""How many wait, as far as it may be told to everybody: never of a few, never of one.

What lobby, pages and interfaces tell of the people who wait comes from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.office.model import Office
from shared.trade.hall import Hall
from shared.trade.range import Range
from shared.trade.ticket import TicketState


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who wait for numbers of a letter; "" of all letters together."""

    letter: str
    services: tuple[str, ...]
    """Their codes, in the office's order."""
    people: int | None
    """How many; none where there are so few that they could be known."""
    next: str = ""
    """The number that comes next, or ""."""
    wait: Range | None = None
    """Minutes that somebody who comes now waits, for whichever of them."""


def crowds(hall: Hall, office: Office) -> tuple[Crowd, ...]:
    """Who waits, by letter; never told of a single service, nor of a few people.

    A letter that only one service has is left out. Where no letter has more, all
    people are one crowd. Fewer than `privacy_from` are not counted.
    """
    shared = [
        letter
        for letter in office.letters
        if sum(each.letter == letter for each in office.services) > 1
    ]
    if not shared:
        return (_crowd("", tuple(each.code for each in office.services), hall, office),)
    line = hall.in_state(TicketState.WAITING)
    found = []
    for letter in shared:
        codes = tuple(each.code for each in office.services if each.letter == letter)
        following = next((each.label for each in line if each.letter == letter), "")
        found.append(_crowd(letter, codes, hall, office, following))
    return tuple(found)


def told(people: int, office: Office) -> int | None:
    """How many people it is, where that may be told; none: so few could be known."""
    return people if people >= office.privacy_from else None


def _crowd(
    letter: str, codes: tuple[str, ...], hall: Hall, office: Office, following: str = ""
) -> Crowd:
    services = [each for each in hall.services if each.code in codes]
    people = told(sum(each.waiting for each in services), office)
    waits = [each.wait for each in services if each.wait is not None]
    wait = None
    if people is not None and waits:
        wait = Range(min(each.low for each in waits), max(each.high for each in waits))
    return Crowd(letter, codes, people, following, wait)
