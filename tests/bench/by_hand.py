"""The same transactions written by hand with sqlite3: what the office is held to.

Same tables, indices, pragmas and promises (an id for every command, an event for
every change); no office, no checks of words, no retries.
"""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path


class ByHand:
    """Issues and calls for one service at one counter.

    `is_smb`: as Linux' SMB mounts need it, open, one transaction, close.
    """

    def __init__(self, file: Path, *, is_smb: bool = False) -> None:
        self.file = file
        self.is_smb = is_smb
        self.connection = self._opened()
        self.day = date.today().isoformat()
        if is_smb:
            self.connection.close()

    def issue(self) -> None:
        """Give out the next number."""
        with self._transaction():
            self._issue()

    def call(self) -> None:
        """Finish whom counter 1 has and call the next."""
        with self._transaction():
            self._call()

    def _opened(self) -> sqlite3.Connection:
        own = "&vfs=unix-excl" if self.is_smb else ""
        uri = f"{self.file.absolute().as_uri()}?mode=rw{own}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        mode = "delete" if self.is_smb else "truncate"
        connection.execute(f"pragma journal_mode = {mode}")
        connection.execute("pragma synchronous = full")
        return connection

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.is_smb:
            self.connection = self._opened()
        self.connection.execute("begin immediate")
        yield
        self.connection.execute("commit")
        if self.is_smb:
            self.connection.close()

    def _issue(self) -> None:
        id, now = uuid.uuid4().hex, time.time_ns() // 1_000_000
        run = self.connection.execute
        if run("select body from answer where id = ?", (id,)).fetchone() is None:
            number = run(
                "insert into series (day, letter, last) values (?, 'A', 1)"
                " on conflict (day, letter) do update set last = series.last + 1"
                " returning last",
                (self.day,),
            ).fetchone()[0]
            run(
                "insert into ticket (key, day, letter, number, service, state,"
                " priority, language, channel, issued_at, due_at) values"
                " ((select coalesce(max(key), 0) + 1 from ticket), ?, 'A', ?,"
                " 'service', 'waiting', 'normal', 'zh-TW', 'kiosk', ?, ?)",
                (self.day, number, now, now),
            )
            self._close(id, now, "issued", number)

    def _call(self) -> None:
        id, now = uuid.uuid4().hex, time.time_ns() // 1_000_000
        run = self.connection.execute
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

    def _close(self, id: str, now: int, kind: str, number: int) -> None:
        self._record(id, now, kind, number)
        body = json.dumps({"ok": True, "ticket": {"number": number, "at": now}})
        self.connection.execute(
            "insert into answer (id, day, body) values (?, ?, ?)", (id, self.day, body)
        )

    def _record(self, id: str, now: int, kind: str, number: int) -> None:
        self.connection.execute(
            "insert into event (seq, id, day, at, kind, station, ticket, service)"
            " values ((select coalesce(max(seq), 0) + 1 from event), ?, ?, ?, ?,"
            " 'hand', ?, 'service')",
            (id, self.day, now, kind, f"A{number:03d}"),
        )
