"""`jiaohao page` as a process of its own, and plain questions to it."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tests.processes import Process

SECONDS: Final = 30.0
"""How long one waits for an answer that must come."""


class Served:
    """One process that serves pages, and where."""

    def __init__(self, *words: str) -> None:
        """`words` are those of its command."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jiaohao", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LANGUAGE": "en"},
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline().split()
        assert said, self.process.communicate()[1]
        self.address = said[-1].rstrip("/")
        place = urlsplit(self.address)
        self.host, self.port = place.hostname or "", place.port or 0

    @classmethod
    def of_office(cls, folder: Path, listen: str = "127.0.0.1:0") -> Served:
        """The pages of an office."""
        return cls("page", "--listen", listen, "--office", str(folder))

    def connect(self) -> http.client.HTTPConnection:
        """A connection of one's own."""
        return http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of one answer."""
        connection = self.connect()
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read().decode()
        finally:
            connection.close()

    def until(self, path: str, words: str, **headers: str) -> str:
        """Ask until the words are in the answer; returns it."""
        rest = 0.6 if path.startswith("/api/") else 0.05
        end = time.monotonic() + SECONDS
        while words not in (text := self.ask(path, **headers)[2]):
            assert time.monotonic() < end, (path, words, text)
            time.sleep(rest)
        return text

    def end(self) -> int:
        """End it as a service manager does; returns its exit status."""
        self.process.terminate()
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.communicate()


class Events:
    """What an open page is told."""

    def __init__(self, served: Served, path: str) -> None:
        self._connection = served.connect()
        self._connection.request("GET", path)
        self.answer = self._connection.getresponse()

    def next(self) -> Any:
        """The next state that is told; it fails after a while of beats alone."""
        end = time.monotonic() + 2 * SECONDS
        while line := self.answer.readline():
            assert time.monotonic() < end, line
            if line.startswith(b"data: "):
                return json.loads(line[6:])
        return None

    def until(self, **wanted: object) -> Any:
        """The first state with these fields."""
        while told := self.next():
            if all(told[name] == value for name, value in wanted.items()):
                return told
        raise AssertionError(wanted)

    def close(self) -> None:
        """Close the page."""
        self.answer.close()
        self._connection.close()


@contextmanager
def at_counter(folder: Path, number: int) -> Iterator[Process]:
    """The station of a counter that is open, until the end of the block."""
    process = Process(folder, f"counter-{number}")
    try:
        process.read()
        process.ask("open_counter", counter=number)
        yield process
    finally:
        process.process.kill()
        process.process.communicate()


@contextmanager
def served(folder: Path, listen: str = "127.0.0.1:0") -> Iterator[Served]:
    """The pages at work until the end of the block, told of the hall."""
    found = Served.of_office(folder, listen)
    try:
        first = Events(found, "/events")
        first.until(state="hall")
        first.close()
        yield found
    finally:
        found.kill()
