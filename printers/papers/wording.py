"""What several papers say in the same way."""

from __future__ import annotations

from datetime import date

from printers.papers.dates import said_day
from printers.papers.paper import Block, Rule, large, main, program_words
from shared.office.model import Office
from shared.text.catalogue import Phrase


def heading(
    msgid: str, office: Office, languages: tuple[str, ...]
) -> tuple[Block, ...]:
    """The name of the office, and what this paper is."""
    title = program_words(msgid, languages)
    return (*main(office.name, languages), Rule(), *large(title, languages))


def day_phrase(day: date, languages: tuple[str, ...]) -> Phrase:
    """A day in each of the languages."""
    return Phrase({language: said_day(day, language) for language in languages})
