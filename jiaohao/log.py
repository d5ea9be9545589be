"""`jiaohao log`: what the stations of this machine wrote down, merged by time.

It reads this machine's own folder only: a share that is away keeps nobody waiting.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from jiaohao.terminal import tell
from shared.errors import OfficeMistake
from shared.machine.log_file import StationLog, logs_folder, station_logs
from shared.machine.log_words import second_of, showable, stamp
from shared.office.folder import named_folder
from shared.text.catalogue import N_, Catalogue

_LOOK_SECONDS: Final = 0.3
"""How often one that follows looks for more."""

Line = tuple[float, str]
"""When it was written, in seconds since 1970, and the line."""


def show(office: Path | None, name: str | None, say: Catalogue, *, follow: bool) -> int:
    """Write the lines on standard output, and go on if asked; the exit status.

    Raises OfficeMistake for a name that no station has.
    """
    known = _logs(office)
    if not known:
        words = N_("No station has written anything down yet; it would be in {folder}.")
        tell(say(words, folder=logs_folder()), is_trouble=True)
    elif name is not None and name not in {each.station for each in known}:
        raise OfficeMistake(
            N_(
                "No station “{name}” wrote anything on this machine. These did: {known}"
            ),
            name=showable(name),
            known=", ".join(sorted({showable(each.station) for each in known})),
        )
    if sys.stdout is None:
        # Started with a closed one: nobody reads.
        return 0
    try:
        for line in _lines(office, name, follow):
            tell(line)
    except BrokenPipeError:
        # Whoever read is gone; let Python not stumble over the pipe once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        pass
    return 0


def _logs(given: Path | None) -> list[StationLog]:
    """Those of the office that is meant; all where none of its stations wrote here."""
    known, folder = station_logs(), str(named_folder(given))
    return [each for each in known if each.office == folder] or known


def _lines(office: Path | None, name: str | None, follow: bool) -> Iterator[str]:
    readings: dict[StationLog, _Reading] = {}
    while True:
        for log in _logs(office):
            if name in (None, log.station):
                readings.setdefault(log, _Reading(log))
        news = (reading.new_lines() for reading in readings.values())
        for _, line in heapq.merge(*news, key=lambda each: each[0]):
            yield line
        if not follow or not _is_read_on(_LOOK_SECONDS):
            return


class _Reading:
    """How far the log of one station was read."""

    def __init__(self, log: StationLog) -> None:
        self._log = log
        self._station = showable(log.station)
        self._inode, self._offset = 0, 0
        self._second = 0.0
        """When the last line was written."""

    def new_lines(self) -> Iterator[Line]:
        """What was written since, the oldest first."""
        with contextlib.ExitStack() as closing:
            files = _opened(self._log.files(), closing)
            inodes = [inode for inode, _ in files]
            known = inodes.index(self._inode) if self._inode in inodes else 0
            for inode, file in files[known:]:
                if inode != self._inode:
                    self._inode, self._offset = inode, 0
                file.seek(self._offset)
                yield from self._lines_of(file, is_newest=inode == inodes[-1])

    def _lines_of(self, file: BinaryIO, *, is_newest: bool) -> Iterator[Line]:
        for raw in file:
            if is_newest and not raw.endswith(b"\n"):
                # Half a line is no line yet.
                return
            self._offset += len(raw)
            if raw.strip():
                yield self._line_of(raw, file)

    def _line_of(self, raw: bytes, file: BinaryIO) -> Line:
        words = showable(raw.decode("utf-8", "replace").rstrip("\n"))
        second = second_of(words)
        if second is None:
            # The interpreter's own last words, from standard error.
            second = self._second or os.fstat(file.fileno()).st_mtime
            words = f"{stamp(int(second))} {self._station} {words}"
        self._second = second
        return second, words


def _opened(
    files: list[Path], closing: contextlib.ExitStack
) -> list[tuple[int, BinaryIO]]:
    """Those that are there with their inodes, the oldest first.

    `files` begins with the newest: one that is turned over meanwhile is met twice, and
    none is missed.
    """
    found: dict[int, BinaryIO] = {}
    for each in files:
        with contextlib.suppress(OSError):
            file = closing.enter_context(each.open("rb"))
            found.setdefault(os.fstat(file.fileno()).st_ino, file)
    return list(found.items())[::-1]


def _is_read_on(seconds: float) -> bool:
    """Rest for a while; whether somebody still reads what is written."""
    if sys.platform == "win32":
        time.sleep(seconds)
        return True
    waiting = select.poll()
    waiting.register(sys.stdout.fileno(), 0)
    return not waiting.poll(seconds * 1000)
