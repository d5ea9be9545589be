"""A printer that knows Star's raster mode and nothing else; ESC/POS it passes over."""

from __future__ import annotations

import re
import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from PIL import Image

DOTS = 576
CUTTING = frozenset({"9", "13"})
"""Ends of a paper that cut it; 13 leaves a corner."""
_SETTING = re.compile(rb"\x1b\*r([PEQFY])(\d+)\0")
_PLAIN = re.compile(rb"\x1b\*r([RAB])|\x1b\x0c\x04")


@dataclass
class StarPrinter:
    """What it printed of the bytes that it was given so far."""

    papers: list[Image.Image] = field(default_factory=list)
    """Those that were cut off, from the first to the last."""
    rest: list[bytes] = field(default_factory=list)
    """Rows that hang out of it."""
    is_in_raster: bool = False
    at_end: str = "0"

    def hear(self, data: bytes) -> None:
        """Work off everything that came; half a command at the end is lost."""
        at = 0
        while at < len(data):
            at += self._step(data, at)

    def _step(self, data: bytes, at: int) -> int:
        if found := _SETTING.match(data, at):
            self._set(found[1], found[2].decode())
        elif found := _PLAIN.match(data, at):
            self._do(found[1])
        elif self.is_in_raster and data[at : at + 1] == b"b" and len(data) > at + 2:
            size = int.from_bytes(data[at + 1 : at + 3], "little")
            self.rest.append(data[at + 3 : at + 3 + size])
            return 3 + size
        else:
            return 1
        return found.end() - at

    def _set(self, what: bytes, value: str) -> None:
        if what == b"E":
            self.at_end = value
        elif what == b"Y":
            self.rest += [b""] * int(value)

    def _do(self, letter: bytes | None) -> None:
        if letter is not None:
            self.is_in_raster = letter == b"A"
        elif self.rest and self.at_end in CUTTING:
            self.papers.append(picture_of(self.rest))
            self.rest = []


def picture_of(rows: list[bytes]) -> Image.Image:
    """Rows of dots, black where a bit is set, as wide as the paper."""
    across = DOTS // 8
    data = b"".join(row.ljust(across, b"\0")[:across] for row in rows)
    picture = Image.frombytes("1", (DOTS, len(rows)), data)
    return picture.point(lambda dot: not dot)


class StarPort:
    """Such a printer in the network; it reads and never says a word."""

    def __init__(self) -> None:
        self.printer = StarPrinter()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        """As office.toml has it."""
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A last caller, so that whoever waits for one goes on.
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                self.printer.hear(told.read())
