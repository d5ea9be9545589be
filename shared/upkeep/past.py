"""What happened until the newest copy of queue.db, read from that copy.

Whoever reads queue.db keeps every station from writing meanwhile; a copy keeps nobody.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from shared.errors import DamagedCopy
from shared.machine.plain_file import NotPlain
from shared.office.folder import BACKUPS
from shared.sqlite.reasons import UNSOUND, reason_of
from shared.sqlite.schema import version_of
from shared.tables.event_log import read_events
from shared.tables.migrations import SCHEMA_VERSION
from shared.trade.event import Event
from shared.trade.ledger import Ledgers
from shared.upkeep.copies import archives_in, contents, copies_in


class Past:
    """The events in a copy, the last of which is `seq`."""

    def __init__(self, file: Path) -> None:
        """One of an older schema is read too: an event has the same columns in every
        schema there was. Raises DamagedCopy, NotPlain."""
        self.file = file
        self.seq = contents(file).seq
        # Nobody writes to a copy: it needs no locks.
        uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        if version_of(self._connection) > SCHEMA_VERSION:
            self.close()
            raise DamagedCopy(file=file, reason=UNSOUND)

    def events(self, *, after: int, limit: int) -> list[Event]:
        """See `trade.ledger.Reading`. Raises DamagedCopy."""
        try:
            return read_events(self._connection, after=after, limit=limit)
        except sqlite3.Error as error:
            raise DamagedCopy(file=self.file, reason=reason_of(error)) from error

    def close(self) -> None:
        """Let go of the copy."""
        self._connection.close()


def newest_past(folder: Path, ledgers: Ledgers) -> Past | None:
    """That of the newest copy in an office folder that its store goes on from.

    Raises what the store does.
    """
    try:
        copies = copies_in(folder / BACKUPS)
    except NotPlain:
        return None
    for file in reversed(copies):
        try:
            past = Past(file)
        except (DamagedCopy, NotPlain):
            continue
        if _goes_on_from(ledgers, past):
            return past
        past.close()
    return None


def archived_years(folder: Path) -> list[Past]:
    """Those of the years that `archive` moved aside, as far as they can be read."""
    found: list[Past] = []
    try:
        files = archives_in(folder / BACKUPS)
    except NotPlain:
        return []
    for file in files:
        with contextlib.suppress(DamagedCopy, NotPlain):
            found.append(Past(file))
    return found


def _goes_on_from(ledgers: Ledgers, past: Past) -> bool:
    """Whether the last event of a copy is in the store too, and is the same."""
    after = past.seq - 1
    try:
        copied = past.events(after=after, limit=1)
    except DamagedCopy:
        return False
    kept = ledgers.read(lambda look: look.events(after=after, limit=1))
    return bool(copied) and copied == kept
