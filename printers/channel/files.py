"""A printer as a file: a device of the system, or a plain file that keeps jobs."""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from pathlib import Path
from typing import Final

from printers.channel.channel import CHUNK, Answers, Channel, Unreachable
from shared.text.catalogue import N_

_START: Final = 2
_PAPERS: Final = (b"\x1b@", b"\x1dV", b"\x1b*")
"""How a file of papers starts: with a reset, the cut of a torn one, or Star's."""


def file_or_device(scheme: str, place: str) -> Channel:
    """The way to the printer at a `file://` or `device://` place. Raises OSError."""
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


class FileChannel:
    """A plain file that keeps every job behind the one before, and nothing else."""

    answers = Answers.NEVER
    is_exact = True

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b", buffering=0)
        self._file.seek(0)
        start = self._file.read(_START)
        if not any(papers.startswith(start) for papers in _PAPERS):
            self._file.close()
            raise Unreachable(N_("this file holds something else than papers"))

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
        return os.write(self._device, data[:CHUNK]) if writable else 0

    def read(self, seconds: float) -> bytes:
        """See Channel."""
        readable, _, _ = select.select([self._device], [], [], seconds)
        try:
            said = os.read(self._device, CHUNK) if readable else b""
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
