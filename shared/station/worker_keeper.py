"""Keeping a worker at work: one that ends is started again, one that hangs is left."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from shared.station.worker_process import WorkerProcess
from shared.wire.requests import Json, Request

SILENT_SECONDS: Final = 6.0
"""A worker gives a sign of life every four; then the share is taken to be away."""
HANG_SECONDS: Final = 15.0
"""After so long without a word it is left behind: it waits ten for the share."""
START_SECONDS: Final = 45.0
"""How long a program may take to start before it counts as silent: a machine may be
busy with many, and giving up would only make it busier."""
_MOST_LEFT: Final = 3
"""So many may hang at once; then the share is waited for."""
_REST_SECONDS: Final = (0.0, 1.0, 3.0, 5.0)
"""Pauses before one is started again, by how often it failed in a row."""
_WELL_SECONDS: Final = 10.0
"""One that is at work for so long has not failed in a row."""


@dataclass(eq=False, slots=True)
class Asked:
    """What is being answered: a request, or an errand of the station itself."""

    id: str
    line: str
    """As the worker is asked."""
    request: Request | None = None
    errand: Json | None = None
    begun: float = 0.0
    is_sent: bool = False


class WorkerKeeper:
    """The worker of one station. `hear` is called from other threads."""

    def __init__(
        self,
        command: Sequence[str],
        hear: Callable[[WorkerProcess, bytes | None], None],
    ) -> None:
        self._command, self._hear = command, hear
        self._worker: WorkerProcess | None = None
        self._left: list[WorkerProcess] = []
        self._failures = 0
        self._start_at = self._heard_at = time.monotonic()
        self._joined_at = float("inf")
        self._sent: deque[Asked] = deque()
        """What the worker was asked and has not answered: it answers in order."""
        self.is_ready = False
        """Whether a worker is at work."""

    def tick(self) -> None:
        """Start a worker where one is due, leave one behind that hangs."""
        now = time.monotonic()
        self._left = [each for each in self._left if not each.has_ended]
        if self.is_ready and now - self._joined_at >= _WELL_SECONDS:
            self._failures = 0
        if self._worker is not None and self.silence() >= HANG_SECONDS:
            self._worker.kill()
            self._left.append(self._worker)
            self._lose()
        may_start = now >= self._start_at and len(self._left) < _MOST_LEFT
        if self._worker is None and may_start:
            # Its first word comes before it touches the share.
            self._heard_at = now + START_SECONDS
            self._worker = WorkerProcess(self._command, self._hear)

    @property
    def is_silent(self) -> bool:
        """Whether a worker is there and has not spoken for too long."""
        return self._worker is not None and self.silence() >= SILENT_SECONDS

    def silence(self) -> float:
        """Seconds since the worker's last word."""
        return time.monotonic() - self._heard_at

    @property
    def is_listening(self) -> bool:
        """Whether a worker is at work and speaks."""
        return self.is_ready and self.silence() < SILENT_SECONDS

    def is_ours(self, worker: WorkerProcess) -> bool:
        """Whether a word came from the present worker; notes that it speaks."""
        if worker is not self._worker:
            return False
        self._heard_at = time.monotonic()
        return True

    def joined(self) -> None:
        """The worker is at work."""
        self.is_ready, self._joined_at = True, time.monotonic()

    def ended(self) -> int:
        """The worker is gone; its exit status."""
        status = self._worker.status() if self._worker is not None else 0
        self._lose()
        return status

    def ask(self, asked: Asked) -> None:
        """Send the worker what is asked."""
        if self._worker is not None:
            asked.is_sent = True
            self._sent.append(asked)
            self._worker.say(asked.line)

    def answered(self) -> Asked | None:
        """What the worker's answer, which has just come, is the answer to."""
        return self._sent.popleft() if self._sent else None

    def leave(self) -> None:
        """Let the worker leave the office in order."""
        if self._worker is not None:
            self._worker.leave()

    def _lose(self) -> None:
        self._worker, self.is_ready = None, False
        for asked in self._sent:
            asked.is_sent = False
        self._sent.clear()
        rest = _REST_SECONDS[min(self._failures, len(_REST_SECONDS) - 1)]
        self._start_at = time.monotonic() + rest
        self._failures += 1
