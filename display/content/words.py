"""The two languages of a lobby screen, beside each other or in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.office.model import Office
from shared.text.catalogue import Phrase, catalogue


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of a lobby screen: the office's own, then the one beside it."""

    languages: tuple[str, ...]

    @classmethod
    def of(cls, office: Office) -> Tongues:
        """The one or two languages that the lobby screens of an office speak."""
        beside = office.beside(office.language)
        return cls((office.language, beside) if beside else (office.language,))

    def say(self, msgid: str, /, **values: object) -> tuple[str, ...]:
        """The program's words for `msgid` in each language, the same words once."""
        return _each_once(catalogue(each)(msgid, **values) for each in self.languages)

    def pair(self, msgid: str, /, **values: object) -> tuple[str, str]:
        """The words in the first language and in the second, "" where there is none."""
        first, *others = self.say(msgid, **values)
        return first, next(iter(others), "")

    def phrase(self, phrase: Phrase) -> tuple[str, ...]:
        """The office's words in each language, the same words once."""
        return _each_once(phrase.say(each) for each in self.languages)


def _each_once(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
