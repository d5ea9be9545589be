"""Runs on a host of the laboratory: stations that watch, or one that acts.

    … watching watch FOLDER NAME COUNT    COUNT stations NAME-0, NAME-1 …
    … watching act FOLDER NAME SECONDS    one that issues and calls

Those that watch print "STATION SEQ INSTANT" when they see a change, until
/tmp/watching-end is there; /tmp/watching-ready says that all are at work. The one that
acts prints a JSON object for each round: seconds that an issue, a call, the same two
by hand (a file beside, on the same mount) and a look took, in turns; and when the call
was answered, with the last event then. The hosts have one clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from shared.machine.mount import Access
from shared.office.folder import QUEUE_FILE
from shared.sqlite.transactions import Store
from tests.bench.by_hand import ByHand

READY, END = Path("/tmp/watching-ready"), Path("/tmp/watching-end")
LOOKS = 5
PAUSE = 0.3
PATIENCE = 60.0
"""Seconds in which a share that is slow has to answer."""


def start(folder: str, name: str) -> subprocess.Popen[bytes]:
    """A station process that has said hello; started again if the share was slow."""
    while True:
        process = subprocess.Popen(
            [sys.executable, "-m", "jiaohao", "station", name, "--office", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        if b'"hello"' in process.stdout.readline():
            return process
        process.wait()


def end(process: subprocess.Popen[bytes]) -> None:
    """Let a station leave."""
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


def say(process: subprocess.Popen[bytes], **request: object) -> None:
    """Send a request, under an id of its own if it has none."""
    assert process.stdin is not None
    line = json.dumps({"id": uuid.uuid4().hex, **request})
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def ask(process: subprocess.Popen[bytes], **request: object) -> dict[str, Any]:
    """Ask a station that does not watch, by one id, until there is an answer."""
    assert process.stdout is not None
    id, give_up = uuid.uuid4().hex, time.monotonic() + PATIENCE
    while True:
        say(process, id=id, **request)
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        if answer["ok"]:
            return answer
        if answer["error"] != "share_unavailable" or time.monotonic() > give_up:
            raise SystemExit(answer)


def watch(folder: str, name: str, count: int) -> None:
    """Note when each of `count` stations sees each change."""
    with ThreadPoolExecutor(count) as pool:
        names = [f"{name}-{number}" for number in range(count)]
        stations = list(pool.map(lambda each: start(folder, each), names))
    for each, station in zip(names, stations, strict=True):
        say(station, do="watch")
        threading.Thread(target=_note, args=(each, station), daemon=True).start()
    READY.touch()
    while not END.exists():
        time.sleep(0.2)
    READY.unlink()
    for station in stations:
        end(station)


def _note(name: str, station: subprocess.Popen[bytes]) -> None:
    assert station.stdout is not None
    for line in station.stdout:
        seen = time.time()
        if line.startswith(b'{"watch":') and b'"seq":' in line:
            seq = json.loads(line)["watch"]["seq"]
            print(f"{name} {seq} {seen:.4f}\n", end="", flush=True)


def act(folder: str, name: str, seconds: float) -> None:
    """Issue and call again and again, and beside it the same by hand."""
    station = start(folder, name)
    store = Store(Path(folder))
    is_smb = _opened(store) is Access.SMB
    hand_file = Path(f"{folder}-by-hand") / QUEUE_FILE
    hand = ByHand(hand_file, is_smb=is_smb)
    ask(station, do="open_counter", counter=1)
    over, seq = time.monotonic() + seconds, 0
    while time.monotonic() < over:
        told = {
            "hand_issue": _timed(hand.issue),
            "issue": _timed(lambda: ask(station, do="issue", service="service")),
            "hand_call": _timed(hand.call),
            "look": min(_timed(store.news_mark) for _ in range(LOOKS)),
        }
        # So that the call is the one change that others see next.
        time.sleep(PAUSE)
        begun = time.time()
        ask(station, do="call", counter=1, finish_current=True)
        answered = time.time()
        seq = ask(station, do="events", after=seq)["last"]
        told |= {"call": answered - begun, "answered": answered, "seq": seq}
        print(json.dumps(told), flush=True)
        time.sleep(PAUSE)
    store.close()
    end(station)


def _opened(store: Store) -> Access | None:
    """Open the file as a worker does; how its mount wants it."""
    store.read(lambda connection, now: None)
    return store._queue_file.access


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    READY.unlink(missing_ok=True)
    END.unlink(missing_ok=True)
    do, folder, name, number = sys.argv[1:]
    if do == "watch":
        watch(folder, name, int(number))
    else:
        act(folder, name, float(number))
