"""Runs on a host of the laboratory: stations that watch, or one that acts.

    watching.py watch FOLDER NAME COUNT SECONDS    COUNT stations NAME-0, NAME-1 …
    watching.py act FOLDER NAME SECONDS            one that issues, every 0.4 s

Prints lines "SEQ INSTANT": when a change was seen, or answered. The hosts have one
clock. Standard library only: the hosts have nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import uuid


def start(folder: str, name: str) -> subprocess.Popen[bytes]:
    """A station process that has said hello."""
    process = subprocess.Popen(
        [sys.executable, "-m", "jiaohao", "station", name, "--office", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def say(process: subprocess.Popen[bytes], **request: object) -> None:
    """Send a request under an id of its own."""
    assert process.stdin is not None
    line = json.dumps({"id": uuid.uuid4().hex, **request})
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def watch(folder: str, name: str, count: int, seconds: float) -> None:
    """Note when each of `count` stations sees each change."""
    stations = [start(folder, f"{name}-{number}") for number in range(count)]
    for station in stations:
        say(station, do="watch")
        threading.Thread(target=_note, args=(station,), daemon=True).start()
    print("ready", flush=True)
    time.sleep(seconds)


def _note(station: subprocess.Popen[bytes]) -> None:
    assert station.stdout is not None
    for line in station.stdout:
        seen = time.time()
        if b'"seq":' in line:
            print(json.loads(line)["watch"]["seq"], f"{seen:.4f}", flush=True)


def act(folder: str, name: str, seconds: float) -> None:
    """Issue again and again; each number is one event."""
    station = start(folder, name)
    assert station.stdout is not None
    end, seq = time.monotonic() + seconds, 0
    say(station, do="events", after=0)
    seq = json.loads(station.stdout.readline())["last"]
    while time.monotonic() < end:
        begun = time.time()
        say(station, do="issue", service="service")
        if json.loads(station.stdout.readline())["ok"]:
            seq += 1
            print(seq, f"{time.time():.4f}", f"{begun:.4f}", flush=True)
        time.sleep(0.4)


if __name__ == "__main__":
    do, folder, name, *numbers = sys.argv[1:]
    if do == "watch":
        watch(folder, name, int(numbers[0]), float(numbers[1]))
    else:
        act(folder, name, float(numbers[0]))
