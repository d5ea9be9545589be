"""Whether locks exclude between two hosts: both add to one number as often as they
can, in rounds, and compare what each did with what the file holds.

    python -m shared.store_hammer FOLDER SIDE RUN

runs one side in a process of its own; the other host runs the other side with the
same RUN. The last line out is the verdict as JSON.

Some writers go through SQLite, as stations do; others lock SQLite's own bytes in a
plain file, which shows a lying lock far more often. One round proves little: a client
that grants locks out of its own cache (SMB with leases) loses updates only when leases
change hands at the wrong moment, in about 4 rounds of 10. So every round begins at
once on both hosts, with everything closed and quiet before.
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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from shared.errors import JiaohaoError
from shared.office import BACKUPS
from shared.store_scratch import HAS_COUNTER, Broken, Counter, Scratch

HELD: Final = "held"
FAILED: Final = "failed"
NOTHING: Final = "nothing"
"""No verdict: the other host was not there, or the share was away."""
SIDES: Final = ("one", "other")
ROUNDS: Final = 12
ROUND_SECONDS: Final = 0.6
QUIET_SECONDS: Final = 1.3
"""Between rounds; cifs keeps a closed file's handle and lease for one second."""
_WRITERS: Final = ("tickets", "tickets", "bytes", "bytes")
"""What each process of a host writes."""
_MEET_SECONDS: Final = 30.0
"""How long the other host is waited for."""
_LAST_WORDS_SECONDS: Final = 2.0
"""How long the last words lie there for the other host to read."""
_FEWEST: Final = 10
"""Additions of each host below which nothing was proven."""
_STOOD_STILL: Final = 2.5
"""Seconds beyond a round after which a loss proves nothing: a cable was out, and a
lock lost with it is another matter than one that was never there."""
_STILL: Final = "the share stood still meanwhile"
_BACK_OFF: Final = (0.001, 0.008)


class NobodyThere(Exception):
    """The other host does not answer: nothing was proven."""


@dataclass(slots=True)
class Count:
    """How often something was added, and what was seen meanwhile."""

    times: int = 0
    back: int = 0
    """How often a number was not larger than the one before."""
    seconds: float = 0.0

    def add(self, other: Count) -> None:
        """Count the other's too."""
        self.times += other.times
        self.back += other.back
        self.seconds = max(self.seconds, other.seconds)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a proof found."""

    state: str
    rounds: int = 0
    added: int = 0
    """Additions of both hosts."""
    lost: int = 0
    """How many of them the files do not hold."""
    back: int = 0
    is_sound: bool = True
    reason: str = ""
    """Why there is no verdict."""


class Side:
    """One host's part in a proof: says where it is, hears where the other is."""

    def __init__(self, folder: Path, side: str, run: str) -> None:
        other = SIDES[1 - SIDES.index(side)]
        self._own = folder / BACKUPS / f"locks-{side}.json"
        self._others = folder / BACKUPS / f"locks-{other}.json"
        self._run = run
        self._told: list[Any] = []

    def meet(self, told: object = None) -> Any:
        """Come to the next point; returns what the other tells there."""
        self._told.append(told)
        words = json.dumps({"run": self._run, "told": self._told})
        descriptor = os.open(self._own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
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
            descriptor = os.open(self._others, os.O_RDONLY | os.O_CREAT, 0o666)
            try:
                words = os.read(descriptor, 2**20)
            finally:
                os.close(descriptor)
            found: dict[str, Any] = json.loads(words)
        except (OSError, ValueError):
            return {}
        return found


def hammer(
    folder: Path, side: str, run: str, *, rounds: int = ROUNDS, vfs: str = ""
) -> Verdict:
    """Run one side of a proof; `vfs` is another way to lock than the mount's own."""
    scratch = Scratch(folder, vfs or None)
    counter = Counter(folder)
    (folder / BACKUPS).mkdir(exist_ok=True)
    here = Side(folder, side, run)
    try:
        with _writers(folder, vfs) as writers:
            here.meet()
            if side == SIDES[0]:
                scratch.create()
                counter.create()
            found = _rounds(here, writers, scratch, counter, rounds)
        theirs = Verdict(**here.meet(asdict(found)))
        return theirs if theirs.state == FAILED else found
    except NobodyThere:
        return Verdict(NOTHING, reason="the other host did not answer")
    except (sqlite3.Error, OSError, ValueError, JiaohaoError) as error:
        return Verdict(NOTHING, reason=f"{type(error).__name__}: {error}")
    finally:
        if side == SIDES[0]:
            time.sleep(_LAST_WORDS_SECONDS)
            scratch.remove()
            counter.remove()
            here.remove()


def write_for(number: Scratch | Counter, seconds: float) -> Count:
    """Add as often as possible."""
    begun = time.monotonic()
    end = begun + seconds
    count, last = Count(), 0
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
            count.back += value <= last
            count.times += 1
            last = value
            time.sleep(random.uniform(0, _BACK_OFF[1] / 2))
    with contextlib.suppress(sqlite3.Error, OSError):
        number.forget()
    count.seconds = time.monotonic() - begun
    return count


def judged(
    parts: list[list[Count]], totals: list[int], *, is_sound: bool = True
) -> Verdict:
    """What the counts of both hosts and the numbers in the files say together.

    `parts` are, round by round and host by host, the counts of each number.
    """
    lost = sum(
        max(0, sum(part[index].times for part in parts) - total)
        for index, total in enumerate(totals)
    )
    back = sum(count.back for part in parts for count in part)
    hosts = [sum(each.times for part in parts[i::2] for each in part) for i in (0, 1)]
    is_enough = min(hosts) >= _FEWEST
    state = HELD if is_enough else NOTHING
    if lost or back or not is_sound:
        state = FAILED
    reason = "" if is_enough else "hardly anything could be written"
    stood_still = ROUND_SECONDS + _STOOD_STILL
    if any(count.seconds > stood_still for part in parts[-2:] for count in part):
        state, reason = NOTHING, _STILL
    rounds = len(parts) // 2
    return Verdict(state, rounds, sum(hosts), lost, back, is_sound, reason)


def _rounds(
    here: Side,
    writers: list[subprocess.Popen[bytes]],
    scratch: Scratch,
    counter: Counter,
    rounds: int,
) -> Verdict:
    parts: list[list[Count]] = []
    verdict = Verdict(NOTHING)
    for number in range(rounds):
        time.sleep(QUIET_SECONDS)
        here.meet()
        own = _one_round(writers)
        theirs = here.meet([asdict(each) for each in own])
        parts += [own, [Count(**each) for each in theirs]]
        is_last = number == rounds - 1
        try:
            totals = [scratch.total(), counter.total()]
            verdict = judged(parts, totals, is_sound=not is_last or scratch.is_sound())
        except Broken:
            verdict = judged(parts, [], is_sound=False)
        theirs_state = here.meet(verdict.state)
        if FAILED in (verdict.state, theirs_state) or verdict.reason == _STILL:
            break
    return verdict


@contextlib.contextmanager
def _writers(folder: Path, vfs: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    command = [sys.executable, "-P", "-m", "shared.store_hammer", str(folder)]
    running = [
        subprocess.Popen(
            [*command, kind, vfs],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
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


def _one_round(writers: list[subprocess.Popen[bytes]]) -> list[Count]:
    for each in writers:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.flush()
    whole = [Count(), Count()]
    for each in writers:
        index, count = json.loads(_line_of(each))
        whole[index].add(Count(**count))
    return whole


def _line_of(writer: subprocess.Popen[bytes]) -> bytes:
    assert writer.stdout is not None
    return writer.stdout.readline()


def _write_rounds(folder: Path, kind: str, vfs: str) -> None:
    number: Scratch | Counter = Scratch(folder, vfs or None)
    if kind == "bytes":
        number = Counter(folder, is_locked=not vfs)
    print("ready", flush=True)
    for _ in sys.stdin:
        count = write_for(number, ROUND_SECONDS)
        print(json.dumps([int(kind == "bytes"), asdict(count)]), flush=True)


def _main(folder: str, what: str, more: str) -> None:
    if what in SIDES:
        with contextlib.suppress(AttributeError, OSError):
            os.nice(10)
        print(json.dumps(asdict(hammer(Path(folder), what, more))), flush=True)
    else:
        _write_rounds(Path(folder), what, more)


if __name__ == "__main__":
    _main(*sys.argv[1:4])
