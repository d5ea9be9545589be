"""The thread of a spooler that waits for the disk: one task after the other."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)
Task = Callable[[], object]


class Keeper:
    """Carries tasks out in order; one that fails is logged, and the next is done."""

    def __init__(self, name: str) -> None:
        """`name` is that of the thread."""
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        # A disk that hangs must not hold the end of the process.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin with what was put."""
        self._thread.start()

    def put(self, task: Task) -> None:
        """Give it a task."""
        self._tasks.put(task)

    def end(self, seconds: float) -> None:
        """Stop after the tasks that were put, or leave them behind after `seconds`."""
        self._tasks.put(None)
        self._thread.join(seconds)

    @property
    def has_ended(self) -> bool:
        """Whether it does nothing any more."""
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task()
            except Exception:
                _log.exception("keep print jobs")
