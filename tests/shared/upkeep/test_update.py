"""A new version comes while stations of the old one are at work."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shared.errors import ShareUnavailable, ShareUnsafe
from shared.office.folder import BACKUPS, OFFICE_FILE, QUEUE_FILE
from shared.sqlite.schema import APPLICATION_ID, migrate, version_of
from shared.sqlite.transactions import Store
from shared.tables.migrations import MIGRATIONS, SCHEMA_VERSION
from shared.upkeep.copies import copies_in, kept, prune, verify
from shared.upkeep.update import CLAIM_MS, update
from tests.desk import Asker
from tests.faults import Fault, When, injected
from tests.invariants import check_file
from tests.shared.station.test_station_process import Process
from tests.support import OFFICE

TOP = Path(__file__).parents[3]
BEFORE = SCHEMA_VERSION - 1


def _old_file(file: Path, version: int) -> None:
    """A queue.db as a program of an earlier version made it."""
    from sqlite_utils import Database, Migrations

    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file, isolation_level=None)
    migrations = Migrations("queue")
    for name, statements in MIGRATIONS[:version]:

        def run(database: Database, statements: str = statements) -> None:
            database.executescript(statements)

        migrations(name=name)(run)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {version}")
    connection.close()


def _schema(file: Path) -> list[tuple[str, str | None]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(
            "select name, sql from sqlite_master order by name"
        ).fetchall()
    finally:
        connection.close()


def _version(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        return version_of(connection)
    finally:
        connection.close()


@pytest.fixture
def old(office_folder: Path) -> Path:
    """An office whose queue.db is of the version before."""
    _old_file(office_folder / QUEUE_FILE, BEFORE)
    return office_folder


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_of_any_version_comes_up(office_folder: Path, version: int) -> None:
    file = office_folder / QUEUE_FILE
    new = [each for each in _schema(file) if each[0] != "room_to_grow"]
    _old_file(file, version)
    asker = Asker(office_folder)
    assert asker.ticket("issue", service="jobs")["label"] == "A001"
    asker.close()
    assert _version(file) == SCHEMA_VERSION
    assert _schema(file) == new
    check_file(file)


def test_a_verified_copy_is_made_before_and_kept(old: Path) -> None:
    copy = update(old)
    assert copy is not None
    assert copy.name.startswith(f"queue-before-update-{BEFORE}-")
    assert verify(copy) == 0
    assert _version(copy) == BEFORE
    assert copy not in copies_in(old / BACKUPS), "a restore does not take it unasked"
    in_2100 = datetime(2100, 1, 1)
    prune(old / BACKUPS, *[round(in_2100.timestamp() * 1000)] * 2)
    assert copy.exists()
    assert kept([copy], [in_2100.date()]) == {copy}
    assert update(old) is None, "there is nothing left to do"


def test_without_a_copy_nothing_is_migrated(old: Path) -> None:
    (old / BACKUPS).write_text("a file lies where the copies should go")
    with pytest.raises(ShareUnavailable):
        update(old)
    assert _version(old / QUEUE_FILE) == BEFORE
    # The station that cannot work says why instead of only "wait".
    store = Store(old, patience=20)
    with pytest.raises(ShareUnavailable, match="there already"):
        store.write(lambda connection, now: None)
    store.close()


def test_one_of_all_does_it_and_one_that_died_does_not_stop_it(old: Path) -> None:
    now = 1_800_000_000_000
    claimed = sqlite3.connect(old / QUEUE_FILE)
    claimed.execute("insert into meta values ('updating_at', ?)", (str(now),))
    claimed.commit()
    claimed.close()

    assert update(old, lambda: now + CLAIM_MS - 1) is None
    assert _version(old / QUEUE_FILE) == BEFORE
    assert update(old, lambda: now + CLAIM_MS) is not None
    assert _version(old / QUEUE_FILE) == SCHEMA_VERSION


def test_any_statement_may_fail_and_nothing_is_half_done(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = old / QUEUE_FILE
    before = _schema(file)
    with injected(monkeypatch) as faults:
        call = 0
        while True:
            call += 1
            connection = sqlite3.connect(file, isolation_level=None)
            faults.set(Fault(call, When.AFTER, sqlite3.SQLITE_FULL))
            try:
                connection.execute("begin immediate")
                migrate(connection)
                connection.execute("commit")
            except sqlite3.Error:
                faults.set(None)
                if connection.in_transaction:
                    connection.execute("rollback")
            finally:
                connection.close()
            if _version(file) == SCHEMA_VERSION:
                break
            assert _schema(file) == before
            assert _version(file) == BEFORE
    assert call > 3, "begin, some of it, commit"
    check_file(file)


KILLED = """
import os, signal, sqlite3, sys
from shared.sqlite.schema import migrate
file, at, spills = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "spills"
connection = sqlite3.connect(file, isolation_level=None)
if spills:  # pages reach the database before COMMIT: the journal is hot
    connection.execute("pragma cache_spill = 1")
    connection.execute("pragma cache_size = 1")
seen = 0
def trace(_):
    global seen
    seen += 1
    if seen == at:
        os.kill(os.getpid(), signal.SIGKILL)
connection.set_trace_callback(trace)
connection.execute("begin immediate")
migrate(connection)
connection.execute("commit")
"""


@pytest.mark.parametrize("how", ["spills", "in memory"])
def test_killed_at_any_statement_it_is_the_one_or_the_other(
    old: Path, how: str
) -> None:
    file = old / QUEUE_FILE
    before = _schema(file)
    kept_file = file.read_bytes()
    at, versions, was_half = 1, set(), False
    while SCHEMA_VERSION not in versions:
        file.write_bytes(kept_file)
        subprocess.run(
            [sys.executable, "-c", KILLED, file, str(at), how], cwd=TOP, check=False
        )
        is_written = file.read_bytes() != kept_file
        store = Store(old, oldest=1)
        version = store.write(lambda connection, _: version_of(connection))
        store.close()
        versions.add(version)
        if version == BEFORE:
            was_half = was_half or is_written
            assert _schema(file) == before
        at += 7
    assert versions == {BEFORE, SCHEMA_VERSION}
    assert was_half == (how == "spills"), "pages of half an update were in the file"
    check_file(file)


def test_a_reader_waits_in_words_and_heals_by_itself(old: Path) -> None:
    reader = Store(old, is_reader=True)
    with pytest.raises(ShareUnavailable, match=r"update its queue\.db"):
        reader.read(lambda connection, now: None)
    asker = Asker(old)
    asker.ok("issue", service="jobs")
    asker.close()
    assert reader.read(lambda connection, now: _events(connection)) == 1
    reader.close()


def test_a_reader_says_what_it_waits_for_after_a_crash(office_folder: Path) -> None:
    file = office_folder / QUEUE_FILE
    script = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('pragma cache_spill = 1')\n"
        "connection.execute('pragma cache_size = 1')\n"
        "connection.execute('begin immediate')\n"
        "connection.executemany('insert into answer values (?, ?, ?)',\n"
        "    [(str(n), 'd', 'x' * 500) for n in range(500)])\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, file], check=False)
    assert file.with_name("queue.db-journal").stat().st_size > 512
    reader = Store(office_folder, is_reader=True)
    with pytest.raises(ShareUnavailable, match="left behind"):
        reader.read(lambda connection, now: _events(connection))
    asker = Asker(office_folder)
    assert asker.ok("state")["seq"] == 0
    asker.close()
    assert reader.read(lambda connection, now: _events(connection)) == 0
    reader.close()


def test_an_old_program_does_not_take_a_new_file_back(old: Path) -> None:
    """The version is looked at once more when the lock is had."""
    file = old / QUEUE_FILE
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    connection.execute("begin immediate")
    migrate(connection)
    connection.execute("commit")
    assert version_of(connection) == SCHEMA_VERSION + 1
    connection.close()


@pytest.mark.parametrize("is_reader", [True, False])
def test_every_transaction_looks_at_the_version(
    office_folder: Path, is_reader: bool
) -> None:
    store = Store(office_folder, is_reader=is_reader)
    assert store.read(lambda connection, now: _events(connection)) == 0
    other = sqlite3.connect(office_folder / QUEUE_FILE)
    other.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    other.close()
    did: list[int] = []
    with pytest.raises(ShareUnsafe, match="update this station"):
        store.read(lambda connection, now: did.append(1))
    if not is_reader:
        with pytest.raises(ShareUnsafe, match="update this station"):
            store.write(lambda connection, now: did.append(1))
    assert not did
    store.close()


def _events(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("select count(*) from event").fetchone()[0]
    return found


# With processes: the newer program is this one with one more migration.

OLD_STATIONS, NEW_STATIONS = 3, 3


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A folder with the program of the version that comes next."""
    top = tmp_path / "newer"
    skipped = shutil.ignore_patterns("__pycache__", "*.po", "*.pot")
    for room in ("shared", "jiaohao", "printers", "kiosk", "counter", "display"):
        shutil.copytree(TOP / room, top / room, ignore=skipped)
    file = top / "shared" / "tables" / "migrations.py"
    more = (
        "MIGRATIONS = (*MIGRATIONS, ('next', 'create table next (a) strict;'"
        ".replace('(a)', '(a text)')))\nSCHEMA_VERSION = len(MIGRATIONS)\n"
    )
    with file.open("a", encoding="utf-8") as words:
        words.write(more)
    return top


class NewProcess(Process):
    """A station of the newer program."""

    def __init__(self, folder: Path, name: str, top: Path) -> None:
        import os

        self.process = subprocess.Popen(
            [sys.executable, "-m", "jiaohao", "station", name, "--office", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=top,
            env=os.environ | {"PYTHONPATH": str(top)},
        )


@pytest.fixture
def office_at_work(office_folder: Path) -> Iterator[list[Process]]:
    """Stations of the present version, each with a number given out."""
    (office_folder / OFFICE_FILE).write_text(OFFICE, encoding="utf-8")
    processes = [Process(office_folder, f"old-{n}") for n in range(OLD_STATIONS)]
    for process in processes:
        assert process.read()["hello"] == "jiaohao"
        assert process.ask("issue", service="jobs")["ok"]
    yield processes
    for process in processes:
        process.process.kill()
        process.process.communicate()


def test_an_update_while_stations_work(
    office_at_work: list[Process], office_folder: Path, newer: Path
) -> None:
    file = office_folder / QUEUE_FILE
    new = [NewProcess(office_folder, f"new-{n}", newer) for n in range(NEW_STATIONS)]
    for process in new:
        assert process.read()["hello"] == "jiaohao"
    for process in office_at_work:
        for do, fields in (("issue", {"service": "jobs"}), ("state", {})):
            told: dict[str, Any] = process.ask(do, **fields)
            assert told["error"] == "share_unsafe", told
            assert "請更新這個工作站" in told["message"]
    labels = [
        process.ask("issue", service="jobs")["ticket"]["label"] for process in new
    ]
    assert labels == [f"A{n:03d}" for n in range(OLD_STATIONS + 1, OLD_STATIONS + 4)]
    for process in new:
        assert process.end()[0] == 0
    copies = list((office_folder / BACKUPS).glob("queue-before-update-*.db"))
    assert len(copies) == 1, "one of all made it"
    assert _version(copies[0]) == SCHEMA_VERSION
    assert verify(copies[0]) == OLD_STATIONS
    assert _version(file) == SCHEMA_VERSION + 1
    check_file(file)


def test_an_old_station_does_not_start_on_a_new_file(
    office_folder: Path, newer: Path
) -> None:
    process = NewProcess(office_folder, "new", newer)
    assert process.read()["hello"] == "jiaohao"
    process.end()
    old = Process(office_folder, "old")
    told = json.loads(json.dumps(old.read()))
    assert told["error"] == "share_unsafe"
    assert old.end()[0] == 3
