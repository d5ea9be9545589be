"""What a simulated printer does with its bytes: commands, pictures, papers, status."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_JOB: Final = re.compile(r"\[(\w+)( COPY)?\]\[/\1\]")
_SIZES: Final = {0x1B: {0x40: 2, 0x32: 2}, 0x1D: {0x4C: 4, 0x57: 4, 0x50: 4}}
"""Commands that are not three bytes long."""


@dataclass(frozen=True, slots=True)
class CutPaper:
    """A piece of paper that came out."""

    text: str
    pictures: tuple[bytes, ...]

    @property
    def jobs(self) -> list[str]:
        """The jobs that are whole on it, with " COPY" behind a marked one."""
        return [label + copy for label, copy in _JOB.findall(self.text)]

    @property
    def is_clean(self) -> bool:
        """Whether there is one job on it and nothing else."""
        return _JOB.fullmatch(self.text) is not None


@dataclass(slots=True)
class Engine:
    """The mechanics: a buffer that is worked off while the printer is online."""

    answers_by_id: bool = True
    answers_in_turn: bool = True
    buffer: bytearray = field(default_factory=bytearray)
    papers: list[CutPaper] = field(default_factory=list)
    blank_slips: int = 0
    """Cuts with nothing before them."""
    is_out: bool = False
    is_near_end: bool = False
    is_cover_open: bool = False
    is_cutter_jammed: bool = False
    said: bytearray = field(default_factory=bytearray)
    """What it wants to tell whoever is connected."""
    worked_off: int = 0
    stop_at: int | None = None
    """How many bytes it works off before something happens."""
    _text: str = ""
    _pictures: list[bytes] = field(default_factory=list)
    _picture: bytearray = field(default_factory=bytearray)
    _missing: int = 0

    @property
    def is_online(self) -> bool:
        """Whether it works off its buffer."""
        return not (self.is_out or self.is_cover_open or self.is_cutter_jammed)

    def status(self, question: int) -> int:
        """The answer to DLE EOT `question`."""
        bits = {
            1: 0x08 * (not self.is_online),
            2: 0x04 * self.is_cover_open
            | 0x20 * self.is_out
            | 0x40 * self.is_cutter_jammed,
            3: 0x08 * self.is_cutter_jammed,
            4: 0x60 * self.is_out | 0x0C * (self.is_near_end or self.is_out),
        }
        return 0x12 | bits[question]

    def forget(self) -> None:
        """Lose everything that is not on paper, as at a loss of power."""
        self.buffer.clear()
        self._missing = 0
        self._picture.clear()

    def work(self) -> bool:
        """Work off what can be; true when it stopped at `stop_at`."""
        while self.buffer and self.is_online:
            if self.stop_at is not None and self.worked_off >= self.stop_at:
                self.stop_at = None
                return True
            if self._missing:
                self._paint()
                continue
            size = self._size()
            if size is None or len(self.buffer) < size:
                return False
            self._execute(bytes(self._take(size)))
        return False

    def _take(self, size: int) -> bytearray:
        taken = self.buffer[:size]
        del self.buffer[:size]
        self.worked_off += len(taken)
        return taken

    def _paint(self) -> None:
        size = self._missing
        if self.stop_at is not None:
            size = min(size, max(1, self.stop_at - self.worked_off))
        painted = self._take(size)
        self._picture += painted
        self._missing -= len(painted)
        if not self._missing:
            self._pictures.append(bytes(self._picture))
            self._picture.clear()

    def _size(self) -> int | None:
        """The bytes of the command at hand, without a picture's; none: too few yet."""
        data = self.buffer
        if data[0] not in (0x10, 0x1B, 0x1D):
            return 1
        if len(data) < 2:
            return None
        if data[0] == 0x10:
            return 10 if data[1] == 0x14 else 3
        if data[0] == 0x1D and data[1] == 0x76:
            return 8
        if data[0] == 0x1D and data[1] == 0x28:
            return None if len(data) < 5 else 5 + data[3] + 256 * data[4]
        if data[0] == 0x1D and data[1] == 0x56:
            return None if len(data) < 3 else (4 if data[2] in (65, 66) else 3)
        return _SIZES.get(data[0], {}).get(data[1], 3)

    def _execute(self, command: bytes) -> None:
        if len(command) == 1:
            if command[0] >= 0x20:
                self._text += command.decode("latin-1")
        elif command.startswith(b"\x1dv0"):
            self._missing = (command[4] + 256 * command[5]) * (
                command[6] + 256 * command[7]
            )
        elif command.startswith(b"\x1dV"):
            self._cut()
        elif command.startswith(b"\x1d(H") and self.answers_by_id:
            self.said += b"\x37\x22" + command[7:11] + b"\0"
        elif command.startswith(b"\x1dr") and self.answers_in_turn:
            self.said += b"\x03" if self.is_near_end else b"\x00"
        elif command.startswith(b"\x1dI") and self.answers_in_turn:
            told = {66: b"EPSON", 67: b"TM-SIM", 69: b"TAIWAN BIG-5"}
            self.said += b"\x5f" + told.get(command[2], b"") + b"\0"
        elif command.startswith(b"\x1da") and command[2]:
            four = (0x10 | 0x08 * (not self.is_online), 0, 0x0C * self.is_out, 0)
            self.said += bytes(four)

    def _cut(self) -> None:
        if self._text or self._pictures:
            self.papers.append(CutPaper(self._text, tuple(self._pictures)))
        else:
            self.blank_slips += 1
        self._text = ""
        self._pictures = []
