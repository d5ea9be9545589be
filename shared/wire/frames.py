"""Frames between a station and its worker: how long, of what kind, to which question.

A frame that is cut short is no frame: it is the end.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, TypeVar

import msgspec

_HEAD: Final = struct.Struct("!IBQ")
"""Bytes of the body, kind, id."""
_CHUNK: Final = 2**18
Message = TypeVar("Message")
_pack = msgspec.msgpack.Encoder().encode


class Kind(IntEnum):
    """What a frame is: the first three go to the worker, the others come from it."""

    QUESTION = 1
    ERRAND = 2
    WATCH = 3
    AWAKE = 16
    OFFICE = 17
    HELLO = 18
    ANSWER = 19
    SETTLED = 20
    BEAT = 21
    NEWS = 22
    SAME = 23
    TROUBLE = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """One message; an answer has the id of its question."""

    kind: Kind
    body: bytes = b""
    id: int = 0

    def packed(self) -> bytes:
        """As it goes through a pipe."""
        return _HEAD.pack(len(self.body), self.kind, self.id) + self.body


class Unframer:
    """Bytes in, whole frames out."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The frames that are whole now. Raises ValueError on what is none."""
        self._rest += chunk
        while len(self._rest) >= _HEAD.size:
            length, kind, id = _HEAD.unpack_from(self._rest)
            end = _HEAD.size + length
            if len(self._rest) < end:
                return
            body = bytes(self._rest[_HEAD.size : end])
            del self._rest[:end]
            yield Frame(Kind(kind), body, id)


def frames_of(descriptor: int) -> Iterator[Frame]:
    """The frames of a file descriptor until it ends."""
    # The descriptor itself: a thread that waits in a buffered reader would hold its
    # lock when the process ends.
    unframer = Unframer()
    while chunk := os.read(descriptor, _CHUNK):
        yield from unframer.feed(chunk)


def packed(message: Any) -> bytes:
    """A message as the body of a frame."""
    return _pack(message)


def unpacked(body: bytes, kind: type[Message]) -> Message:
    """The message in the body of a frame; fields of a newer version are passed over.

    Raises ValueError where it is none.
    """
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
