"""A number that is typed anywhere: what a key adds, and whom it means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from shared.trade.ticket import Ticket

_LONGEST = 12


def folded(character: str) -> str:
    """The letter or digit that a key means, full-width ones too; "" for others."""
    plain = unicodedata.normalize("NFKC", character).upper()
    return plain if len(plain) == 1 and plain.isascii() and plain.isalnum() else ""


def is_input_method(character: str) -> bool:
    """Whether a character shows that an input method composes what is typed."""
    return any("\u3100" <= each <= "\u312f" or each >= "\u4e00" for each in character)


def longer(typed: str, more: str) -> str:
    """What is typed so far with another letter or digit.

    Behind a digit a letter begins the next number: no label has one there.
    """
    is_next = typed[-1:].isdigit() and more.isalpha()
    return more if is_next else (typed + more)[:_LONGEST]


def meant(typed: str, tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """Whom `typed` can mean: exactly a label or number, else what begins so."""
    known = tuple(tickets)
    exact = tuple(
        each
        for each in known
        if typed == each.label or (typed.isdigit() and int(typed) == each.number)
    )
    return exact or tuple(each for each in known if each.label.startswith(typed))
