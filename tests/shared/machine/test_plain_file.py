"""Links and pipes that somebody laid into the shared folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.errors import ShareUnsafe
from shared.machine.plain_file import (
    NotPlain,
    copy_file,
    made,
    make_folder,
    opened,
    refuse_unless_plain,
)
from shared.machine.share_clock import read_server
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.safety.hammer import Side
from shared.safety.scratch import Scratch, ScratchCount
from shared.sqlite.transactions import Store
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import by_preference, verify
from shared.upkeep.restore import restore
from tests.desk import Asker
from tests.support import MONDAY_9, FakeClock

PRIVATE = b"what nobody else may read\n" * 100


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A file outside the office folder that is no business of ours."""
    file = tmp_path / "private"
    file.write_bytes(PRIVATE)
    return file


@pytest.fixture
def place(office_folder: Path) -> Path:
    """The folder of the copies."""
    place = office_folder / BACKUPS
    place.mkdir(exist_ok=True)
    return place


def _links_to(folder: Path, private: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.resolve() == private.resolve()]


def _holds_it(folder: Path) -> list[Path]:
    """The plain files below a folder that have the private content."""
    files = (each for each in folder.rglob("*") if not each.is_symlink())
    return [each for each in files if each.is_file() and PRIVATE in each.read_bytes()]


@pytest.mark.parametrize("lay", [os.symlink, lambda _, file: os.mkfifo(file)])
def test_what_is_not_a_plain_file_is_left_alone(
    tmp_path: Path, private: Path, lay: Callable[[Path, Path], None]
) -> None:
    there = tmp_path / "there"
    lay(private, there)
    for flags in (os.O_RDONLY, os.O_RDWR, os.O_WRONLY | os.O_CREAT | os.O_TRUNC):
        with pytest.raises(NotPlain):
            opened(there, flags)
    with pytest.raises(OSError):
        made(there)
    with pytest.raises(NotPlain):
        copy_file(there, tmp_path / "copy")
    assert private.read_bytes() == PRIVATE


def test_plain_files_and_folders(tmp_path: Path, private: Path) -> None:
    copy_file(private, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == PRIVATE
    refuse_unless_plain(tmp_path / "nothing")
    make_folder(tmp_path / "folder")
    make_folder(tmp_path / "folder")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    with pytest.raises(NotPlain):
        make_folder(tmp_path / "link")


def test_restore_follows_no_link(
    ask: Asker, office_folder: Path, private: Path, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    copy = make_backup(office_folder, clock=clock)
    ask.close()
    part = office_folder / f"{QUEUE_FILE}.part"
    part.symlink_to(private)
    restore(office_folder, copy, clock)
    file = office_folder / QUEUE_FILE
    journal = file.with_name(f"{QUEUE_FILE}-journal")
    journal.unlink(missing_ok=True)
    journal.symlink_to(private)
    with pytest.raises(ShareUnsafe):
        restore(office_folder, copy, clock)
    journal.unlink()
    file.unlink()
    file.symlink_to(private)
    with pytest.raises(ShareUnsafe):
        restore(office_folder, copy, clock)
    named = copy.with_name("queue-20261123-120000.db")
    named.symlink_to(private)
    with pytest.raises(ShareUnsafe):
        restore(office_folder, named, clock)
    assert private.read_bytes() == PRIVATE
    assert not _holds_it(office_folder)
    assert by_preference(copy.parent, MONDAY_9)[0] == copy


def test_a_copy_goes_through_no_link(
    ask: Asker, office_folder: Path, place: Path, private: Path, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    copy = make_backup(office_folder, clock=clock)
    copy.unlink()
    copy.with_suffix(".part").symlink_to(private)
    copy.symlink_to(private)
    assert verify(make_backup(office_folder, clock=clock)) == 1
    elsewhere = office_folder.with_name("elsewhere")
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    before = set(elsewhere.iterdir())
    with pytest.raises(ShareUnsafe):
        make_backup(office_folder, clock=clock)
    with pytest.raises(ShareUnsafe):
        read_server(office_folder)
    assert set(elsewhere.iterdir()) == before
    assert private.read_bytes() == PRIVATE


@pytest.mark.parametrize("lay", [os.symlink, lambda _, file: os.mkfifo(file)])
def test_a_queue_that_leads_elsewhere_is_not_opened(
    office_folder: Path, private: Path, lay: Callable[[Path, Path], None]
) -> None:
    file = office_folder / QUEUE_FILE
    for there in (file.with_name(f"{QUEUE_FILE}-journal"), file):
        there.unlink(missing_ok=True)
        lay(private, there)
        store = Store(office_folder)
        with pytest.raises(ShareUnsafe):
            store.read(lambda connection, _: connection.execute("select 1"))
        store.close()
        there.unlink()
    assert private.read_bytes() == PRIVATE


def test_a_proof_writes_through_no_link(
    office_folder: Path, place: Path, private: Path
) -> None:
    for name in ("locks-run.txt", "locks-run.db", "locks-run-one.json"):
        (place / name).symlink_to(private)
    with pytest.raises(ShareUnsafe):
        Side(office_folder, "one", "run").meet()
    for scratch in (Scratch(office_folder, "run"), ScratchCount(office_folder, "run")):
        # What is in the way is taken away, not written through.
        scratch.create()
        assert scratch.next_number() == 1
        scratch.forget()
        scratch.remove()
    assert private.read_bytes() == PRIVATE
    assert _links_to(place, private) == [place / "locks-run-one.json"]
