"""What a page says to who cannot see it: its title, its facts, its choices. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

from kiosk.act import Enlarge, Lower, Speak, TypeSign
from kiosk.card import Tile
from kiosk.given import Given
from kiosk.pages.message import STILL_THERE, Message
from kiosk.sheet import Sheet
from kiosk.typed import Typed
from kiosk.view import View
from shared.office.voice import SPOKEN
from shared.speech.piece import Piece, spelled
from shared.text.catalogue import N_, Phrase, catalogue

_LABEL: Final = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,2}\d{3,4})(?![A-Za-z0-9])")
_COUNT: Final = re.compile(r"\d+/\d+")
_CHOOSING: Final = N_("Type the number of a choice, then press Enter.")
_HEARING: Final = N_("Zero reads the page again, plus makes it louder.")
_TYPING: Final = N_("Digits are typed. Arrow keys go to letters and choices.")
_SIGNS: Final = str.maketrans({"·": ",", "–": ",", "→": ",", "□": "", "✓": "", "←": ""})


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said in one breath."""

    language: str
    words: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its parts: the numbers of tickets are spelled, as they are called."""
        found: list[Piece] = []
        for at, part in enumerate(_LABEL.split(self.words.translate(_SIGNS))):
            if at % 2 and self.language in SPOKEN:
                found += spelled(self.language, part)
            elif part.strip():
                found.append(Piece("", part.strip()))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Heard(View):
    """A view for the ear: nothing is said twice, in another language."""

    def beside(self, msgid: str, /, **values: object) -> str:
        return ""

    def phrase_beside(self, phrase: Phrase | None) -> str:
        return ""


def for_the_ear(view: View) -> Heard:
    """The same view, in one language."""
    return Heard(**{each.name: getattr(view, each.name) for each in fields(View)})


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it is said."""

    facts: tuple[Sentence, ...]
    """Its title, and all that can only be heard."""
    choices: tuple[Sentence, ...]
    """What can be pressed, in the order of its numbers; each with its own, where keys
    of digits go to it."""
    listed: tuple[Sentence, ...]
    """Those of them that are said with the page: not letters, not how it is met."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The whole page."""
        return (*self.facts, *self.listed)


def reading_of(view: View, shown: Sheet, heard: Sheet) -> Reading:
    """What a page says: `heard` is `shown` painted again for the ear."""
    language = view.language
    facts = dict.fromkeys(filter(None, [heard.title, *map(_told, heard.tiles)]))
    said = {each.act: each.words for each in heard.targets}
    choices, listed = [], []
    # There digits are typed: no choice has a number to go to.
    is_typing = any(isinstance(each.act, TypeSign) for each in shown.targets)
    if is_typing:
        facts[catalogue(language)(_TYPING)] = None
    for number, target in enumerate(shown.targets, start=1):
        own = target.act.language if isinstance(target.act, Speak) else language
        words = said.get(target.act, target.words).translate(_SIGNS)
        words = " ".join(words.split())
        told = words if is_typing else f"{number}: {words}"
        choices.append(Sentence(own, told))
        is_key = isinstance(target.act, TypeSign)
        if not is_key and not isinstance(target.act, Enlarge | Lower):
            listed.append(choices[-1])
    return Reading(
        tuple(Sentence(language, each) for each in facts), tuple(choices), tuple(listed)
    )


def _told(tile: Tile) -> str:
    """What a card says that cannot be pressed; "" of one that can."""
    if tile.act is not None:
        return ""
    words = [each.words for each in tile.lines if not _COUNT.fullmatch(each.words)]
    return ", ".join(each.strip() for each in words if each.strip())


def key_words(language: str) -> list[Sentence]:
    """How one chooses without seeing: said once, when somebody begins to listen."""
    say = catalogue(language)
    return [Sentence(language, say(each)) for each in (_CHOOSING, _HEARING)]


def place_of(view: View, shown: Sequence[object]) -> object:
    """What must change for a page to be read anew."""
    given, message, found = shown
    assert given is None or isinstance(given, Given)
    assert message is None or isinstance(message, Message)
    here = view.way.here
    if isinstance(here, Typed):
        here = here.cleared()
    number = (given.ticket.label, given.paper) if given is not None else None
    is_asked = message is STILL_THERE
    return (
        *(here, view.language, view.way.large_page, view.way.priority),
        *(number, message, is_asked, found, view.is_away, view.has_called_staff),
    )
