"""A printer on the network."""

from __future__ import annotations

import errno
import os
import select
import socket
from typing import Final
from urllib.parse import urlsplit

from printers.channel.channel import CHUNK, Answers

PORT: Final = 9100


class NetworkChannel:
    """A printer on the network; it has one connection at a time, so be brief."""

    answers = Answers.ALWAYS
    is_exact = True

    def __init__(self, address: str, seconds: float) -> None:
        place = urlsplit(address)
        if not place.hostname:
            raise ValueError(address)
        at = place.hostname, PORT if place.port is None else place.port
        self._line = socket.create_connection(at, seconds)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line.setblocking(False)

    def write(self, data: bytes, seconds: float) -> int:
        """See Channel."""
        _, writable, _ = select.select([], [self._line], [], seconds)
        return self._line.send(data[:CHUNK]) if writable else 0

    def read(self, seconds: float) -> bytes:
        """See Channel; the end of the connection is an error."""
        readable, _, _ = select.select([self._line], [], [], seconds)
        if not readable:
            return b""
        said = self._line.recv(CHUNK)
        if not said:
            raise ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
        return said

    def close(self) -> None:
        """See Channel; what the printer still says is heard out first.

        A close over unread bytes would reset the connection, and the printer might
        drop the end of the job.
        """
        try:
            self._line.shutdown(socket.SHUT_WR)
            while self._line.recv(CHUNK):
                pass
        except OSError:
            pass
        finally:
            self._line.close()
