"""What is said of a call, in every language, piece by piece.

A ticket's number is spelled, a counter is said as the number it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shared.office.model import Office
from shared.speech.piece import DIGITS, Piece, spelled

CHIME: Final = "chime"
_HAN: Final = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a language calls a number to a counter."""

    opening: str
    """Before the number; "" where nothing is said."""
    going: str
    """Between the number and the counter."""
    counter: str
    """A counter, with {n} for its number."""
    screen: str
    """After the number, where the way can only be read."""
    is_han: bool = False
    """Whether numbers are written in Han and words bring their own pauses."""


MANNERS: Final[dict[str, Manner]] = {
    "zh-TW": Manner("來賓", "號，請到", "{n}號櫃檯", "號，請看螢幕", True),
    "nan": Manner("人客", "號，請到", "{n}號櫃台", "號，請看螢幕", True),
    "hak": Manner("人客", "號，請到", "{n}號櫃台", "號，請看螢幕", True),
    "en": Manner(
        "Number",
        "please go to",
        "counter {n}",
        "please look at the screen",
    ),
    "vi": Manner(
        "Mời số",
        "đến",
        "quầy số {n}",
        "xin xem màn hình",
    ),
    "id": Manner(
        "Nomor",
        "silakan ke",
        "loket {n}",
        "silakan lihat layar",
    ),
    "th": Manner(
        "ขอเชิญหมายเลข",
        "ที่",
        "ช่อง {n}",
        "กรุณาดูที่หน้าจอ",
    ),
}
"""By language."""


def sentence(language: str, label: str, counter: int | None) -> tuple[Piece, ...]:
    """What is said of a call to a counter; none: to a place that the screen tells."""
    manner = MANNERS[language]
    pieces = [
        Piece("opening", manner.opening),
        *spelled(language, label),
    ]
    if counter is None:
        return (*pieces, _clause(manner, "screen"))
    return (*pieces, _clause(manner, "going"), _counter(manner, counter))


def vocabulary(language: str, office: Office) -> tuple[Piece, ...]:
    """Every piece that the calls of an office are made of."""
    manner = MANNERS[language]
    letters = sorted({each for service in office.services for each in service.letter})
    return (
        Piece("opening", manner.opening),
        *spelled(language, "".join(letters) + DIGITS),
        _clause(manner, "going"),
        *(_counter(manner, each.number) for each in office.counters),
        _clause(manner, "screen"),
    )


def in_order(
    always: Sequence[str], visitors: Sequence[str], own: str | None
) -> tuple[str, ...]:
    """The languages of one call, each once.

    `always` are those of every call, `visitors` those that are spoken to whoever chose
    them. The visitor's `own` comes right after the first.
    """
    first = always[:1]
    own_too = (own,) if own is not None and own in (*always, *visitors) else ()
    return tuple(dict.fromkeys((*first, *own_too, *always)))


def han_number(number: int) -> str:
    """A number from 0 to 999 as it is said in Chinese: 三, 十二, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else _HAN[tens]) + "十"
    elif hundreds and ones:
        said += _HAN[0]
    return said + (_HAN[ones] if ones or not number else "")


def _clause(manner: Manner, clip: str) -> Piece:
    words = manner.going if clip == "going" else manner.screen
    return Piece(clip, words, is_clause=not manner.is_han)


def _counter(manner: Manner, number: int) -> Piece:
    said = han_number(number) if manner.is_han else str(number)
    return Piece(f"counter-{number}", manner.counter.format(n=said))
