"""What is on a paper: a tuple of blocks, whatever they will look like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from shared import clock
from shared.office import Office
from shared.qr import ticket_code
from shared.text import N_, Phrase, catalogue, is_showable
from shared.ticket import Ticket

MARK: Final = "*"
"""Stands beside the time when somebody goes ahead; it tells nobody why."""

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


class Size(StrEnum):
    """How large a text is."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


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
    is_centred: bool = True


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


Block = Text | Number | Code | Rule | CheckList
Paper = tuple[Block, ...]


def ticket_paper(ticket: Ticket, office: Office, day: date) -> Paper:
    """The paper a person takes along: the office's language, and theirs beside it."""
    languages = _languages(ticket, office)
    service = office.service(ticket.service)
    name = service.name if service is not None else Phrase({"": ticket.service})
    blocks: list[Block] = [*_main(office.name, languages), Rule()]
    blocks += _large(name, languages)
    blocks.append(Number(ticket.label))
    if ticket.ahead is not None:
        ahead = _program_words(N_("People ahead: {n}"), languages, n=ticket.ahead)
        blocks += _large(ahead, languages)
    blocks += [Text(_time_of_issue(ticket, office)), Rule()]
    if service is not None and service.documents:
        blocks += _main(_program_words(N_("Documents to bring"), languages), languages)
        items = tuple(_main(document, languages) for document in service.documents)
        blocks += [CheckList(items), Rule()]
    blocks.append(Code(ticket_code(ticket, day)))
    return tuple(blocks)


def _languages(ticket: Ticket, office: Office) -> tuple[str, ...]:
    is_theirs_beside = ticket.language in office.languages[1:]
    beside = ticket.language if is_theirs_beside else office.beside(office.language)
    return (office.language,) if beside is None else (office.language, beside)


def _program_words(msgid: str, languages: tuple[str, ...], **values: object) -> Phrase:
    return Phrase({each: catalogue(each)(msgid, **values) for each in languages})


def _main(phrase: Phrase, languages: tuple[str, ...]) -> tuple[Text, ...]:
    return _texts(phrase, languages, Size.NORMAL, Size.SMALL)


def _large(phrase: Phrase, languages: tuple[str, ...]) -> tuple[Text, ...]:
    return _texts(phrase, languages, Size.LARGE, Size.NORMAL)


def _texts(
    phrase: Phrase, languages: tuple[str, ...], first: Size, beside: Size
) -> tuple[Text, ...]:
    said = dict.fromkeys(phrase.say(language) for language in languages)
    return tuple(
        Text(words, size) for words, size in zip(said, (first, beside), strict=False)
    )


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
