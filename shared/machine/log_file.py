"""The files a station's log is kept in, written by several processes at once.

Each piece is one write at the end of the file, so lines never tear. Whoever finds the
file full turns it over, one at a time; the others notice that another file lies there
and go on in that one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from shared.machine.state_folder import state_folder

MOST_BYTES: Final = 2**20
FILES: Final = 5
"""The one that is written, and those before it."""
_LOOK_SECONDS: Final = 1.0
"""How often a process looks whether its file is full, or another lies there."""
_NEWEST_BYTES: Final = 2**14
_NAME: Final = "jiaohao.log"
_ABOUT: Final = "station.json"
_STDERR: Final = 2
_UNSAFE: Final = re.compile(r"[^\w.-]", re.ASCII)


def logs_folder() -> Path:
    """Where the logs of this machine's stations are, each in a folder of its own."""
    return state_folder() / "logs"


@dataclass(frozen=True, slots=True)
class StationLog:
    """What one station of this machine writes down."""

    station: str
    office: str
    """The office folder, as the station was told it."""

    @property
    def folder(self) -> Path:
        """The folder of its files."""
        known = f"{self.office}\n{self.station}".encode("utf-8", "backslashreplace")
        mark = hashlib.sha256(known).hexdigest()[:12]
        return logs_folder() / f"{_UNSAFE.sub('_', self.station)[:40]}-{mark}"

    @property
    def file(self) -> Path:
        """The file that is written at present."""
        return self.folder / _NAME

    def files(self) -> list[Path]:
        """Its files, there or not, the newest first."""
        older = [f"{_NAME}.{number}" for number in range(1, FILES)]
        return [self.folder / name for name in (_NAME, *older)]

    def make_folder(self) -> None:
        """Make its folder, and write down whose it is. Raises OSError."""
        # Not the state folder: who took it away may be about to end the office.
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(0o700, exist_ok=True)
        about, file = json.dumps(asdict(self)), self.folder / _ABOUT
        if file.exists() and file.read_text(encoding="utf-8") == about:
            return
        new = file.with_name(f"{_ABOUT}.{os.getpid()}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as out:
            out.write(about)
        new.replace(file)


def station_logs() -> list[StationLog]:
    """Every log on this machine, by the stations' names."""
    found = (log_in(file.parent) for file in logs_folder().glob(f"*/{_ABOUT}"))
    kept = [each for each in found if each is not None]
    return sorted(kept, key=lambda each: (each.station, each.office))


def log_in(folder: Path) -> StationLog | None:
    """The log whose files lie in a folder, or none."""
    try:
        told = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        found = StationLog(str(told["station"]), str(told["office"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.folder.name == folder.name else None


class LogFile:
    """A log as one process writes it. Nothing here raises, or waits for another."""

    def __init__(
        self,
        log: StationLog,
        most_bytes: int = MOST_BYTES,
        look_seconds: float = _LOOK_SECONDS,
    ) -> None:
        self.descriptor: int | None = None
        """Of the file; the same number whichever file it is. None: it has none."""
        self._log, self._most = log, most_bytes
        self._look_seconds, self._looked_at = look_seconds, float("-inf")
        self._path = str(log.file)
        self._identity: tuple[int, int] | None = None
        self._is_torn = False
        """Whether the disk took only the first part of a piece."""
        # What a lost object says of itself may come while another line is written.
        self._lock = threading.RLock()
        with contextlib.suppress(OSError):
            self._open()
        self._has_stderr = self.is_stderr

    @property
    def is_stderr(self) -> bool:
        """Whether what this process writes on standard error comes into the file."""
        try:
            return _identity(os.fstat(_STDERR)) == self._identity
        except OSError:
            return False

    def write(self, lines: bytes) -> bool:
        """Add whole lines; whether that was possible."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked_at >= self._look_seconds:
                self._looked_at = now
                with contextlib.suppress(OSError):
                    self._catch_up()
            if self.descriptor is None:
                return False
            piece = b"\n" + lines if self._is_torn else lines
            try:
                self._is_torn = os.write(self.descriptor, piece) < len(piece)
            except OSError:
                return False
            return not self._is_torn

    def newest_lines(self) -> list[str]:
        """The lines at its end, as far as they are worth looking at."""
        with self._lock, contextlib.suppress(OSError):
            self._catch_up()
            with open(self._path, "rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _NEWEST_BYTES))
                return file.read().decode("utf-8", "replace").splitlines()
        return []

    def _catch_up(self) -> None:
        """Go on in another file where the present one is full, or gone."""
        try:
            found = os.stat(self._path)
        except FileNotFoundError:
            self._open()
            return
        if _identity(found) != self._identity:
            self._open()
        elif found.st_size >= self._most:
            self._turn_over()

    def _open(self) -> None:
        self._log.make_folder()
        new = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._identity = _identity(os.fstat(new))
        if self.descriptor is None:
            self.descriptor = new
            return
        os.dup2(new, self.descriptor, inheritable=False)
        os.close(new)
        if self._has_stderr:
            os.dup2(self.descriptor, _STDERR)

    def _turn_over(self) -> None:
        with _alone(self.descriptor) as is_alone:
            # Another may have turned it over while we looked.
            if is_alone and _identity(os.stat(self._path)) == self._identity:
                for older, newer in pairwise(reversed(self._log.files())):
                    with contextlib.suppress(FileNotFoundError):
                        os.replace(newer, older)
        if is_alone:
            self._open()


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


if sys.platform == "win32":

    @contextlib.contextmanager
    def _alone(_descriptor: int | None) -> Iterator[bool]:
        # An open file cannot be renamed there.
        yield False

else:
    import fcntl

    @contextlib.contextmanager
    def _alone(descriptor: int | None) -> Iterator[bool]:
        """Whether nobody else turns this file over; nobody will while we do."""
        if descriptor is None:
            yield False
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
