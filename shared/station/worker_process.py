"""A station's hold on its worker: started, heard, and left behind if it hangs."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from shared.machine.forking import Piped
from shared.wire.frames import Frame, frames_of

_LEAVE_SECONDS: Final = 3.0
"""How long a worker may take to leave the office in order."""

Hear = Callable[["WorkerProcess", Frame | None], None]
"""Told each frame of a worker, and none when it has ended; from another thread."""


@dataclass(eq=False)
class WorkerProcess:
    """One worker, from its start to its end."""

    begin: Callable[[], Piped]
    hear: Hear
    _process: Piped = field(init=False)
    _outbox: queue.SimpleQueue[bytes | None] = field(init=False)

    def __post_init__(self) -> None:
        self._process = self.begin()
        self._outbox = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._speak, daemon=True).start()

    def say(self, frame: Frame) -> None:
        """Send a frame and never wait for one that hangs."""
        self._outbox.put(frame.packed())

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
        self._outbox.put(None)

    def leave(self) -> None:
        """Let it leave the office in order, within a few seconds."""
        self._outbox.put(None)
        try:
            self._process.wait(_LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    # The descriptors themselves: a thread that waits in a buffered file would hold its
    # lock when this process ends.

    def _speak(self) -> None:
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(OSError), stdin:
                while line := self._outbox.get():
                    while line:
                        line = line[os.write(stdin.fileno(), line) :]

    def _listen(self) -> None:
        stdout = self._process.stdout
        if stdout is not None:
            # What is no frame is the end, as a frame that is cut.
            with stdout, contextlib.suppress(ValueError, OSError):
                for frame in frames_of(stdout.fileno()):
                    self.hear(self, frame)
        self._outbox.put(None)
        self.hear(self, None)
