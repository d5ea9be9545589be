"""What a station writes down: one line an event, for the people who look after it.

    2026-11-28T10:31:02+08:00 kiosk-1 issue A042 0.8 ms

Each process of a station begins its log or joins the one of who started it. `event` is
for what happens all day; modules warn by the standard library's loggers. Uncaught
errors and hard crashes come into it by themselves. Without a log nothing is written,
and nothing about it ever stops the work.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from shared.clock import now_ms
from shared.errors import JiaohaoError
from shared.machine.log_file import LogFile, StationLog, log_in
from shared.machine.log_words import TROUBLE, second_of, showable, stamp, summary, trace
from shared.machine.state_folder import make_own_folder, state_folder
from shared.text.catalogue import N_, catalogue, machine_language

_VARIABLE: Final = "JIAOHAO_LOG"
"""Tells the processes that a station starts where its log is."""
_AGAIN_SECONDS: Final = 600
"""After so long what goes wrong all the time is written down again."""
_OURS: Final = ("counter", "display", "jiaohao", "kiosk", "printers", "shared")


class _Log:
    """The log of this process."""

    def __init__(self, log: StationLog) -> None:
        self.place = log.file
        self.file = LogFile(log)
        self._station = showable(log.station)

    def warn(self, lines: Sequence[str]) -> bool:
        """Write down what went wrong, unless it goes wrong again and again."""
        return self._is_known(lines[0]) or self.write(lines)

    def _is_known(self, words: str) -> bool:
        """Whether nothing but trouble was written since the same was, and lately.

        A share that is away for days must not push out what was before.
        """
        now = now_ms() / 1000
        for line in reversed(self.file.newest_lines()):
            told = line.partition(" ")[2].removeprefix(f"{self._station} ")
            if not told.startswith(TROUBLE):
                return False
            if told == showable(words):
                return 0 <= now - (second_of(line) or 0) < _AGAIN_SECONDS
        return False

    def write(self, lines: Iterable[str]) -> bool:
        """Write lines as one piece; whether that was possible."""
        head = f"{stamp(now_ms() // 1000)} {self._station}"
        whole = "".join(f"{head} {showable(line)}\n" for line in lines)
        return self.file.write(whole.encode())


_log: _Log | None = None


def begin(office: Path, station: str) -> None:
    """From now on this process writes down what the station does.

    `office` is the office's folder; it is not touched.
    """
    log = StationLog(station, str(office))
    try:
        os.environ[_VARIABLE] = str(log.folder)
    except (RuntimeError, JiaohaoError):
        # This user has no home, so this machine keeps nothing.
        return
    with contextlib.suppress(OSError):
        make_own_folder(state_folder())
    _take_up(log)


def join() -> None:
    """Write into the log of the station that started this process, if it has one."""
    folder = os.environ.get(_VARIABLE)
    log = log_in(Path(folder)) if folder else None
    if log is not None:
        _take_up(log)


def event(words: str, *, seconds: float | None = None) -> None:
    """One thing that happened, and how long it took."""
    if _log is not None:
        took = "" if seconds is None else f" {seconds * 1000:.1f} ms"
        _log.write((words + took,))


def crashed(error: BaseException) -> bool:
    """Write down the error that ended something; whether that was possible."""
    if _log is None:
        return False
    is_ours = isinstance(error, JiaohaoError)
    return _log.warn([f"error: {summary(error)}", *(() if is_ours else trace(error))])


def errors() -> int:
    """Where a process that is started may write what it has to say on standard error.

    For the parameter `stderr` of subprocess.
    """
    descriptor = _log.file.descriptor if _log is not None else None
    return subprocess.DEVNULL if descriptor is None else descriptor


def is_stderr() -> bool:
    """Whether what this process says on standard error comes into the log."""
    return _log is not None and _log.file.is_stderr


class _Handler(logging.Handler):
    """Brings what modules warn of into the log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record down; one that cannot be written is passed over."""
        try:
            if _log is not None:
                is_trouble = record.levelno >= logging.WARNING
                write = _log.warn if is_trouble else _log.write
                write(_lines_of(record, is_trouble))
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: a screen is painted on standard error."""


def _lines_of(record: logging.LogRecord, is_trouble: bool) -> list[str]:
    words = f"{record.levelname.lower()}: " if is_trouble else ""
    if record.name.partition(".")[0] in _OURS:
        words += record.getMessage()
    else:
        # Others may say anything, as what somebody typed.
        words += f"{record.name} {record.filename}:{record.lineno}"
    error = record.exc_info[1] if record.exc_info else None
    return [words, *(trace(error) if error is not None else ())]


def _take_up(log: StationLog) -> None:
    global _log
    is_first = _log is None
    _log = _Log(log)
    if _log.file.descriptor is not None:
        faulthandler.enable(_log.file.descriptor)
    if is_first:
        logging.getLogger().addHandler(_Handler())
        for name in _OURS:
            logging.getLogger(name).setLevel(logging.INFO)
        sys.excepthook = _uncaught
        sys.unraisablehook = _unraisable
        threading.excepthook = _uncaught_in_thread


def _uncaught(
    kind: type[BaseException], error: BaseException, way: TracebackType | None
) -> None:
    if isinstance(error, KeyboardInterrupt) or not crashed(error):
        sys.__excepthook__(kind, error, way)
    elif _log is not None and not is_stderr() and sys.stderr is not None:
        say = catalogue(machine_language())
        words = N_("The program made a mistake and ended; {file} says which.")
        print(say(words, file=_log.place), file=sys.stderr)


def _uncaught_in_thread(found: threading.ExceptHookArgs) -> None:
    error = found.exc_value
    is_left = error is None or isinstance(error, SystemExit)
    if not is_left and error is not None and not crashed(error):
        threading.__excepthook__(found)


def _unraisable(found: sys.UnraisableHookArgs) -> None:
    if found.exc_value is None or not crashed(found.exc_value):
        sys.__unraisablehook__(found)
