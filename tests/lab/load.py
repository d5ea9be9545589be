"""Runs on a host of the laboratory: one station, asked at random, for a while.

    … load FOLDER NAME SECONDS COUNTER

Asks again by the same id until there is an answer, starts the station anew when it
ended. Every answer goes to /mnt/disk/NAME.jsonl, and is on the disk before the next; a
summary is printed as JSON. Standard library only: the hosts have nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from typing import Any

PATIENCE = 300.0
"""Seconds after the end in which an open question may still be settled."""
DECISION = 8.0
"""Seconds after which a worker does something else."""


class Load:
    """A station process and what was asked of it."""

    def __init__(self, folder: str, name: str, counter: int) -> None:
        self.command = [sys.executable, "-m", "jiaohao", "station", name]
        self.command += ["--office", folder]
        self.counter = counter
        self.answers = open(f"/mnt/disk/{name}.jsonl", "a", encoding="utf-8")  # noqa: SIM115
        self._end_torn_line()
        self.seconds: list[float] = []
        self.troubles: Counter[str] = Counter()
        self.starts = 0
        self.first_at = 0.0
        """When the first answer came, by the hosts' one clock."""
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, seconds: float) -> None:
        """Ask until the time is over."""
        end = time.monotonic() + seconds
        is_open = False
        while time.monotonic() < end:
            give_up = end + PATIENCE
            request: dict[str, Any] = {"do": "issue", "service": "service"}
            if random.random() < 0.4:
                # Nobody waits for a decision while the share is away.
                give_up = time.monotonic() + DECISION
                request = {"do": "open_counter", "counter": self.counter}
                if is_open:
                    request |= {"do": "call", "finish_current": True}
            is_known = self.ask(request, give_up)
            is_open = is_open or (is_known and request["do"] == "open_counter")
            time.sleep(random.uniform(0, 0.1))
        # What was answered without the share is handed in before this is.
        self.ask({"do": "state"}, time.monotonic() + PATIENCE, is_kept=False)

    def ask(
        self, request: dict[str, Any], give_up: float, *, is_kept: bool = True
    ) -> bool:
        """Ask by one id until there is an answer; it is written down to be checked."""
        request["id"] = uuid.uuid4().hex
        begun = time.monotonic()
        while time.monotonic() < give_up:
            line = self._said(json.dumps(request).encode() + b"\n")
            answer = json.loads(line) if line else {"error": "station ended"}
            if answer.get("ok") or answer.get("error") == "counter_taken":
                if is_kept:
                    self.answers.write(line.decode())
                    self.answers.flush()
                    os.fsync(self.answers.fileno())
                self.seconds.append(time.monotonic() - begun)
                self.first_at = self.first_at or time.time()
                return True
            self.troubles[answer["error"]] += 1
            time.sleep(0.2)
        if request["do"] in ("issue", "state"):
            self.troubles["never settled"] += 1
        return False

    def close(self) -> None:
        """Let the station leave; nobody writes any more when this returns."""
        if self.process is not None and self.process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()
            self.process.wait()

    def summary(self) -> str:
        """How it went, as JSON."""
        times = sorted(self.seconds) or [0.0]
        return json.dumps(
            {
                "answers": len(self.seconds),
                "median_ms": round(times[len(times) // 2] * 1000, 1),
                "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
                "longest_s": round(times[-1], 1),
                "starts": self.starts,
                "first_at": self.first_at,
                "troubles": dict(self.troubles),
            }
        )

    def _end_torn_line(self) -> None:
        """After a power cut the last line may have no end."""
        if self.answers.tell():
            self.answers.write("\n")

    def _said(self, line: bytes) -> bytes:
        try:
            if self.process is None or self.process.poll() is not None:
                self._start()
            process = self.process
            assert process is not None
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line)
            process.stdin.flush()
            return process.stdout.readline()
        except BrokenPipeError:
            return b""

    def _start(self) -> None:
        self.starts += 1
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()


if __name__ == "__main__":
    load = Load(sys.argv[1], sys.argv[2], int(sys.argv[4]))
    load.run(float(sys.argv[3]))
    load.close()
    print(load.summary())
