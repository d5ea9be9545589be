"""A file layer that fails on command: what SQLite says of disks and shares in trouble.

`Faults` makes every connection of this process one of its own. Each statement is a
call; a plan says which call fails, how, and whether it took effect before.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest


class When(StrEnum):
    """Where in a call the fault strikes."""

    BEFORE = "before it takes effect"
    AFTER = "after it took effect"
    INSTEAD = "said to be done, and was not"
    HANG = "hangs, then goes on"


@dataclass(frozen=True, slots=True)
class Fault:
    """The `call`th statement from now fails."""

    call: int
    when: When
    code: int = sqlite3.SQLITE_IOERR
    seconds: float = 0.0
    """How long a hang lasts."""
    only: str = ""
    """Count only statements that begin so."""


class Faults:
    """What the process' connections do; all is well until a fault is set."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        """Every statement since the last `set`."""
        self.struck = 0
        self._fault: Fault | None = None
        self._counted = 0

    def set(self, fault: Fault | None) -> None:
        """Let this fault strike once; none: all is well."""
        self._fault, self._counted, self.struck = fault, 0, 0
        self.statements.clear()

    def pass_by(self, words: str, work: Callable[[], Any]) -> Any:
        """Run one statement or the opening of a connection, or do what was planned."""
        self.statements.append(words)
        fault = self._fault
        if fault is None or not words.startswith(fault.only):
            return work()
        self._counted += 1
        if self._counted != fault.call:
            return work()
        self._fault, self.struck = None, self.struck + 1
        if fault.when is When.HANG:
            time.sleep(fault.seconds)
            return work()
        if fault.when is When.INSTEAD:
            return None
        if fault.when is When.AFTER:
            # A cursor left open would keep the connection's locks beyond its end.
            work().close()
        raise failure(fault.code)


def failure(code: int) -> sqlite3.Error:
    """What sqlite3 raises for a result code of SQLite."""
    kind = {
        sqlite3.SQLITE_CORRUPT: sqlite3.DatabaseError,
        sqlite3.SQLITE_NOTADB: sqlite3.DatabaseError,
    }.get(code & 0xFF, sqlite3.OperationalError)
    error = kind(f"SQLite's result code {code}")
    error.sqlite_errorcode = code
    return error


@contextmanager
def injected(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """Put a Faults under every connection that is opened from now on."""
    faults = Faults()

    class Connection(sqlite3.Connection):
        """One whose statements pass by the plan."""

        def execute(self, sql: str, *rest: Any) -> Any:  # type: ignore[override]
            execute = super().execute
            # Thousands of commits: no test outlives a power cut.
            sql = sql.replace("synchronous = full", "synchronous = off")
            return faults.pass_by(sql, lambda: execute(sql, *rest))

    connect = sqlite3.connect

    def connecting(*given: Any, **named: Any) -> sqlite3.Connection:
        whole = {"factory": Connection} | named
        opened = faults.pass_by("connect", lambda: connect(*given, **whole))
        assert isinstance(opened, sqlite3.Connection)
        return opened

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connecting)
        yield faults
