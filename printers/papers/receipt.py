"""The receipt of a service (收執聯): what was decided, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from printers.papers.paper import (
    Block,
    Paper,
    Rule,
    Size,
    Text,
    field,
    languages_of,
    large,
    main,
    program_words,
    to_bring,
)
from printers.papers.wording import day_phrase, heading
from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_, Phrase


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says; people decide it, the program only prints it."""

    label: str
    """The number the person came with."""
    service: Phrase
    language: str
    """The person's."""
    made_at: int
    """Milliseconds."""
    result: Phrase
    articles: Phrase | None = None
    notes: tuple[Phrase, ...] = ()
    next_day: date | None = None
    documents: tuple[Phrase, ...] = ()
    """To bring next time."""


def receipt_paper(receipt: Receipt, office: Office) -> Paper:
    """The receipt: the office's language, and the person's beside it."""
    languages = languages_of(office, receipt.language)
    moment = clock.local(receipt.made_at, office.time_zone)
    today = main(day_phrase(moment.date(), languages), languages)
    blocks: list[Block] = [*heading(N_("Service receipt"), office, languages)]
    blocks += main(receipt.service, languages)
    blocks.append(field(N_("Result"), large(receipt.result, languages), languages))
    blocks.append(field(N_("Date"), today, languages))
    if receipt.articles is not None:
        articles = main(receipt.articles, languages)
        blocks.append(field(N_("Legal basis"), articles, languages))
    if receipt.notes:
        notes = tuple(text for note in receipt.notes for text in main(note, languages))
        blocks.append(field(N_("Please note"), notes, languages))
    blocks += _next(receipt, languages)
    blocks += [Rule(), Text(f"{receipt.label}  {moment:%Y-%m-%d %H:%M}", Size.SMALL)]
    return tuple(blocks)


def _next(receipt: Receipt, languages: tuple[str, ...]) -> list[Block]:
    blocks: list[Block] = []
    if receipt.next_day is not None:
        blocks += [Rule(), *main(program_words(N_("Next date"), languages), languages)]
        blocks += large(day_phrase(receipt.next_day, languages), languages)
    if receipt.documents:
        msgid = N_("Documents to bring next time")
        blocks += [Rule(), *to_bring(msgid, receipt.documents, languages)]
    return blocks
