"""Where a printer may be: the forms of its address."""

from __future__ import annotations

import re
from typing import Final

NOWHERE: Final = "none"
"""The address of a printer that prints nothing."""
_HIGHEST_PORT: Final = 65_535
_BAUDS: Final = range(300, 4_000_001)
_TCP: Final = re.compile(r"tcp://([^\s/:]+)(?::(\d{1,5}))?")
_USB: Final = re.compile(r"usb://[\da-fA-F]{4}:[\da-fA-F]{4}(/\S+)?")
_SERIAL: Final = re.compile(r"serial://(?:/[^\s?]+|COM\d{1,3})(?:\?baud=(\d{1,7}))?")
_FILE: Final = re.compile(r"(?:device|file):///(?!.*%(?:[01][\da-fA-F]|7[fF])).*[^/]")
_LABEL: Final = re.compile(r"\w(?:[\w-]*\w)?")
_NUMBERS: Final = re.compile(r"[\d.]+")
_BYTES: Final = frozenset(map(str, range(256)))


def is_address(words: str) -> bool:
    """Whether a printer can be there at all; whether it is, only a look can tell."""
    if tcp := _TCP.fullmatch(words):
        port = int(tcp[2]) if tcp[2] else 1
        return 1 <= port <= _HIGHEST_PORT and _is_host(tcp[1])
    if serial := _SERIAL.fullmatch(words):
        return serial[1] is None or int(serial[1]) in _BAUDS
    return words == NOWHERE or bool(_USB.fullmatch(words) or _FILE.fullmatch(words))


def _is_host(words: str) -> bool:
    if _NUMBERS.fullmatch(words):
        parts = words.split(".")
        return len(parts) == 4 and all(part in _BYTES for part in parts)
    labels = words.removesuffix(".").split(".")
    try:
        # As the network asks for it: Chinese names are longer there.
        words.encode("idna")
    except UnicodeError:
        return False
    return all(_LABEL.fullmatch(label) for label in labels)
