"""The same transactions written by hand with sqlite3: what the office is held to.

Same tables, indices, pragmas and promises (an id for every command, an event for
every change); no office, no checks of words, no retries.
"""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from datetime import date
from pathlib import Path


class ByHand:
    """One connection that issues and calls for one service at one counter."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.execute("pragma journal_mode = truncate")
        self.connection.execute("pragma synchronous = full")
        self.day = date.today().isoformat()

    def issue(self) -> None:
        """Give out the next number."""
        id, now = uuid.uuid4().hex, time.time_ns() // 1_000_000
        run = self.connection.execute
        run("begin immediate")
        if run("select body from answer where id = ?", (id,)).fetchone() is None:
            number = run(
                "insert into series (day, letter, last) values (?, 'A', 1)"
                " on conflict (day, letter) do update set last = last + 1"
                " returning last",
                (self.day,),
            ).fetchone()[0]
            run(
                "insert into ticket (day, letter, number, service, state, priority,"
                " language, channel, issued_at, due_at) values"
                " (?, 'A', ?, 'service', 'waiting', 'normal', 'zh-TW', 'kiosk', ?, ?)",
                (self.day, number, now, now),
            )
            self._close(id, now, "issued", number)
        run("commit")

    def call(self) -> None:
        """Finish whom counter 1 has and call the next."""
        id, now = uuid.uuid4().hex, time.time_ns() // 1_000_000
        run = self.connection.execute
        run("begin immediate")
        if run("select body from answer where id = ?", (id,)).fetchone() is None:
            current = run(
                "update ticket set state = 'done', ended_at = ? where counter = 1"
                " and state in ('called', 'serving') returning number",
                (now,),
            ).fetchone()
            if current is not None:
                self._record(id, now, "finished", current[0])
            number = run(
                "update ticket set state = 'called', counter = 1, calls = calls + 1,"
                " called_at = ? where key = (select key from ticket where"
                " state = 'waiting' and service = 'service' order by due_at, key"
                " limit 1) and state = 'waiting' returning number",
                (now,),
            ).fetchone()[0]
            self._close(id, now, "called", number)
        run("commit")

    def _close(self, id: str, now: int, kind: str, number: int) -> None:
        self._record(id, now, kind, number)
        body = json.dumps({"ok": True, "ticket": {"number": number, "at": now}})
        self.connection.execute(
            "insert into answer (id, day, body) values (?, ?, ?)", (id, self.day, body)
        )

    def _record(self, id: str, now: int, kind: str, number: int) -> None:
        self.connection.execute(
            "insert into event (id, day, at, kind, station, ticket, service)"
            " values (?, ?, ?, ?, 'hand', ?, 'service')",
            (id, self.day, now, kind, f"A{number:03d}"),
        )
