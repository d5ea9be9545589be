"""Lines in, lines out: the loop of a process that answers what it is asked."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from typing import Final, Protocol

from shared.wire.requests import LONGEST_LINE

LOOK_SECONDS: Final = 0.1
"""How often one that is watched looks for news."""
_REST_SECONDS: Final = 1.0
"""How often one that is not asked has its pulse."""


class Answering(Protocol):
    """What `serve` needs of who answers."""

    @property
    def is_watched(self) -> bool:
        """Whether somebody waits for news."""
        ...

    def hello(self) -> str:
        """The first line out."""
        ...

    def answer(self, line: bytes | None) -> str:
        """The line that answers one line; none stands for one that was too long."""
        ...

    def pulse(self) -> str | None:
        """What is due without being asked; a line to send, or none."""
        ...


def serve(
    station: Answering,
    input: int,
    write: Callable[[str], None],
    longest: int = LONGEST_LINE,
) -> None:
    """Answer the lines of a file descriptor until it ends, and pulse in between.

    A line of `longest` bytes is too long.
    """
    asked: queue.SimpleQueue[tuple[bytes | None, bool]] = queue.SimpleQueue()
    threading.Thread(
        target=read_lines,
        args=(input, lambda line, is_end: asked.put((line, is_end)), longest),
        daemon=True,
    ).start()
    write(station.hello())
    while True:
        try:
            line, is_end = asked.get(
                timeout=LOOK_SECONDS if station.is_watched else _REST_SECONDS
            )
        except queue.Empty:
            pass
        else:
            if is_end:
                return
            write(station.answer(line))
        news = station.pulse()
        if news is not None:
            write(news)


def read_lines(
    input: int,
    take: Callable[[bytes | None, bool], None],
    longest: int = LONGEST_LINE,
) -> None:
    """Give `take` each line of a descriptor, none for one too long, then the end."""
    # The descriptor itself: a thread that waits in a buffered reader would hold its
    # lock when the process ends.
    rest, is_too_long = b"", False
    while chunk := os.read(input, LONGEST_LINE):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            is_too_long = is_too_long or len(line) >= longest
            take(None if is_too_long else line, False)
            is_too_long = False
        if len(rest) >= longest:
            rest, is_too_long = b"", True
    if rest or is_too_long:
        take(None if is_too_long else rest, False)
    take(None, True)
