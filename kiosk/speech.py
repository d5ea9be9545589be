"""The language a page speaks, and the one that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.lines import Line
from shared.office.model import Office
from shared.text.catalogue import Phrase, catalogue


@dataclass(frozen=True, slots=True)
class Speech:
    """What a page says, in the language a person chose."""

    office: Office
    language: str

    def say(self, msgid: str, /, **values: object) -> str:
        """The program's words in the page's language."""
        return catalogue(self.language)(msgid, **values)

    def line(
        self, msgid: str, /, *, rank: int = 0, style: str = "", **values: object
    ) -> Line:
        """The program's words in both languages."""
        lead = self.say(msgid, **values)
        other = self.office.beside(self.language)
        beside = catalogue(other)(msgid, **values) if other else ""
        return _line(lead, beside, rank, style)

    def phrase(self, phrase: Phrase, *, rank: int = 0, style: str = "") -> Line:
        """The office's words in both languages."""
        other = self.office.beside(self.language)
        beside = phrase.say(other) if other else ""
        return _line(phrase.say(self.language), beside, rank, style)


def _line(lead: str, beside: str, rank: int, style: str) -> Line:
    return Line(lead, rank, style, "" if beside == lead else beside)
