"""The way to a printer: written, heard, closed, never waiting for ever."""

from __future__ import annotations

import socket
from enum import StrEnum
from typing import Final, Protocol

from shared.text.catalogue import N_, Words
from shared.text.reasons import why

CHUNK: Final = 4096
"""Bytes written or read at once."""
SILENT: Final = N_("it does not answer")
_REASONS: Final[dict[type[OSError], Words]] = {
    ConnectionRefusedError: N_("it refuses the connection"),
    ConnectionError: N_("it broke the connection"),
    TimeoutError: SILENT,
    socket.gaierror: N_("this name is not known in the network"),
    FileNotFoundError: N_("it is not there"),
    PermissionError: N_("this user has no right to it"),
}


class Answers(StrEnum):
    """Whether a printer can be heard on this way."""

    ALWAYS = "always"
    PERHAPS = "perhaps"
    NEVER = "never"


class Channel(Protocol):
    """An open way to a printer; all of its errors are OSError."""

    answers: Answers
    is_exact: bool
    """Whether a write that fails is sure to have taken nothing."""

    def write(self, data: bytes, seconds: float) -> int:
        """How many bytes were taken; none when it takes nothing in time."""
        ...

    def read(self, seconds: float) -> bytes:
        """What was said; nothing when nothing was said in time."""
        ...

    def close(self) -> None:
        """Let the printer go."""
        ...


class Unreachable(OSError):
    """There is no way to the printer; says why in words the catalogues know."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def reason_of(error: OSError) -> str:
    """Why a printer cannot be used, in words the catalogues know where possible."""
    if isinstance(error, Unreachable):
        return error.words
    known = (words for kind, words in _REASONS.items() if isinstance(error, kind))
    return next(known, None) or why(error)
