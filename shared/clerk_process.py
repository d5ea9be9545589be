"""A station's hold on its clerk: started, listened to, and left behind if it hangs."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

_LEAVE_SECONDS: Final = 3.0
"""How long a clerk may take to leave the office in order."""

Hear = Callable[["ClerkProcess", bytes | None], None]
"""Told each line of a clerk, and none when it has ended; from another thread."""


@dataclass(eq=False)
class ClerkProcess:
    """One clerk, from its start to its end."""

    command: Sequence[str]
    hear: Hear
    _process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        # A session of its own: Ctrl+C is for the station, which ends it in order.
        self._process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def say(self, line: str) -> None:
        """Send a line; one that has ended hears nothing."""
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(OSError):
                stdin.write(line.encode("utf-8", "replace") + b"\n")
                stdin.flush()

    @property
    def has_ended(self) -> bool:
        """Whether it is gone; one that hangs in the share may outlive its end."""
        return self._process.poll() is not None

    def status(self) -> int:
        """Its exit status, once it has ended."""
        return self._process.wait()

    def kill(self) -> None:
        """End it; a call on a dead share ends when the share answers."""
        self._process.kill()

    def leave(self) -> None:
        """Let it leave the office in order, within a few seconds."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(_LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _listen(self) -> None:
        stdout = self._process.stdout
        if stdout is not None:
            for line in stdout:
                self.hear(self, line.rstrip(b"\n"))
        self.hear(self, None)
