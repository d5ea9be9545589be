"""The file itself: what is refused, what heals, what the schema will not have."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from shared.errors import Damaged, ProgramFault, ShareUnavailable, ShareUnsafe
from shared.machine import file_identity as store_identity
from shared.machine.mount import Access
from shared.office.folder import QUEUE_FILE
from shared.sqlite import connection as store_opening
from shared.sqlite.transactions import Store
from shared.trade.printer import Condition
from tests.desk import Asker
from tests.rights import run_bound_by_rights


def _count(connection: sqlite3.Connection, now: int) -> int:
    found: int = connection.execute("select count(*) from event").fetchone()[0]
    return found


def test_how_a_connection_behaves(office_folder: Path) -> None:
    store = Store(office_folder)
    pragmas = {
        name: store.read(
            lambda connection, _, name=name: connection.execute(
                f"pragma {name}"
            ).fetchone()[0]
        )
        for name in ("journal_mode", "synchronous", "cache_spill", "busy_timeout")
    }
    store.close()
    assert pragmas["journal_mode"] == "truncate"
    assert pragmas["synchronous"] == 2
    assert pragmas["cache_spill"] == 0
    assert pragmas["busy_timeout"] == 250


def test_not_a_database(file: Path) -> None:
    file.write_bytes(b"hello " * 1000)
    with pytest.raises(Damaged):
        Store(file.parent).read(_count)
    assert file.read_bytes() == b"hello " * 1000


def test_an_empty_file(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(Damaged):
        Store(file.parent).write(_count)
    assert file.read_bytes() == b""


def test_another_programs_database(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("create table mine (a)")
    connection.close()
    with pytest.raises(Damaged):
        Store(file.parent).write(_count)


def test_pages_overwritten(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xaa" * (file.stat().st_size - 4096))
    with pytest.raises(Damaged):
        Store(file.parent).read(_count)


def test_a_newer_version(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("pragma user_version = 99")
    connection.close()
    with pytest.raises(ShareUnsafe, match="newer"):
        Store(file.parent).read(_count)


def test_switched_to_wal(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("pragma journal_mode = wal")
    connection.close()
    with pytest.raises(ShareUnsafe, match="WAL"):
        Store(file.parent).read(_count)


def test_no_file_and_no_folder(file: Path) -> None:
    file.unlink()
    with pytest.raises(ShareUnavailable):
        Store(file.parent).write(_count)
    assert not file.exists()
    with pytest.raises(ShareUnavailable):
        Store(file.parent / "gone").read(_count)


def test_a_read_only_folder(file: Path) -> None:
    script = """
import sys
from pathlib import Path
from shared.errors import ShareUnavailable
from shared.sqlite.transactions import Store
try:
    Store(Path(sys.argv[1])).write(
        lambda connection, now: connection.execute("insert into meta values ('a', 'b')")
    )
except ShareUnavailable as error:
    print(error)
"""
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        done = run_bound_by_rights([sys.executable, "-c", script, str(file.parent)])
    finally:
        file.parent.chmod(0o755)
    assert "can be read but not written to" in done.stdout, done.stderr


def test_a_lock_held_too_long_is_waited_for_and_then_told(file: Path) -> None:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin immediate")
    store = Store(file.parent, patience=0.5)
    with pytest.raises(ShareUnavailable):
        store.write(_count)
    holder.execute("rollback")
    assert store.write(_count) == 0
    store.close()
    holder.close()


def test_it_heals_when_the_file_comes_back(file: Path, ask: Asker) -> None:
    ask.ok("issue", service="jobs")
    ask.station.attendance.store.close()
    shutil.move(file, file.with_suffix(".away"))
    assert ask.error("issue", service="jobs", id="press") == "share_unavailable"
    shutil.move(file.with_suffix(".away"), file)
    assert ask.ticket("issue", service="jobs", id="press")["label"] == "A002"


@pytest.mark.parametrize("access", [Access.LOCAL, Access.NFS, Access.SMB])
def test_another_file_in_its_place_is_noticed(
    file: Path, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_opening, "access_to", lambda *_: access)
    monkeypatch.setattr(store_identity, "SHARE_SECONDS", 0)
    reader, writer = Store(file.parent, is_reader=True), Store(file.parent)
    assert reader.read(_count) == writer.write(_count) == 0
    file.rename(file.with_suffix(".old"))
    for store in (reader, writer):
        with pytest.raises(ShareUnavailable):
            store.read(_count)
    shutil.copy(file.with_suffix(".old"), file)
    connection = sqlite3.connect(file)
    connection.execute(
        "insert into event (id, day, at, kind, station) values ('1', 'd', 0, 'x', 's')"
    )
    connection.commit()
    connection.close()
    assert reader.read(_count) == writer.write(_count) == 1
    reader.close()
    writer.close()


def test_two_begin_the_same_file_at_once(tmp_path: Path) -> None:
    first, second = Store(tmp_path), Store(tmp_path)
    first.create()
    second.create()
    assert first.read(_count) == second.read(_count) == 0
    first.close()
    second.close()


INSERT = (
    "insert into ticket (day, letter, number, service, state, priority, language,"
    " channel, counter, issued_at, due_at, ended_at) values ('2026-11-23', 'A', ?,"
    " 'jobs', ?, 'normal', 'en', 'kiosk', ?, 0, 0, ?)"
)


@pytest.mark.parametrize(
    ("rows"),
    [
        [(1, "waiting", None, None), (1, "waiting", None, None)],
        [(1, "called", 3, None), (2, "serving", 3, None)],
        [(1, "called", None, None)],
        [(1, "waiting", 3, None)],
        [(1, "done", 3, None)],
        [(1, "waiting", None, 5)],
        [(0, "waiting", None, None)],
        [(1, "lost", None, None)],
        [("x", "waiting", None, None)],
    ],
)
def test_the_schema_refuses(file: Path, rows: list[tuple[object, ...]]) -> None:
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError):
        connection.executemany(INSERT, rows)
    connection.close()


def test_events_are_never_changed(file: Path, ask: Asker) -> None:
    ask.ok("issue", service="jobs")
    connection = sqlite3.connect(file)
    for statement in ("update event set kind = 'called'", "delete from event"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


def test_the_next_person_is_found_by_index(file: Path) -> None:
    connection = sqlite3.connect(file)
    plan = connection.execute(
        "explain query plan select key from ticket where state = 'waiting'"
        " and service = 'jobs' order by due_at, key limit 1"
    ).fetchall()
    connection.close()
    assert len(plan) == 1
    assert "whose_turn" in plan[0][3]


def test_the_file_takes_every_condition_of_a_printer_and_no_other(
    office_folder: Path,
) -> None:
    store = Store(office_folder)
    put = (
        "insert into printer values (?, 'kiosk-1', ?, null, 1, 0, '[]')"
        " on conflict do nothing"
    )
    for condition in Condition:
        store.write(lambda run, _, told=condition: run.execute(put, (told, told)))
    with pytest.raises(sqlite3.IntegrityError):
        store.write(lambda run, _: run.execute(put, ("other", "on_fire")))
    store.close()


@pytest.mark.parametrize(
    "statement",
    ["select nothing from ticket", "selekt 1", "select * from no_such_table"],
)
def test_our_own_mistake_is_not_the_files(
    office_folder: Path, ask: Asker, statement: str
) -> None:
    store = Store(office_folder)
    with pytest.raises(ProgramFault, match="mistake") as caught:
        store.read(lambda connection, _: connection.execute(statement))
    assert "restore" not in str(caught.value)
    with pytest.raises(ProgramFault):
        store.write(lambda connection, _: connection.execute(statement, (1, 2)))
    store.close()
    assert ask.ok("issue", service="jobs")


def test_a_file_that_has_lost_a_table_is_damaged(
    office_folder: Path, ask: Asker
) -> None:
    ask.ok("issue", service="jobs")
    connection = sqlite3.connect(office_folder / QUEUE_FILE, isolation_level=None)
    connection.execute("drop table print_wish")
    connection.close()
    assert ask.error("state") == "damaged"
