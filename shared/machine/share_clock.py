"""The share's clock: what orders people and dates events on a share, not each kiosk's.

A file that was just created carries the server's time. Measured in the laboratory
(RTT 0.2 ms, a server whose file times tick every 10 ms, 100 seconds of error on
purpose): NFS 4.2 and SMB 3.1.1 both give the server's time with an error of at most
20 ms, median 5 to 14 ms, nearly all of it the tick. On SMB that holds only for the
time seen while the new file is first open: once Linux' cifs has truncated or written
it, the time is the client's own.

Between two measurements the time runs on by this machine's ticks, so that a clock set
by hand in between changes nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.clock import Clock, now_ms
from shared.errors import ShareReadOnly, ShareUnavailable
from shared.machine.mount import mount_of
from shared.machine.plain_file import made, make_folder
from shared.office.folder import BACKUPS
from shared.text.reasons import why

WRONG_MS: Final = 2_000
"""Milliseconds that a machine's clock may differ before it is said."""
LEARN_SECONDS: Final = 300.0
"""How often the share's time is learned anew."""
_NOT_WRITTEN: Final = {errno.EROFS, errno.EACCES, errno.EPERM}
_SAMPLES: Final = 3
_TICK_MS: Final = 20
"""Milliseconds by which two measurements differ though no clock moved."""
_CREDIBLE_MS: Final = 3_600_000
"""Milliseconds that the server's time may lie before the newest event; a server that
lost its time begins years before."""
_LONGEST_REST_MS: Final = 10 * 86_400_000
"""Milliseconds after the newest event from which on a server is not believed alone,
where this machine's clock lies before that."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the server's clock."""

    instant: int
    """The server's time at `ticks`, in milliseconds since 1970, UTC."""
    ticks: int
    """This machine's ticks in the middle of the look, in milliseconds."""
    error: int
    """By how much it may be wrong, in milliseconds; the tick of file times apart."""


def machine_ticks() -> int:
    """Milliseconds that only run on, whatever the clock is set to; sleep counts."""
    return _ticks_ns() // 1_000_000


def read_server(folder: Path) -> Reading:
    """The server's time, from files made in the folder backups. Raises OSError."""
    make_folder(folder / BACKUPS)
    readings = [_read_once(folder / BACKUPS) for _ in range(_SAMPLES)]
    return min(readings, key=lambda reading: reading.error)


class ShareClock:
    """The share's time where one was learned, else this machine's."""

    def __init__(
        self,
        folder: Path,
        *,
        base: Clock = now_ms,
        ticks: Clock = machine_ticks,
        read: Callable[[Path], Reading] = read_server,
    ) -> None:
        self.folder = folder
        self.offset: int | None = None
        """Milliseconds that this machine's clock lacks; none before it is learned."""
        self.is_doubted = False
        """Whether the server's time lies so far from the newest event that this
        machine's counts instead."""
        self._base = base
        self._ticks = ticks
        self._read = read
        self._learned: Reading | None = None
        self._asked_at: int | None = None

    def __call__(self) -> int:
        """The present instant."""
        if self._learned is None:
            return self._base()
        return self._at(self._learned, self._ticks())

    @property
    def is_wrong(self) -> bool:
        """Whether this machine's clock differs so much that it should be said."""
        return abs(self.offset or 0) > WRONG_MS

    @property
    def is_confirmed(self) -> bool:
        """Whether this machine's clock and the share's say nearly the same."""
        return self.offset is not None and abs(self.offset) <= _CREDIBLE_MS

    @property
    def is_due(self) -> bool:
        """Whether the time should be learned anew."""
        if self._asked_at is None:
            return True
        return self._ticks() - self._asked_at >= LEARN_SECONDS * 1000

    def learn(self, newest: int) -> None:
        """Look at the server's clock; `newest` is the instant of the newest event.

        Raises ShareUnavailable while no time is known: without one a wrong clock
        could turn the day for the whole office. Later failures change nothing.
        """
        self._asked_at = self._ticks()
        try:
            reading = self._read(self.folder)
        except OSError as error:
            if self._learned is not None:
                return
            if error.errno in _NOT_WRITTEN:
                raise ShareReadOnly(folder=self.folder) from error
            raise ShareUnavailable(
                folder=self.folder / BACKUPS, reason=why(error)
            ) from error
        own = self._base() + reading.ticks - self._ticks()
        self.offset = reading.instant - own
        earliest = newest - _CREDIBLE_MS
        lost_its_time = reading.instant < earliest <= own
        latest = newest + _LONGEST_REST_MS
        is_far_ahead = newest > 0 and earliest <= own <= latest < reading.instant
        self.is_doubted = lost_its_time or is_far_ahead
        if self.is_doubted:
            reading = Reading(own, reading.ticks, 0)
        if self._learned is not None:
            moved = abs(self._at(self._learned, reading.ticks) - reading.instant)
            if moved <= reading.error + _TICK_MS:
                return
        self._learned = reading

    def rest(self) -> None:
        """There is nothing to learn here for a while: it is a disk of this machine."""
        self._asked_at = self._ticks()

    def wake(self) -> None:
        """Learn anew at the next chance: the share was away."""
        self._asked_at = None

    @staticmethod
    def _at(reading: Reading, ticks: int) -> int:
        return reading.instant + ticks - reading.ticks


def learned_clock(folder: Path) -> ShareClock:
    """The clock for a command that is no station; this machine's where all fails."""
    clock = ShareClock(folder)
    if mount_of(folder).is_network:
        with contextlib.suppress(ShareUnavailable):
            clock.learn(0)
    return clock


def _ticks_ns() -> int:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    return time.monotonic_ns()


def _read_once(folder: Path) -> Reading:
    file = folder / f"clock-{uuid.uuid4().hex}"
    before = _ticks_ns()
    # Neither truncated nor written: cifs would tell this machine's time as the file's.
    descriptor = made(file)
    try:
        told = os.fstat(descriptor).st_mtime_ns
        after = _ticks_ns()
    finally:
        os.close(descriptor)
        with contextlib.suppress(OSError):
            os.unlink(file)
    middle = (before + after) // 2
    return Reading(
        told // 1_000_000, middle // 1_000_000, (after - before) // 2_000_000
    )
