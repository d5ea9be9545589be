"""A process of our own that goes on with what this one has loaded: nothing twice.

Its pages are this one's until one of them writes there. Only on Linux, and only as
long as this process has one thread: a lock that another thread holds would stay shut
in the child for ever. Else it is started as a command.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, Final, NoReturn, Protocol

_LOOK_SECONDS: Final = 0.02
_STDIN: Final = 0
_STDOUT: Final = 1
_STDERR: Final = 2


class Piped(Protocol):
    """A process whose input and output are pipes to this one."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def poll(self) -> int | None:
        """Its exit status (below zero: by which signal), or none while it runs."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, waited for. Raises subprocess.TimeoutExpired."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...


def can_fork() -> bool:
    """Whether a child may go on with what this process has loaded."""
    streams = sys.__stdin__, sys.__stdout__, sys.__stderr__
    is_alone = threading.active_count() == 1
    return sys.platform == "linux" and is_alone and None not in streams


class ForkedProcess:
    """A child of this process that does one piece of work and ends."""

    def __init__(self, work: Callable[[], int], *, errors: int | None = None) -> None:
        """`work` returns the exit status; `errors` is as `stderr` of subprocess.

        Without `errors` it has this process's own standard error. It leads a session
        of its own, and keeps nothing open of what this process has open.
        """
        child_in, to_child = os.pipe()
        from_child, child_out = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _become(work, child_in, child_out, errors)
        os.close(child_in)
        os.close(child_out)
        self.stdin: IO[bytes] | None = os.fdopen(to_child, "wb", buffering=0)
        self.stdout: IO[bytes] | None = os.fdopen(from_child, "rb", buffering=0)
        self._status: int | None = None
        self._waiting = threading.Lock()

    def poll(self) -> int | None:
        """See Piped."""
        with self._waiting:
            if self._status is None:
                self._look(os.WNOHANG)
            return self._status

    def wait(self, timeout: float | None = None) -> int:
        """See Piped."""
        end = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if end is not None and time.monotonic() >= end:
                raise subprocess.TimeoutExpired("", timeout or 0.0)
            time.sleep(_LOOK_SECONDS)
        return status

    def kill(self) -> None:
        """See Piped."""
        with self._waiting:
            # Once it was waited for, its number may be another's.
            if self._status is None:
                os.kill(self.pid, signal.SIGKILL)

    def _look(self, how: int) -> None:
        found, status = os.waitpid(self.pid, how)
        if found:
            self._status = os.waitstatus_to_exitcode(status)


def _become(
    work: Callable[[], int], input: int, output: int, errors: int | None
) -> NoReturn:
    status = 1
    try:
        os.setsid()
        os.dup2(input, _STDIN)
        os.dup2(output, _STDOUT)
        if errors == subprocess.DEVNULL:
            errors = os.open(os.devnull, os.O_WRONLY)
        if errors is not None:
            os.dup2(errors, _STDERR)
        for place in map(int, os.listdir("/proc/self/fd")):
            if place > _STDERR:
                # The one that was opened to look is closed by now.
                with contextlib.suppress(OSError):
                    os.close(place)
        status = work()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        # Nothing of what this process had to do at its end is the child's.
        os._exit(status)
