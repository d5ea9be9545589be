"""The way to a printer: opened, written, heard, closed, never waiting for ever."""

from __future__ import annotations

import errno
import os
import re
import select
import socket
import stat
import time
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import parse_qs, urlsplit

from shared.text.catalogue import N_, Words

PORT: Final = 9100
BAUD: Final = 9600
_CHUNK: Final = 4096
_USB: Final = re.compile(r"usb://([\da-fA-F]{4}):([\da-fA-F]{4})(?:/(\S+))?")
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


def open_channel(address: str, seconds: float) -> Channel:
    """The way to the printer at `address`. Raises OSError."""
    scheme, _, place = address.partition("://")
    try:
        if scheme == "tcp":
            return NetworkChannel(address, seconds)
        if scheme == "usb" and (usb := _USB.fullmatch(address)):
            from printers.channel.cable import UsbChannel

            return UsbChannel(int(usb[1], 16), int(usb[2], 16), usb[3])
        if scheme == "serial":
            from printers.channel.cable import SerialChannel

            path, _, query = place.partition("?")
            baud = parse_qs(query).get("baud", [str(BAUD)])[0]
            return SerialChannel(path, int(baud), seconds)
        if scheme in ("device", "file"):
            return _file_or_device(scheme, place)
    except ValueError as error:
        raise Unreachable(N_("this is not the address of a printer")) from error
    raise Unreachable(N_("this is not the address of a printer"))


def reason_of(error: OSError) -> str:
    """Why a printer cannot be used, in words the catalogues know where possible."""
    if isinstance(error, Unreachable):
        return error.words
    if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH):
        return SILENT
    if error.errno == errno.ENOSPC:
        return N_("there is no space left")
    known = (words for kind, words in _REASONS.items() if isinstance(error, kind))
    return next(known, error.strerror or str(error))


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
        return self._line.send(data[:_CHUNK]) if writable else 0

    def read(self, seconds: float) -> bytes:
        """See Channel; the end of the connection is an error."""
        readable, _, _ = select.select([self._line], [], [], seconds)
        if not readable:
            return b""
        said = self._line.recv(_CHUNK)
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
            while self._line.recv(_CHUNK):
                pass
        except OSError:
            pass
        finally:
            self._line.close()


class FileChannel:
    """A plain file that keeps every job behind the one before."""

    answers = Answers.NEVER
    is_exact = True

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def write(self, data: bytes, seconds: float) -> int:
        """See Channel."""
        return self._file.write(data)

    def read(self, seconds: float) -> bytes:
        """See Channel; a file says nothing."""
        return b""

    def close(self) -> None:
        """See Channel."""
        self._file.close()


class DeviceChannel:
    """A device file such as /dev/usb/lp0; whether it can be heard is up to it."""

    answers = Answers.PERHAPS
    is_exact = True

    def __init__(self, path: Path) -> None:
        flags = os.O_NONBLOCK | os.O_NOCTTY
        try:
            self._device = os.open(path, os.O_RDWR | flags)
        except PermissionError:
            self._device = os.open(path, os.O_WRONLY | flags)
            self.answers = Answers.NEVER
        if not stat.S_ISCHR(os.fstat(self._device).st_mode):
            os.close(self._device)
            raise FileNotFoundError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))

    def write(self, data: bytes, seconds: float) -> int:
        """See Channel."""
        _, writable, _ = select.select([], [self._device], [], seconds)
        return os.write(self._device, data[:_CHUNK]) if writable else 0

    def read(self, seconds: float) -> bytes:
        """See Channel."""
        readable, _, _ = select.select([self._device], [], [], seconds)
        try:
            said = os.read(self._device, _CHUNK) if readable else b""
        except BlockingIOError:
            said = b""
        if readable and not said:
            # At its end a device is readable for ever.
            time.sleep(seconds)
        return said

    def close(self) -> None:
        """See Channel; the driver drops what is under way when it is closed."""
        select.select([], [self._device], [], 1)
        os.close(self._device)


def _file_or_device(scheme: str, place: str) -> Channel:
    # urllib.request takes 40 ms to import and most printers are on the network.
    from urllib.request import url2pathname

    path = Path(os.path.realpath(url2pathname(place)))
    if path.is_char_device():
        return DeviceChannel(path)
    if (
        scheme == "device"
        or path.is_relative_to("/dev")
        or (path.exists() and not path.is_file())
    ):
        # A plain file made here would swallow the papers of a printer that is off.
        raise FileNotFoundError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
    return FileChannel(path)
