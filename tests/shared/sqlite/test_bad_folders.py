"""Folders, shares and files as people leave them: a clear answer, and nothing lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiaohao.backup import put_back
from jiaohao.cli import main
from shared.errors import Damaged, OfficeMistake, ShareUnsafe
from shared.office.folder import OFFICE_FILE, QUEUE_FILE, find_folder
from shared.sqlite.transactions import Store
from shared.text.catalogue import catalogue
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import verify
from tests.desk import Asker
from tests.invariants import check_file
from tests.processes import NOBODY
from tests.support import OFFICE

JOURNAL = "queue.db-journal"
HOT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("pragma cache_spill = 1")
connection.execute("pragma cache_size = 1")
connection.execute("begin immediate")
connection.execute("create table filling (a)")
connection.executemany("insert into filling values (?)", [("x" * 900,)] * 300)
os.kill(os.getpid(), 9)
"""


def _office(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / OFFICE_FILE).write_text(OFFICE, encoding="utf-8")
    store = Store(folder)
    store.create()
    store.close()
    return folder


def _leave_hot_journal(file: Path) -> None:
    """As a power cut in the middle of a commit does."""
    subprocess.run([sys.executable, "-c", HOT, file], check=False)
    assert file.with_name(f"{file.name}-journal").stat().st_size > 512


def test_a_folder_that_is_no_office(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("photos of the summer party")
    for words in (["status"], ["archive"], ["backup"], ["restore"]):
        told = CliRunner().invoke(main, [*words, "--office", str(tmp_path)])
        assert told.exit_code == 2, told.output
        assert OFFICE_FILE in told.output
    assert [each.name for each in tmp_path.iterdir()] == ["readme.txt"]


def test_two_offices_on_one_share_are_two(tmp_path: Path) -> None:
    folders = [_office(tmp_path / name) for name in ("north", "south")]
    with pytest.raises(OfficeMistake):
        find_folder(tmp_path)
    # The same name in both: a station is of one office.
    askers = [Asker(folder, name="kiosk-1") for folder in folders]
    for asker in askers:
        assert asker.ticket("issue", service="jobs")["label"] == "A001"
        assert asker.ok("state")["seq"] == 1
        asker.close()


def test_an_office_within_an_office_is_its_own(tmp_path: Path) -> None:
    outer = _office(tmp_path / "office")
    inner = _office(outer / "old office")
    for folder in (outer, inner):
        asker = Asker(folder, name="kiosk-1")
        assert asker.ticket("issue", service="jobs")["label"] == "A001"
        asker.close()


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_a_torn_copy_is_never_put_back(
    office_folder: Path, ask: Asker, share: float
) -> None:
    """As Explorer makes it: its beginning is older than its end."""
    file = office_folder / QUEUE_FILE

    def used() -> int:
        connection = sqlite3.connect(file)
        pages: int = connection.execute("pragma page_count").fetchone()[0]
        free: int = connection.execute("pragma freelist_count").fetchone()[0]
        connection.close()
        return (pages - free) * 4096

    for _ in range(30):
        ask.ok("issue", service="jobs")
    before = file.read_bytes()
    for _ in range(100):
        ask.ok("issue", service="training")
    after = file.read_bytes()
    cut = int(used() * share) // 4096 * 4096
    torn = office_folder / "backups" / "copied.db"
    torn.parent.mkdir(exist_ok=True)
    for content in (before[:cut] + after[cut:], after[:cut], after[: cut + 100]):
        torn.write_bytes(content)
        with pytest.raises(Damaged, match=r"copied\.db"):
            verify(torn)
    assert ask.ok("state")["seq"] == 130
    check_file(file)


def test_garbage_as_a_journal_does_no_harm(office_folder: Path) -> None:
    file = office_folder / QUEUE_FILE
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    asker.close()
    for garbage in (b"hello", b"\0" * 5000, os.urandom(9000)):
        file.with_name(JOURNAL).write_bytes(garbage)
        asker = Asker(office_folder, name=f"after {len(garbage)}")
        assert asker.ok("state")["tickets"][0]["label"] == "A001"
        asker.ok("issue", service="training")
        asker.close()
        check_file(file)


def test_the_journal_of_another_file_is_refused(
    office_folder: Path, tmp_path: Path
) -> None:
    file = office_folder / QUEUE_FILE
    other = _office(tmp_path / "other") / QUEUE_FILE
    busy = Asker(other.parent)
    for _ in range(20):
        busy.ok("issue", service="jobs")
    busy.close()
    _leave_hot_journal(other)
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    asker.close()
    shutil.copy(other.with_name(JOURNAL), file.with_name(JOURNAL))
    before = file.read_bytes()
    for is_reader in (True, False):
        store = Store(office_folder, is_reader=is_reader)
        with pytest.raises(ShareUnsafe, match=r"queue\.db-journal"):
            store.read(lambda connection, now: None)
        store.close()
    assert file.read_bytes() == before
    file.with_name(JOURNAL).unlink()
    asker = Asker(office_folder, name="after")
    assert asker.ok("state")["seq"] == 1
    asker.close()


def test_a_copy_put_back_by_hand_beside_an_old_journal(office_folder: Path) -> None:
    """What a power cut left would be rolled back into the copy."""
    file = office_folder / QUEUE_FILE
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    copy = make_backup(office_folder)
    for _ in range(5):
        asker.ok("issue", service="jobs")
    asker.close()
    _leave_hot_journal(file)
    shutil.copy(copy, file)
    with pytest.raises(ShareUnsafe, match=r"queue\.db-journal"):
        Store(office_folder).read(lambda connection, now: None)
    assert file.read_bytes() == copy.read_bytes()
    # Nobody is told to move a journal that may be at work.
    told = CliRunner(env={"LANGUAGE": "en"}).invoke(
        main, ["status", "--office", str(office_folder)]
    )
    assert "leave both where they are" in told.output
    assert list(put_back(office_folder, None, catalogue("en"), waits=NOBODY))
    check_file(file)


def test_its_own_journal_is_rolled_back(office_folder: Path) -> None:
    file = office_folder / QUEUE_FILE
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    asker.close()
    _leave_hot_journal(file)
    asker = Asker(office_folder, name="after")
    assert asker.ticket("issue", service="jobs")["label"] == "A002"
    asker.close()
    check_file(file)


@contextlib.contextmanager
def _mounted(*words: str, point: Path) -> Iterator[None]:
    """A mount of the test's own; skips where that may not be done."""
    done = subprocess.run(["mount", *words, point], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("needs a mount, and this user may not")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", point], check=True)


def test_mounted_read_only(office_folder: Path, tmp_path: Path) -> None:
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    asker.close()
    point = tmp_path / "mounted"
    point.mkdir()
    with _mounted("--bind", str(office_folder), point=point):
        subprocess.run(["mount", "-o", "remount,ro,bind", point], check=True)
        reader = Store(point, is_reader=True)
        assert reader.read(lambda connection, _: _seq(connection)) == 1
        reader.close()
        told = CliRunner(env={"LANGUAGE": "en"}).invoke(
            main, ["backup", "--office", str(point)]
        )
        assert told.exit_code == 3, told.output
        store = Store(point)
        with pytest.raises(Exception, match="read but not written"):
            store.write(
                lambda connection, now: connection.execute("delete from answer")
            )
        store.close()
    check_file(office_folder / QUEUE_FILE)


def test_a_station_tells_what_a_read_only_folder_holds(
    office_folder: Path, tmp_path: Path
) -> None:
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    asker.close()
    point = tmp_path / "mounted"
    point.mkdir()
    with _mounted("--bind", str(office_folder), point=point):
        subprocess.run(["mount", "-o", "remount,ro,bind", point], check=True)
        lines = [
            {"id": "1", "do": "state"},
            {"id": "2", "do": "issue", "service": "jobs"},
            {"id": "3", "do": "state"},
        ]
        told = subprocess.run(
            [sys.executable, "-m", "jiaohao", "station", "desk", "--office", point],
            input="\n".join(map(json.dumps, lines)),
            capture_output=True,
            text=True,
        )
    answers = {
        each["id"]: each
        for each in map(json.loads, told.stdout.splitlines())
        if "id" in each
    }
    assert answers["1"]["ok"] and answers["1"]["seq"] == 1, told
    assert answers["3"]["ok"], told
    assert not answers["2"]["ok"]
    assert "可以讀取但無法寫入" in answers["2"]["message"]
    check_file(office_folder / QUEUE_FILE)


def test_a_full_share(tmp_path: Path) -> None:
    point = tmp_path / "small"
    point.mkdir()
    with _mounted("-t", "tmpfs", "-o", "size=5m", "small", point=point):
        folder = _office(point / "office")
        asker = Asker(folder)
        answers = [asker("issue", id="first", service="jobs")]
        filling = point / "filling"
        with contextlib.suppress(OSError), filling.open("wb", buffering=0) as opened:
            while True:
                opened.write(b"x" * 4096)
        refused = asker("issue", id="second", service="jobs")
        assert refused["error"] == "share_unavailable", refused
        assert asker.ok("state")["seq"] == 1, "it was not shown as done"
        filling.unlink()
        answers.append(asker("issue", id="second", service="jobs"))
        assert [each["ticket"]["label"] for each in answers] == ["A001", "A002"]
        asker.close()
        check_file(folder / QUEUE_FILE)


def test_a_name_in_capitals_is_not_the_file(tmp_path: Path) -> None:
    """On a share that minds no case it is found; elsewhere it is said plainly."""
    (tmp_path / OFFICE_FILE.upper()).write_text(OFFICE, encoding="utf-8")
    if (tmp_path / OFFICE_FILE).exists():
        assert find_folder(tmp_path) == tmp_path
    else:
        with pytest.raises(OfficeMistake, match=OFFICE_FILE):
            find_folder(tmp_path)


def test_a_path_that_leads_elsewhere(tmp_path: Path) -> None:
    first, second = _office(tmp_path / "a"), _office(tmp_path / "b")
    path = tmp_path / "office"
    path.symlink_to(first)
    asker = Asker(path)
    reader = Store(path, is_reader=True)
    assert reader.read(lambda connection, _: _seq(connection)) == 0
    asker.ok("issue", service="jobs")
    path.unlink()
    path.symlink_to(second)
    assert asker.error("issue", id="press", service="jobs") == "share_unsafe"
    assert asker.error("state") == "share_unsafe"
    with pytest.raises(ShareUnsafe, match="another office"):
        reader.read(lambda connection, _: _seq(connection))
    path.unlink()
    path.symlink_to(first)
    assert asker.ticket("issue", id="press", service="jobs")["label"] == "A002"
    assert reader.read(lambda connection, _: _seq(connection)) == 2
    asker.close()
    reader.close()
    elsewhere = Asker(second)
    assert elsewhere.ok("state")["seq"] == 0
    elsewhere.close()


def _seq(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("select count(*) from event").fetchone()[0]
    return found
