"""What the flow screen says of a service: its steps and what to bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.office.model import Office, Service
from shared.text.catalogue import N_, catalogue

_LEAST_SECONDS: Final = 4.0
_MOST_SECONDS: Final = 25.0
_WIDE_SECONDS: Final = 0.25
"""What a Chinese character takes to read across a hall; a letter takes a third."""
TAKE: Final = N_("Take a number")
WAIT: Final = N_("Wait")


@dataclass(frozen=True, slots=True)
class Flow:
    """A service in one language."""

    title: str
    second: str
    """The title in the other language; "" where there is none."""
    minutes: str
    """How long it takes at the counter; "" where that is not known."""
    for_whom: str
    steps: tuple[str, ...]
    """The first was taken already; at the second everybody is who reads this."""
    papers: tuple[str, ...]
    bring: str
    """The words above the papers."""
    here: str
    """The words at the step where people are."""


def flow_of(service: Service, office: Office, language: str) -> Flow:
    """What is said of a service in a language of the office."""
    say = catalogue(language)
    other = office.beside(language)
    title = service.name.say(language)
    second = service.name.say(other) if other else ""
    take, wait = say(TAKE), say(WAIT)
    steps = [each.say(language) for each in service.steps]
    if steps and steps[0] == take:
        del steps[0]
    return Flow(
        title=title,
        second="" if second == title else second,
        minutes=say(N_("about {n} min"), n=service.minutes) if service.minutes else "",
        for_whom=service.for_whom.say(language) if service.for_whom else "",
        steps=(take, wait, *steps),
        papers=tuple(each.say(language) for each in service.documents),
        bring=say(N_("Please bring")),
        here=say(N_("You are here")),
    )


def reading_seconds(texts: tuple[str, ...], least: int) -> float:
    """How long a page stays that says so much; `least` seconds at least."""
    needed = _LEAST_SECONDS
    for text in texts:
        wide = sum(ord(each) > 0x2E80 for each in text)
        needed += _WIDE_SECONDS * (wide + (len(text) - wide) / 3)
    return max(least, min(needed, _MOST_SECONDS))
