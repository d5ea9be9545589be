"""What a printer says: ESC/POS status bytes, told apart by their fixed bits.

They carry no id, come late, mixed and torn, and sometimes nobody asked for them. Only
the blocks that begin with 37 22 name what they answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shared.trade.printer import Condition

REAL_TIME: Final = b"\x10\x04"
"""DLE EOT; the number of the question follows. Answered at once, even offline."""
QUESTIONS: Final = (1, 2, 3, 4)
"""Printer, why it is offline, which error, roll of paper."""
RESET: Final = b"\x1b@"
CUT: Final = b"\x1dVB\x00"
ASK_IN_TURN: Final = b"\x1dr\x01"
"""GS r 1: answered with a byte once everything before it is worked off."""
_ASK_ID: Final = b"\x1d(H\x06\x0000"
_FENCE: Final = b"\x37\x22"
_BLOCK_HEADS: Final = b"\x37\x3d\x5f"
_LONGEST_BLOCK: Final = 80


@dataclass(frozen=True, slots=True)
class RealTime:
    """The answer to a DLE EOT; it does not say to which."""

    byte: int


@dataclass(frozen=True, slots=True)
class Automatic:
    """The four bytes a printer sends of itself when it was told to (GS a)."""

    four: bytes


@dataclass(frozen=True, slots=True)
class InTurn:
    """The answer to a GS r; it does not say to which."""

    byte: int


@dataclass(frozen=True, slots=True)
class Done:
    """Everything before the GS ( H of this id is printed."""

    fence: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """A text the printer was asked for by GS I, or another block."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Noise:
    """A byte that is no answer to anything."""

    byte: int


Event = RealTime | Automatic | InTurn | Done | Told | Noise


def ask_done(fence: bytes) -> bytes:
    """The GS ( H that asks for `fence`, four letters, once all before is printed."""
    return _ASK_ID + fence


class StatusReader:
    """Reads what a printer says, in whatever pieces it comes."""

    def __init__(self) -> None:
        self._block: bytearray | None = None
        self._automatic: bytearray | None = None

    def feed(self, data: bytes) -> list[Event]:
        """The events that are complete now."""
        return [event for byte in data if (event := self._take(byte)) is not None]

    def _take(self, byte: int) -> Event | None:
        if self._block is not None:
            return self._in_block(self._block, byte)
        if byte in _BLOCK_HEADS:
            self._block = bytearray([byte])
            return None
        if byte & 0x93 == 0x12:
            return RealTime(byte)
        if byte & 0x93 == 0x10:
            self._automatic = bytearray([byte])
            return None
        if byte & 0x90:
            return None if byte in (0x11, 0x13) else Noise(byte)
        return self._plain(byte)

    def _plain(self, byte: int) -> Event | None:
        if self._automatic is None:
            return InTurn(byte)
        self._automatic.append(byte)
        if len(self._automatic) < 4:
            return None
        four, self._automatic = bytes(self._automatic), None
        return Automatic(four)

    def _in_block(self, block: bytearray, byte: int) -> Event | None:
        if 0 < byte < 0x20:
            # A real-time answer may come in the middle of a block.
            return RealTime(byte) if byte & 0x93 == 0x12 else None
        if byte:
            block.append(byte)
            if len(block) <= _LONGEST_BLOCK:
                return None
        self._block = None
        if block[:2] == _FENCE:
            return Done(bytes(block[2:]))
        return Told(bytes(block[1:]))


def condition_of(answers: Sequence[int]) -> Condition:
    """How a printer is by its answers to the four questions."""
    printer, offline, error, paper = answers
    if offline & 0x04:
        return Condition.COVER_OPEN
    if paper & 0x60 or offline & 0x20:
        return Condition.OUT
    if error & 0x08:
        return Condition.CUTTER
    if offline & 0x40 or error & 0x64:
        return Condition.ERROR
    if printer & 0x28:
        return Condition.OFFLINE
    return Condition.NEAR_END if paper & 0x0C else Condition.FINE
