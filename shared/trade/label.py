"""What stands on a ticket: letter and number, as printed and as somebody types it."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(r"([A-Z]{1,2})(\d{3,9})")
_MEANT: Final = re.compile(r"([A-Z]{1,2})(\d{1,9})")


def label(letter: str, number: int) -> str:
    """The number as printed: three digits at least, then A1000, never a wrap."""
    return f"{letter}{number:03d}"


def parse_label(words: str) -> tuple[str, int] | None:
    """Letter and number of a label as it is printed, or none if it is not one."""
    match = _LABEL.fullmatch(words)
    if match is None:
        return None
    letter, number = match[1], int(match[2])
    return (letter, number) if label(letter, number) == words else None


def label_meant(words: str) -> str:
    """The label that somebody means who leaves out zeros: A12 is A012."""
    match = _MEANT.fullmatch(words)
    return label(match[1], int(match[2])) if match is not None else words
