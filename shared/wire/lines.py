"""Lines of a file descriptor. What does not end and is not whole was cut: no line."""

from __future__ import annotations

import os
from collections.abc import Iterator

from shared.wire.json_text import from_json
from shared.wire.requests import LONGEST_LINE


def lines_of(descriptor: int) -> Iterator[bytes | None]:
    """The lines of a descriptor until it ends, without their ends; none: too long."""
    # The descriptor itself: a thread that waits in a buffered reader would hold its
    # lock when the process ends.
    rest, is_too_long = b"", False
    while chunk := _read(descriptor):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            is_too_long = is_too_long or len(line) >= LONGEST_LINE
            yield None if is_too_long else line
            is_too_long = False
        if len(rest) >= LONGEST_LINE:
            rest, is_too_long = b"", True
    if rest and _is_whole(rest):
        yield rest


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, LONGEST_LINE)
    except OSError:
        # A terminal that is gone is the end, as a pipe that is closed.
        return b""


def _is_whole(rest: bytes) -> bool:
    try:
        return isinstance(from_json(rest), dict)
    except ValueError:
        return False
