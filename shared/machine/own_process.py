"""Work that takes longer than a person waits, in a process of its own."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from shared.machine import log
from shared.machine.forking import ForkedProcess, Piped, can_fork
from shared.text.catalogue import Words

_REST_SECONDS: Final = 5.0
"""Between the start of a process and that of the next."""
_LEAVE_SECONDS: Final = 1.0
"""How long one that is about to end may take before it is left alone."""


def own_command(module: str, *words: str | Path) -> list[str]:
    """A module of ours as a command; no code of the current folder is ever run."""
    return [sys.executable, "-P", "-m", module, *map(str, words)]


def begin_piped(command: Sequence[str], work: Callable[[], int] | None) -> Piped:
    """A process of our own whose input and output are pipes to this one.

    `work` is what the command does, where a child of this process may as well do it.
    """
    if work is not None and can_fork():
        return ForkedProcess(work)
    # A session of its own: Ctrl+C is for who started it, which ends it in order.
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def begin(module: str, folder: Path) -> subprocess.Popen[bytes]:
    """A module at work on a folder; all it tells is its exit status."""
    return subprocess.Popen(
        own_command(module, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log.errors(),
    )


class BackgroundProcess:
    """One module at work on a folder, begun again while it is asked for."""

    def __init__(self, module: str, folder: Path) -> None:
        self._command = own_command(module, folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = float("-inf")
        self._reason: Words | None = None

    def go_on(self) -> Words | None:
        """Keep one going; returns why the last one failed, if it did."""
        if self._process is not None:
            if self._process.poll() is None:
                return None
            said, _ = self._process.communicate()
            words = said.decode("utf-8", "replace").strip()
            self._reason = Words(words) if self._process.returncode else None
            self._process = None
        if time.monotonic() - self._started_at > _REST_SECONDS:
            self._started_at = time.monotonic()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log.errors(),
            )
        return self._reason

    def close(self) -> None:
        """Stop asking for it; one that runs is left to its work."""
        process, self._process = self._process, None
        if process is not None:
            if process.stdout is not None:
                process.stdout.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LEAVE_SECONDS)
