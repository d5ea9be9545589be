"""Whether locks exclude between two hosts: both add to one number as often as they
can, in rounds, and compare what each did with what the file holds.

    python -m shared.safety.hammer FOLDER SIDE RUN

runs one side in a process of its own; the other host runs the other side with the
same RUN. The last line out is the verdict as JSON.

Some writers go through SQLite, as stations do; others lock SQLite's own bytes in a
plain file, which shows a lying lock far more often. One round proves little: a client
that grants locks out of its own cache (SMB with leases) loses updates only when leases
change hands at the wrong moment, in about 4 rounds of 10. So every round begins at
once on both hosts, with everything closed and quiet before; and a slow share, or a busy
machine, gets more rounds until as much was tried as a quiet one tries in twelve.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from shared.errors import JiaohaoError
from shared.machine import log
from shared.machine.own_process import own_command
from shared.machine.plain_file import make_folder, opened
from shared.machine.share_clock import learned_clock
from shared.office.folder import BACKUPS
from shared.safety.scratch import (
    HAS_COUNTER,
    Broken,
    Scratch,
    ScratchCount,
    remove_forgotten,
)
from shared.safety.verdict import (
    FAILED,
    HELD,
    NOTHING,
    ROUND_SECONDS,
    Count,
    Round,
    Verdict,
    judged,
    turns_in,
)
from shared.sqlite.reasons import why_failed
from shared.text.catalogue import N_

SIDES: Final = ("one", "other")
ROUNDS: Final = 12
"""As many at least."""
LONGEST_SECONDS: Final = 100.0
"""After so long no further round begins; see shared.safety.lock_proof.PROOF_MS."""
QUIET_SECONDS: Final = 1.3
"""Between rounds; cifs keeps a closed file's handle and lease for one second."""
_WRITERS: Final = ("tickets", "tickets", "bytes", "bytes")
"""What each process of a host writes."""
_MEET_SECONDS: Final = 45.0
"""How long the other host is waited for."""
_LAST_WORDS_SECONDS: Final = 2.0
"""How long the last words lie there for the other host to read."""
_BACK_OFF: Final = (0.001, 0.008)


_Writers = list[subprocess.Popen[bytes]]


class NobodyThere(Exception):
    """The other host does not answer: nothing was proven."""


class Side:
    """One host's part in a proof: says where it is, hears where the other is."""

    def __init__(self, folder: Path, side: str, run: str) -> None:
        other = SIDES[1 - SIDES.index(side)]
        self._own = folder / BACKUPS / f"locks-{run}-{side}.json"
        self._others = folder / BACKUPS / f"locks-{run}-{other}.json"
        self._run = run
        self._told: list[Any] = []

    def meet(self, told: object = None) -> Any:
        """Come to the next point; returns what the other tells there."""
        self._told.append(told)
        words = json.dumps({"run": self._run, "told": self._told})
        descriptor = opened(self._own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            os.write(descriptor, words.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        point = len(self._told)
        end = time.monotonic() + _MEET_SECONDS
        while time.monotonic() < end:
            heard = self._heard()
            if heard.get("run") == self._run and len(heard["told"]) >= point:
                return heard["told"][point - 1]
            time.sleep(0.02)
        raise NobodyThere

    def remove(self) -> None:
        """Take the words of both away."""
        for file in (self._own, self._others):
            with contextlib.suppress(OSError):
                os.unlink(file)

    def _heard(self) -> dict[str, Any]:
        try:
            # Created where it is not there yet: NFS remembers for half a minute that
            # there was no such file.
            descriptor = opened(self._others, os.O_RDONLY | os.O_CREAT)
            try:
                words = os.read(descriptor, 2**20)
            finally:
                os.close(descriptor)
            found: dict[str, Any] = json.loads(words)
        except (OSError, ValueError):
            return {}
        return found


def _reason_of(error: Exception) -> str:
    """Why a proof ended early, in words that another process can read."""
    if isinstance(error, sqlite3.Error | OSError):
        return why_failed(error)
    if isinstance(error, JiaohaoError):
        return str(error.values.get("reason", error.words))
    return N_("what the other machine wrote cannot be read")


def hammer(
    folder: Path, side: str, run: str, *, rounds: int = ROUNDS, vfs: str = ""
) -> Verdict:
    """Run one side of a proof; `vfs` is another way to lock than the mount's own."""
    scratch, counter = Scratch(folder, run, vfs or None), ScratchCount(folder, run)
    here = Side(folder, side, run)
    try:
        make_folder(folder / BACKUPS)
        with _writers(folder, run, vfs) as writers:
            here.meet()
            if side == SIDES[0]:
                remove_forgotten(folder, learned_clock(folder)())
                scratch.create()
                counter.create()
            found = _rounds(here, writers, scratch, counter, rounds)
        theirs = Verdict(**here.meet(asdict(found)))
        return theirs if theirs.state == FAILED or found.state == HELD else found
    except NobodyThere:
        return Verdict(NOTHING, reason=N_("the other machine did not answer"))
    except (sqlite3.Error, OSError, ValueError, JiaohaoError) as error:
        return Verdict(NOTHING, reason=_reason_of(error))
    finally:
        if side == SIDES[0]:
            time.sleep(_LAST_WORDS_SECONDS)
            scratch.remove()
            counter.remove()
            here.remove()


def write_for(
    number: Scratch | ScratchCount, seconds: float
) -> tuple[Count, list[int]]:
    """Add as often as possible; what was counted, and the numbers it got."""
    begun = time.monotonic()
    end = begun + seconds
    count, numbers = Count(), [0]
    while time.monotonic() < end:
        try:
            value = number.next_number()
        except (sqlite3.Error, OSError, ValueError, JiaohaoError) as error:
            is_busy = isinstance(error, BlockingIOError | PermissionError)
            if not is_busy and getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY":
                with contextlib.suppress(sqlite3.Error, OSError):
                    number.forget()
            time.sleep(random.uniform(*_BACK_OFF))
        else:
            count.back += value <= numbers[-1]
            count.times += 1
            numbers.append(value)
            time.sleep(random.uniform(0, _BACK_OFF[1] / 2))
    with contextlib.suppress(sqlite3.Error, OSError):
        number.forget()
    count.seconds = time.monotonic() - begun
    return count, numbers[1:]


def _rounds(
    here: Side,
    writers: _Writers,
    scratch: Scratch,
    counter: ScratchCount,
    rounds: int,
) -> Verdict:
    done: list[Round] = []
    before = [0, 0]
    end = time.monotonic() + LONGEST_SECONDS
    number = 0
    while True:
        number += 1
        time.sleep(QUIET_SECONDS)
        here.meet()
        own = _one_round(writers)
        theirs = here.meet([asdict(each) for each in own])
        try:
            totals = [scratch.total(), counter.total()]
            is_sound = number < rounds or scratch.is_sound()
        except Broken:
            totals, is_sound = before, False
        grown = [now - then for now, then in zip(totals, before, strict=True)]
        done.append(Round(own, [Count(**each) for each in theirs], grown))
        before = totals
        verdict = judged(done, is_sound=is_sound)
        # By what both told, so that both end with the same round.
        told = [verdict.state, time.monotonic() > end]
        both = told, here.meet(told)
        is_over = any(late for _, late in both) or all(it == HELD for it, _ in both)
        if any(it == FAILED for it, _ in both) or (number >= rounds and is_over):
            return verdict


@contextlib.contextmanager
def _writers(
    folder: Path, run: str, vfs: str
) -> Iterator[list[subprocess.Popen[bytes]]]:
    command = own_command("shared.safety.hammer", folder)
    running = [
        subprocess.Popen(
            [*command, kind, run, vfs],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.errors(),
        )
        for kind in _WRITERS
        if kind == "tickets" or HAS_COUNTER
    ]
    try:
        for each in running:
            _line_of(each)
        yield running
    finally:
        for each in running:
            each.kill()
            each.communicate()


def _one_round(writers: _Writers) -> list[Count]:
    for each in writers:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.flush()
    whole: list[Count] = [Count(), Count()]
    numbers: list[list[int]] = [[], []]
    for each in writers:
        index, count, got = json.loads(_line_of(each))
        whole[index].add(Count(**count))
        numbers[index] += got
    for found, got in zip(whole, numbers, strict=True):
        found.turns = turns_in(got)
    return whole


def _line_of(writer: subprocess.Popen[bytes]) -> bytes:
    assert writer.stdout is not None
    return writer.stdout.readline()


def _write_rounds(folder: Path, kind: str, run: str, vfs: str) -> None:
    number: Scratch | ScratchCount = Scratch(folder, run, vfs or None)
    if kind == "bytes":
        number = ScratchCount(folder, run, is_locked=not vfs)
    print("ready", flush=True)
    for _ in sys.stdin:
        count, got = write_for(number, ROUND_SECONDS)
        print(json.dumps([int(kind == "bytes"), asdict(count), got]), flush=True)


def _main(folder: str, what: str, run: str, vfs: str = "") -> None:
    if what in SIDES:
        with contextlib.suppress(AttributeError, OSError):
            os.nice(10)
        print(json.dumps(asdict(hammer(Path(folder), what, run, vfs=vfs))), flush=True)
    else:
        _write_rounds(Path(folder), what, run, vfs)


if __name__ == "__main__":
    log.join()
    _main(*sys.argv[1:])
