"""A host stands still in the middle of a write, and goes on when others have its lock.

What its COMMIT does to what the others committed meanwhile, how soon the stations that
were answered have put it back, and whether anything stays lost.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.invariants import check_file
from tests.lab.laboratory import DISK, HOSTS, MOUNTS, Lab, LabFailed
from tests.lab.putting_back import put_back
from tests.lab.work import check_put_back, names_on, result, verify, work

HEAD: Final = (
    "| mount | a host | its write | others wait s | answers | of them overwritten"
    " | all back after s | lost | numbers twice | the file |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
SECONDS: Final = {"smb": 80.0, "nfs": 155.0}
"""How long the others work: a dead host's lock lasts 30 and 104 s."""
_FREE_AFTER: Final = 130.0
_BEGUN: Final = 90.0
"""Seconds for the others to begin, and for the lock to be had."""
_NEW: Final = 20
"""Answers of the others before the stale write is let go."""
_STALL: Final = (
    'exec strace -f -p "$(cat /tmp/stale-held)" -o /tmp/stale-calls'
    " -e trace=fdatasync,fsync -e inject=fdatasync:delay_exit=$2:when=$1"
    " >/dev/null 2>&1"
)

_SYNCS: Final = 3
"""Those of COMMIT before it writes the pages: of the journal's content, of the folder
in which it is new, and of its head, with which it counts."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a host stands still."""

    name: str
    do: str = "commit"
    is_cut: bool = True
    """Whether its cable is out meanwhile, so that its lock goes to others."""
    sleeps: float = 0
    """Seconds that it sleeps in COMMIT, at most until the others have written on; none:
    it sleeps before COMMIT."""
    mounts: tuple[str, ...] = ("smb",)
    """Where it is tried: NFS has a fence, and each takes minutes."""


WAYS: Final = (
    Way("slept right before COMMIT"),
    Way("slept in COMMIT, its journal written", sleeps=600, mounts=("nfs", "smb")),
    Way("lost its cable in COMMIT, its journal written", sleeps=4),
    Way(
        "wrote its bytes of 20 s before over the file",
        do="overwrite",
        is_cut=False,
        mounts=("nfs", "smb"),
    ),
)


@dataclass(slots=True)
class Look:
    """What the one who looks on saw."""

    at: float
    has: int
    lacks: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened while one host stood still."""

    told: dict[str, Any]
    """What became of its write."""
    waited: float
    """Seconds until the others had the lock."""
    released: float
    """When it was let go."""
    looks: list[Look]
    broken: str
    """What was found wrong with the file, and how it was mended; "" for nothing."""


def measure(lab: Lab, kind: str) -> dict[str, list[str]]:
    """A row for each way that a write goes stale."""
    return {"stale": [_run(lab, kind, way) for way in WAYS if kind in way.mounts]}


def _run(lab: Lab, kind: str, way: Way) -> str:
    folder = f"{MOUNTS[kind][0]}/office-stale-{WAYS.index(way)}"
    names = names_on("b", "c")
    lab.new_office(folder, [*names, "stale"])
    for host in HOSTS:
        lab("run", host, "rm", "-f", "/tmp/stale-*", f"{DISK}/*.jsonl")
    seen = _work(lab, kind, way, folder, names)
    print(f"{kind} {way.name}: {seen.told}", flush=True)
    after = [each for each in seen.looks if each.at >= seen.released]
    was_overwritten = seen.broken or any(each.lacks for each in after)
    check = check_put_back if was_overwritten else check_file
    checked = verify(lab, folder, names, check)
    if seen.broken:
        checked = replace(checked, file=seen.broken)
    wait = f"{seen.waited:.0f}" if way.is_cut else "–"
    return (
        f"| {kind} | {way.name} | {seen.told['what']} | {wait} | {checked.answers}"
        f" | {_overwritten(after, seen.released)} | {checked.lost} | {checked.twice}"
        f" | {checked.file} |"
    )


def _work(lab: Lab, kind: str, way: Way, folder: str, names: list[str]) -> Seen:
    """The others work, and one host stands still in the middle of a write."""
    seconds = SECONDS[kind] if way.is_cut else 60.0
    with ThreadPoolExecutor(len(names) + 2) as pool:
        looking = pool.submit(_stale, lab, "c", "look", folder)
        running = {
            name: pool.submit(work, lab, name, folder, index + 1, seconds)
            for index, name in enumerate(names)
        }
        try:
            _wait(lambda: _looks(lab)[-1].has >= _NEW, _BEGUN)
            # An hourly copy as an office that works has one.
            lab.jiaohao("b", "backup", folder)
            stale = pool.submit(_stale, lab, "a", way.do, folder)
            waited, released = _go_stale(lab, way, stale)
            told = stale.result()
            found = _stale(lab, "b", "check", folder)
            after = found["ended_at"] - told["ended_at"]
            broken = "" if found["what"] == "ok" else _mended(lab, folder, after)
            for name, each in running.items():
                result(name, each)
        finally:
            lab("heal", "a")
            lab.tried("run", "a", "pkill", "-9", "strace")
            lab.tried("run", "a", "touch", "/tmp/stale-go")
            lab.tried("run", "c", "touch", "/tmp/stale-end")
        looking.result()
    return Seen(told, waited, released, _looks(lab), broken)


def _mended(lab: Lab, folder: str, after: float) -> str:
    """When it was found broken, and how long putting a copy back took."""
    seconds = put_back(lab, folder)
    return (
        f"found broken by the stations after {after:.0f} s;"
        f" `jiaohao restore` took {seconds:.0f} s"
    )


def _stale(lab: Lab, host: str, do: str, folder: str) -> dict[str, Any]:
    said = lab.here(host, "python3", "-m", "tests.lab.stale", do, folder, seconds=500)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _go_stale(lab: Lab, way: Way, stale: Future[dict[str, Any]]) -> tuple[float, float]:
    """Let it stand until others have written on.

    How long they had to wait, and when it was let go.
    """
    _wait(lambda: _is_there(lab, "/tmp/stale-held") or stale.done(), _BEGUN)
    if way.sleeps:
        microseconds = str(round(way.sleeps * 1e6))
        stall = lab.script("stall", _STALL)
        lab("run", "-d", "a", stall, str(_SYNCS), microseconds)
        time.sleep(2)
        lab.here("a", "touch", "/tmp/stale-go")
        time.sleep(1.5)
    begun = time.time()
    before = _looks(lab)[-1].has
    if way.is_cut:
        lab("cut", "a")
    _wait(lambda: _looks(lab)[-1].has > before, _FREE_AFTER)
    waited = next(each.at for each in _looks(lab) if each.has > before) - begun
    _wait(lambda: _looks(lab)[-1].has >= before + _NEW, _FREE_AFTER)
    released = time.time()
    if way.is_cut:
        lab("heal", "a")
    if way.sleeps:
        print(lab.here("a", "cat", "/tmp/stale-calls"), flush=True)
        lab.tried("run", "a", "pkill", "-9", "strace")
    else:
        lab.here("a", "touch", "/tmp/stale-go")
    return waited, released


def _overwritten(looks: list[Look], since: float) -> str:
    """How many answers the file lacked at the most, and after how long none."""
    lacked = max((each.lacks for each in looks), default=0)
    if not lacked:
        return "0 | –"
    last = max(each.at for each in looks if each.lacks)
    whole = min((each.at for each in looks if each.at > last), default=None)
    # Where a copy was put back, what nobody was told of is not in it.
    return f"{lacked} | {'–' if whole is None else f'{whole - since:.1f}'}"


def _looks(lab: Lab) -> list[Look]:
    """What was seen so far; where the file could not be read it is left out."""
    said = lab.tried("run", "c", "cat", "/tmp/stale-look").stdout
    rows = [line.split() for line in said.splitlines()]
    found = [Look(float(r[0]), int(r[1]), int(r[2])) for r in rows if len(r) == 3]
    return found or [Look(0, 0, 0)]


def _is_there(lab: Lab, file: str) -> bool:
    return lab.tried("run", "a", "test", "-e", file).returncode == 0


def _wait(until: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise LabFailed(f"lab: waited {seconds:.0f} s in vain")
        time.sleep(1)
