"""A program in a terminal of its own: what it paints, keys and fingers for it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from typing import Final

_END_SECONDS: Final = 60.0
"""How long it may take to end: what was typed before is worked off first."""


class Terminal:
    """Runs a command in a pty of a given size and keeps all it writes."""

    def __init__(self, command: Sequence[str], *, columns: int, rows: int) -> None:
        self._master, slave = pty.openpty()
        self.resize(columns, rows)
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self._written = b""

    @property
    def text(self) -> str:
        """Everything it has written so far, escapes included."""
        return self._written.decode("utf-8", "replace")

    def until(self, is_so: Callable[[], object], seconds: float = 30) -> None:
        """Read what it writes until something is so."""
        give_up = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < give_up, self.text[-2000:]
            self._read(0.05)

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size from now on."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        """Keys as a terminal sends them."""
        os.write(self._master, keys.encode())

    def touch(self, column: int, row: int) -> None:
        """A finger goes down and up on a cell, counted from 1."""
        self.press(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")

    def end(self) -> int:
        """Close it by SIGTERM if it still runs; its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        give_up = time.monotonic() + _END_SECONDS
        while self.process.poll() is None and time.monotonic() < give_up:
            self._read(0.05)
        self.process.kill()
        os.close(self._master)
        return self.process.wait()

    def hang_up(self, seconds: float = 30) -> int:
        """The terminal goes away; the program's exit status, which must be soon."""
        os.close(self._master)
        return self.process.wait(seconds)

    def _read(self, seconds: float) -> None:
        readable, _, _ = select.select([self._master], [], [], seconds)
        if readable:
            try:
                self._written += os.read(self._master, 65_536)
            except OSError:
                # The other side is closed: the program has ended.
                return
