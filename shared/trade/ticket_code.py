"""What a ticket's QR code says, and the code that opens the page of a number.

Whoever holds the code holds the number: it cannot be made without the mark of the
office's queue.db, and says day and label so that no table of codes is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from shared.office.visitor_pages import VisitorPages
from shared.trade.label import parse_label
from shared.trade.ticket import Ticket

_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no two are taken for each other, and a QR code packs them."""
_FIRST_DAY: Final = date(2020, 1, 1).toordinal()
_DAY_DIGITS: Final = 3
_SEAL_DIGITS: Final = 12
"""60 bits: with a million guesses one in 10^12 offices loses a number."""
_CODE: Final = re.compile(r"([0-9A-Z]{3})-([A-Z]{1,2}\d{3,9})-([0-9A-Z]{12})")
_PLAIN: Final = re.compile(r"JIAOHAO (\d{4}-\d\d-\d\d) ([A-Z]{1,2}\d{3,9})")
PLACE: Final = "/t/"
"""What stands between the address of the pages and a code."""


@dataclass(frozen=True, slots=True)
class CodedNumber:
    """Whose number a code says it is."""

    day: date
    label: str


def code_of(mark: str, day: date, label: str) -> str:
    """The code of a number; `mark` is that of the office's queue.db."""
    days = day.toordinal() - _FIRST_DAY
    return f"{_written(days, _DAY_DIGITS)}-{label}-{_seal(mark, day, label)}"


def number_in(code: str) -> CodedNumber | None:
    """Whose number a code says it is, genuine or not; none where it is no code."""
    found = _CODE.fullmatch(code.upper()) if code.isascii() else None
    if found is None or parse_label(found[2]) is None:
        return None
    days = 0
    for each in found[1]:
        if each not in _DIGITS:
            return None
        days = days * len(_DIGITS) + _DIGITS.index(each)
    return CodedNumber(date.fromordinal(_FIRST_DAY + days), found[2])


def genuine_number(mark: str, code: str) -> CodedNumber | None:
    """Whose number a code is; none where this office never made it.

    How long it takes does not depend on how much of the code is right.
    """
    number = number_in(code)
    if number is None or not mark:
        return None
    made = code_of(mark, number.day, number.label)
    is_genuine = hmac.compare_digest(made.encode(), code.upper().encode())
    return number if is_genuine else None


def said_by_code(ticket: Ticket, day: date, pages: VisitorPages | None) -> str:
    """What a ticket's QR code says: where its page is, else the day and the label."""
    if pages is not None and ticket.code is not None:
        return f"{pages.address}{PLACE}{ticket.code}"
    return f"JIAOHAO {day.isoformat()} {ticket.label}"


def number_scanned(words: str) -> CodedNumber | None:
    """Whose number a scanner has read, from either kind of QR code; none: of nobody."""
    plain = _PLAIN.fullmatch(words.strip())
    if plain is None:
        _, between, code = words.strip().rpartition(PLACE)
        return number_in(code) if between else None
    try:
        day = date.fromisoformat(plain[1])
    except ValueError:
        return None
    return CodedNumber(day, plain[2]) if parse_label(plain[2]) else None


def _seal(mark: str, day: date, label: str) -> str:
    said = f"page {day.isoformat()} {label}".encode()
    digest = hmac.digest(mark.encode(), said, hashlib.sha256)
    return _written(int.from_bytes(digest[:8]) >> 4, _SEAL_DIGITS)


def _written(value: int, digits: int) -> str:
    found = ""
    for _ in range(digits):
        value, digit = divmod(value, len(_DIGITS))
        found = _DIGITS[digit] + found
    return found
