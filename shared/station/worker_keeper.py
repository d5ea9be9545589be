"""Keeping a worker at work: one that ends is started again, one that hangs is left."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from shared.machine.forking import Piped
from shared.station.patience import Patience
from shared.station.worker_process import WorkerProcess
from shared.wire.errands import Errand
from shared.wire.frames import Frame
from shared.wire.requests import Request

_log = logging.getLogger(__name__)
_MOST_LEFT: Final = 3
"""So many may hang at once; then the share is waited for."""
_REST_SECONDS: Final = (0.0, 0.2, 1.0, 3.0, 5.0)
"""Pauses before one is started again, by how often it failed in a row."""
_WELL_SECONDS: Final = 10.0
"""One that is at work for so long has not failed in a row."""


@dataclass(eq=False, slots=True)
class Asked:
    """What is being answered: a request, or an errand of the station itself."""

    frame: Frame
    """As the worker is asked."""
    begun: float
    request: Request | None = None
    errand: Errand | None = None
    is_sent: bool = False


class WorkerKeeper:
    """The worker of one station. `hear` is called from other threads."""

    def __init__(
        self,
        begin: Callable[[], Piped],
        hear: Callable[[WorkerProcess, Frame | None], None],
        patience: Patience,
    ) -> None:
        self._begin, self._hear = begin, hear
        self._patience = patience
        self._worker: WorkerProcess | None = None
        self._left: list[WorkerProcess] = []
        self._failures = 0
        self._start_at = self._heard_at = time.monotonic()
        self._joined_at = float("inf")
        self._sent: dict[int, Asked] = {}
        """What the worker was asked and has not answered, by the frame's id."""
        self.is_ready = False
        """Whether a worker is at work."""

    def tick(self) -> None:
        """Start a worker where one is due, leave one behind that hangs."""
        now = time.monotonic()
        self._left = [each for each in self._left if not each.has_ended]
        if self.is_ready and now - self._joined_at >= _WELL_SECONDS:
            self._failures = 0
        if self._worker is not None and self.silence() >= self._patience.hang:
            _log.warning("worker left behind: it has long been silent")
            self._worker.kill()
            self._left.append(self._worker)
            self._lose()
        may_start = now >= self._start_at and len(self._left) < _MOST_LEFT
        if self._worker is None and may_start:
            # Its first word comes before it touches the share.
            self._heard_at = now + self._patience.start
            self._worker = WorkerProcess(self._begin, self._hear)

    @property
    def is_silent(self) -> bool:
        """Whether a worker is there and has not spoken for too long."""
        return self._worker is not None and self.silence() >= self._patience.silent

    def silence(self) -> float:
        """Seconds since the worker's last word."""
        return time.monotonic() - self._heard_at

    @property
    def is_listening(self) -> bool:
        """Whether a worker is at work and speaks."""
        return self.is_ready and self.silence() < self._patience.silent

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
        _log.warning("worker ended, status %s", status)
        self._lose()
        return status

    def ask(self, asked: Asked) -> None:
        """Send the worker what is asked."""
        if self._worker is not None:
            asked.is_sent = True
            self._sent[asked.frame.id] = asked
            self._worker.say(asked.frame)

    def answered(self, id: int) -> Asked | None:
        """What the worker's frame of this id, which has just come, answers."""
        return self._sent.pop(id, None)

    def tell(self, frame: Frame) -> None:
        """Send the worker what wants no answer."""
        if self._worker is not None:
            self._worker.say(frame)

    def leave(self) -> None:
        """Let the worker leave the office in order."""
        if self._worker is not None:
            self._worker.leave()

    def _lose(self) -> None:
        self._worker, self.is_ready = None, False
        for asked in self._sent.values():
            asked.is_sent = False
        self._sent.clear()
        rest = _REST_SECONDS[min(self._failures, len(_REST_SECONDS) - 1)]
        self._start_at = time.monotonic() + rest
        self._failures += 1
