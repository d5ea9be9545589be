"""What the flow screen says of a service: its steps and what to bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.office.items import Item
from shared.office.model import Office, Service
from shared.text.catalogue import N_, catalogue

_LEAST_SECONDS: Final = 4.0
_MOST_SECONDS: Final = 25.0
_WIDE_SECONDS: Final = 0.25
"""What a Chinese character takes to read across a hall; a letter takes a third."""
TAKE: Final = N_("Take a number")
WAIT: Final = N_("Wait")


@dataclass(frozen=True, slots=True)
class Told:
    """A step or a paper as the wall says it: in few words."""

    words: str
    second: str = ""
    """The same in the other language; "" where there is none."""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A service in one language."""

    title: str
    second: str
    """The title in the other language; "" where there is none."""
    minutes: str
    """How long it takes at the counter; "" where that is not known."""
    for_whom: str
    steps: tuple[Told, ...]
    """The first was taken already; at the second everybody is who reads this."""
    papers: tuple[Told, ...]
    bring: Told
    """The words above the papers."""
    here: str
    """The words at the step where people are."""
    page: str = ""
    """The address of the office's page; "" where it has none."""
    on_phone: Told = Told("")
    """The words beside the code of that address."""


def flow_of(service: Service, office: Office, language: str) -> Flow:
    """What is said of a service in a language of the office."""
    say = catalogue(language)
    other = office.beside(language)

    def both(words: str, icon: str = "") -> Told:
        return _told(say(words), catalogue(other)(words) if other else "", icon)

    def of(item: Item) -> Told:
        second = item.say_shortly(other) if other else ""
        return _told(item.say_shortly(language), second, item.icon)

    first, waiting = both(TAKE, "tick"), both(WAIT, "chair")
    steps = [of(each) for each in service.steps]
    if steps and steps[0].words == first.words:
        del steps[0]
    title = of(Item(service.name.by_language))
    return Flow(
        title=title.words,
        second=title.second,
        minutes=say(N_("about {n} min"), n=service.minutes) if service.minutes else "",
        for_whom=service.for_whom.say(language) if service.for_whom else "",
        steps=(first, waiting, *steps),
        papers=tuple(of(each) for each in service.documents),
        bring=both(N_("Please bring"), "document"),
        here=say(N_("You are here")),
        page=office.pages.address if office.pages else "",
        on_phone=both(N_("This page on your phone")),
    )


def _told(words: str, second: str, icon: str) -> Told:
    return Told(words, "" if second == words else second, icon)


def reading_seconds(texts: tuple[str, ...], least: int) -> float:
    """How long a page stays that says so much; `least` seconds at least."""
    needed = _LEAST_SECONDS
    for text in texts:
        wide = sum(ord(each) > 0x2E80 for each in text)
        needed += _WIDE_SECONDS * (wide + (len(text) - wide) / 3)
    return max(least, min(needed, _MOST_SECONDS))
