"""The slip of a referral card (介紹卡): until when its reply has to be back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from printers.papers.dates import reply_due, reply_reminder
from printers.papers.paper import (
    Block,
    Paper,
    Rule,
    Text,
    field,
    languages_of,
    large,
    main,
    program_words,
)
from printers.papers.wording import day_phrase, heading
from shared.office.model import Office
from shared.text.catalogue import N_, Phrase


@dataclass(frozen=True, slots=True)
class Referral:
    """What the slip of a referral card says."""

    employer: str
    job: str
    language: str
    """The person's."""
    referred_on: date
    articles: Phrase | None = None
    due: date | None = None
    """The last day for the reply; none: as the law counts."""


def referral_paper(referral: Referral, office: Office) -> Paper:
    """The slip: the office's language, and the person's beside it."""
    languages = languages_of(office, referral.language)
    last = referral.due or reply_due(referral.referred_on)
    due = day_phrase(last, languages)
    referred = main(day_phrase(referral.referred_on, languages), languages)
    reminder = day_phrase(reply_reminder(last, office.hours), languages)
    bring_back = program_words(N_("Reply card due back by"), languages)
    blocks: list[Block] = [
        *heading(N_("Referral card"), office, languages),
        field(N_("Employer"), (Text(referral.employer),), languages),
        field(N_("Job"), (Text(referral.job),), languages),
        field(N_("Referred on"), referred, languages),
        Rule(),
        *main(bring_back, languages),
        *large(due, languages),
        field(N_("Day of the reminder"), main(reminder, languages), languages),
    ]
    if referral.articles is not None:
        articles = main(referral.articles, languages)
        blocks.append(field(N_("Legal basis"), articles, languages))
    return tuple(blocks)
