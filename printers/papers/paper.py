"""What is on a paper: a tuple of blocks, whatever they will look like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from printers.papers.zone import zone_of
from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_, Phrase, catalogue, is_showable
from shared.trade.range import Range
from shared.trade.ticket import Ticket
from shared.trade.ticket_code import said_by_code

MARK: Final = "*"
"""Stands beside the time when somebody goes ahead; it tells nobody why."""

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


class Size(StrEnum):
    """How large a text is."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"
    """At least 18 points: large print, for who sees badly."""


FOLLOW: Final = N_("Scan it: your number on your phone")
"""What a code that is an address is for."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a block; what may not be shown in them is replaced."""

    words: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", _showable(self.words))


@dataclass(frozen=True, slots=True)
class Text(_Words):
    """Words that flow over as many lines as they need."""

    size: Size = Size.NORMAL


@dataclass(frozen=True, slots=True)
class Number(_Words):
    """The number of a ticket, as large as it goes."""


@dataclass(frozen=True, slots=True)
class Code(_Words):
    """A QR code that says these words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class CheckList:
    """Things to tick off, each with a box, and in one language or more."""

    items: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What something is called, and what it is, below."""

    head: Text
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Ruler:
    """A bar for each width a printer may have, which is said at the end of the bar."""

    widths: tuple[int, ...]
    """Dots."""


Block = Text | Number | Code | Rule | CheckList | Field | Ruler
Paper = tuple[Block, ...]


def ticket_paper(
    ticket: Ticket, office: Office, day: date, *, is_large: bool = False
) -> Paper:
    """The paper a person takes along: the office's language, and theirs beside it.

    In large print it is in their language alone, so as not to become a long one.
    """
    languages = languages_of(office, ticket.language)
    if is_large and ticket.language in languages:
        languages = (ticket.language,)
    service = office.service(ticket.service)
    name = service.name if service is not None else Phrase({"": ticket.service})
    blocks: list[Block] = [*main(office.name, languages), Rule()]
    blocks += large(name, languages)
    blocks.append(Number(ticket.label))
    blocks += _wait(ticket, office, languages)
    zone = zone_of(ticket.service, office, languages)
    if zone is not None:
        blocks += main(zone, languages)
    if service is not None and service.ticket_text is not None:
        blocks += main(service.ticket_text, languages)
    blocks.append(Text(_time_of_issue(ticket, office), Size.SMALL))
    if service is not None and service.documents:
        blocks.append(_in_short(service.documents, ticket.language, languages))
    if office.pages is not None and ticket.code is not None:
        blocks += _texts(
            program_words(FOLLOW, languages), languages, Size.SMALL, Size.SMALL
        )
    blocks.append(Code(said_by_code(ticket, day, office.pages)))
    return in_large_print(blocks) if is_large else tuple(blocks)


def as_copy(paper: Paper, printed_at: datetime) -> Paper:
    """The same paper once more, with a mark that says so and the time of the first.

    The time is the office's wall clock. What is a copy already stays as it is.
    """
    mark = Text("補印  COPY", Size.LARGE)
    if mark in paper[:1]:
        return paper
    first = f"{printed_at:%Y-%m-%d %H:%M}"
    said = (
        catalogue(language)(N_("First printed: {time}"), time=first)
        for language in ("zh-TW", "en")
    )
    texts = (Text(words, Size.SMALL) for words in dict.fromkeys(said))
    return (mark, *texts, Rule(), *paper)


def in_large_print(blocks: Iterable[Block]) -> Paper:
    """The same blocks, and all their words in the largest letters."""
    return tuple(map(_in_large_print, blocks))


def _in_large_print(block: Block) -> Block:
    match block:
        case Text():
            return replace(block, size=Size.LARGEST)
        case Field():
            texts = tuple(replace(each, size=Size.LARGEST) for each in block.texts)
            return Field(replace(block.head, size=Size.LARGEST), texts)
    return block


def languages_of(office: Office, theirs: str) -> tuple[str, ...]:
    """The languages of a paper: the office's own, and the person's beside it."""
    is_theirs_beside = theirs in office.languages[1:]
    beside = theirs if is_theirs_beside else office.beside(office.language)
    return (office.language,) if beside is None else (office.language, beside)


def program_words(msgid: str, languages: tuple[str, ...], **values: object) -> Phrase:
    """Words of the program in each of the languages."""
    return Phrase({each: catalogue(each)(msgid, **values) for each in languages})


def main(phrase: Phrase, languages: tuple[str, ...]) -> tuple[Text, ...]:
    """A phrase as most are said: the second language smaller."""
    return _texts(phrase, languages, Size.NORMAL, Size.SMALL)


def large(phrase: Phrase, languages: tuple[str, ...]) -> tuple[Text, ...]:
    """A phrase that has to be seen first."""
    return _texts(phrase, languages, Size.LARGE, Size.NORMAL)


def field(msgid: str, texts: tuple[Text, ...], languages: tuple[str, ...]) -> Field:
    """Texts below what they are called, in all languages on one line."""
    called = program_words(msgid, languages)
    heads = dict.fromkeys(called.say(language) for language in languages)
    return Field(Text("  ".join(heads), Size.SMALL), texts)


def to_bring(
    msgid: str, documents: tuple[Phrase, ...], languages: tuple[str, ...]
) -> tuple[Block, ...]:
    """Documents to tick off, below what the list is called."""
    called = main(program_words(msgid, languages), languages)
    return (*called, ticks(documents, languages))


def ticks(documents: tuple[Phrase, ...], languages: tuple[str, ...]) -> CheckList:
    """Documents with a box each, in all languages."""
    return CheckList(tuple(main(document, languages) for document in documents))


def _in_short(
    documents: tuple[Phrase, ...], theirs: str, languages: tuple[str, ...]
) -> Field:
    """Documents in the person's language alone, one behind the other."""
    language = theirs if theirs in languages else languages[0]
    between = "；" if language == "zh-TW" else "; "
    said = between.join(document.say(language) for document in documents)
    return field(N_("Documents to bring"), (Text(said, Size.SMALL),), languages)


def _texts(
    phrase: Phrase, languages: tuple[str, ...], first: Size, beside: Size
) -> tuple[Text, ...]:
    said = dict.fromkeys(phrase.say(language) for language in languages)
    return tuple(
        Text(words, size) for words, size in zip(said, (first, beside), strict=False)
    )


def _wait(
    ticket: Ticket, office: Office, languages: tuple[str, ...]
) -> tuple[Text, ...]:
    """Who goes before, how long it takes, and by when to ask."""
    ahead, told = ticket.ahead, ticket.promised
    if told is None:
        if ahead is None:
            return ()
        people = program_words(N_("People ahead: {n}"), languages, n=ahead)
        return main(people, languages)
    minutes = f"{told.low}–{told.high}" if told.low < told.high else f"{told.high}"
    values: dict[str, object] = {"minutes": minutes}
    msgid = N_("Waiting time about {minutes} minutes")
    if ahead is not None:
        values["n"] = ahead
        msgid = N_("People ahead: {n}, about {minutes} minutes")
    wait = program_words(msgid, languages, **values)
    return (*main(wait, languages), _until(ticket, told, office, languages))


def _until(
    ticket: Ticket, told: Range, office: Office, languages: tuple[str, ...]
) -> Text:
    """By when this person was to be called, and what to do otherwise; in the person's
    language alone, as the paper has to be short."""
    minute = clock.minutes(1)
    end = -(-(ticket.issued_at + clock.minutes(told.high)) // minute) * minute
    time = f"{clock.local(end, office.time_zone):%H:%M}"
    language = ticket.language if ticket.language in languages else languages[0]
    say = catalogue(language)
    return Text(say(N_("Not called by {time}? Please tell the staff"), time=time),
                Size.SMALL)  # fmt: skip


def _time_of_issue(ticket: Ticket, office: Office) -> str:
    moment = clock.local(ticket.issued_at, office.time_zone)
    priority = office.priority(ticket.priority)
    goes_ahead = priority is not None and priority.head_start_minutes > 0
    return f"{moment:%Y-%m-%d %H:%M}{' ' + MARK if goes_ahead else ''}"


def _showable(words: str) -> str:
    return "".join(map(_shown, words))


def _shown(character: str) -> str:
    if is_showable(character):
        return character
    return " " if character.isspace() else _REPLACEMENT
