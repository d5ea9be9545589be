"""Runs on a host of the laboratory: a write that goes stale, and one who looks on.

    … stale commit FOLDER     stands before COMMIT until /tmp/stale-go is there
    … stale overwrite FOLDER  keeps the file's bytes, writes them back when told so
    … stale look FOLDER       how many answers the file has, and how many it lacks
                               that it had, into /tmp/stale-look until /tmp/stale-end
    … stale check FOLDER       whether it is sound, or the stations found it broken

/tmp/stale-held says that it stands there. Prints what became of it, as JSON. The
hosts have one clock.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from shared.errors import Damaged, JiaohaoError
from shared.office.folder import QUEUE_FILE
from shared.office.reader import load_office
from shared.safety.file_check import refuse_if_unsound
from shared.service.command_handler import CommandHandler
from shared.sqlite.connection import QueueFile
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.wire.requests import parse_request

Result = TypeVar("Result")

HELD, GO = Path("/tmp/stale-held"), Path("/tmp/stale-go")
LOOK, END = Path("/tmp/stale-look"), Path("/tmp/stale-end")
PATIENCE = 300.0
"""Seconds; the command is tried again after its stale COMMIT was refused."""
LOOK_PAUSE = 0.25
FOUND = 25.0
PAGE = 4096


def hold() -> None:
    """Tell that we stand here, and wait until told to go on."""
    HELD.write_text(str(os.getpid()), encoding="utf-8")
    while not GO.exists():
        time.sleep(0.05)


class Holding(QueueFile):
    """Stands still between the look at the lock and COMMIT, once."""

    went_at = 0.0
    error = ""
    """What became of the COMMIT that had stood still."""

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """As ever; the first error after standing still is kept."""
        with super().connection() as connection:
            try:
                yield connection
            except sqlite3.Error as error:
                if self.went_at and not self.error:
                    self.error = error.sqlite_errorname
                raise
            if self.went_at and not self.error:
                self.error = "COMMIT went through"

    def check_lock(self) -> None:
        """As ever, and then the machine sleeps."""
        super().check_lock()
        if not self.went_at:
            hold()
            self.went_at = time.time()


def commit(folder: Path) -> dict[str, object]:
    """Give out a number as a station does; what became of the stale COMMIT."""
    store = Store(folder, patience=PATIENCE)
    queue_file = store._queue_file = Holding(folder, is_reader=False)
    office = load_office(folder)
    handler = CommandHandler(SqliteLedgers(store, office), "stale")
    try:
        found = {"id": uuid.uuid4().hex, "do": "issue", "service": "service"}
        body = handler.change(parse_request(found)).body
        label = json.loads(body)["ticket"]["label"]
    except JiaohaoError as error:
        label = error.code
    return _told(queue_file.went_at, queue_file.error, then=label)


def overwrite(folder: Path) -> dict[str, object]:
    """Put the file as it was some time ago over the file, all at one moment.

    It is done under the lock: a write that mixes old pages with new ones is damage,
    which is found at once; this is the kind that nothing in the file tells of.
    """
    # Opened once and closed last: closing it earlier would drop SQLite's locks.
    descriptor = os.open(folder / QUEUE_FILE, os.O_RDWR)
    store = Store(folder, patience=PATIENCE)
    old = _alone(store, lambda: _bytes(descriptor))
    hold()
    went_at = time.time()
    pages = _alone(store, lambda: _put_back(descriptor, old))
    store.close()
    os.close(descriptor)
    return _told(went_at, f"{pages} pages written")


def _put_back(descriptor: int, old: bytes) -> int:
    new, pages = _bytes(descriptor), 0
    for at in range(0, len(old), PAGE):
        if old[at : at + PAGE] != new[at : at + PAGE]:
            os.pwrite(descriptor, old[at : at + PAGE], at)
            pages += 1
    os.fsync(descriptor)
    return pages


def _alone(store: Store, work: Callable[[], Result]) -> Result:
    """Do something to the file while nobody reads or writes it."""

    def transaction() -> Result:
        with store._queue_file.connection() as connection:
            connection.execute("begin exclusive")
            try:
                return work()
            finally:
                connection.execute("rollback")

    return store._settled(transaction)


def _bytes(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0)


def _told(went_at: float, what: str, **more: object) -> dict[str, object]:
    return {"went_at": went_at, "ended_at": time.time(), "what": what, **more}


def look(folder: Path) -> dict[str, object]:
    """Ask the file again and again which answers it has."""
    store = Store(folder, is_reader=True, patience=1)
    seen: set[str] = set()
    with LOOK.open("w", encoding="utf-8") as lines:
        while not END.exists():
            try:
                there = store.read(_answers)
            except JiaohaoError as error:
                lines.write(f"{time.time():.3f} {error.code}\n")
            else:
                seen |= there
                lacks = len(seen - there)
                lines.write(f"{time.time():.3f} {len(there)} {lacks}\n")
            lines.flush()
            time.sleep(LOOK_PAUSE)
    return _told(0, "looked")


def check(folder: Path) -> dict[str, object]:
    """Whether the stations find within FOUND seconds that the file is broken."""
    begun = time.time()
    store = Store(folder, is_reader=True, patience=PATIENCE)

    def look(connection: sqlite3.Connection, _now: int) -> str:
        refuse_if_unsound(connection, folder)
        found: str = connection.execute("pragma integrity_check(1)").fetchone()[0]
        return found

    found = ""
    try:
        while time.time() - begun < FOUND:
            found = store.read(look)
            time.sleep(LOOK_PAUSE)
    except Damaged:
        return _told(begun, "marked")
    finally:
        store.close()
    return _told(begun, found)


def _answers(connection: sqlite3.Connection, _now: int) -> set[str]:
    return {row[0] for row in connection.execute("select id from answer")}


if __name__ == "__main__":
    ways = {"commit": commit, "overwrite": overwrite, "look": look, "check": check}
    print(json.dumps(ways[sys.argv[1]](Path(sys.argv[2]))))
