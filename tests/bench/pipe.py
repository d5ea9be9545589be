"""A station process, asked one line at a time, its news kept with their times."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Final

_LONGEST_ANSWER: Final = 60


class Pipe:
    """`jiaohao station NAME`."""

    def __init__(self, folder: Path, name: str = "bench") -> None:
        self.seen: list[tuple[float, int]] = []
        """When each state came, by time.perf_counter, and its seq."""
        self._answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jiaohao", "station", name, "--office", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def hello(self) -> None:
        """Wait until it is at work."""
        told = self._answers.get(timeout=_LONGEST_ANSWER)
        if "hello" not in told:
            raise SystemExit(told)

    def ask(self, do: str, **fields: object) -> dict[str, Any]:
        """Ask and wait for the answer; again while the file is not to be had."""
        request = {"id": uuid.uuid4().hex, "do": do, **fields}
        begun = time.monotonic()
        while True:
            answer = self._asked(request)
            if answer["ok"]:
                return answer
            is_away = answer["error"] == "share_unavailable"
            if not is_away or time.monotonic() - begun > _LONGEST_ANSWER:
                raise SystemExit(answer)

    def _asked(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        return self._answers.get(timeout=_LONGEST_ANSWER)

    def close(self) -> None:
        """End the station."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(_LONGEST_ANSWER)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(b'{"watch":'):
                _, mark, rest = line.partition(b'"seq":')
                if mark:
                    seq = int(rest[: rest.index(b",")])
                    self.seen.append((time.perf_counter(), seq))
            else:
                self._answers.put(json.loads(line))
